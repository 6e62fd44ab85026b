import type { PerfectDesk, Had } from "./desk.ts";
import { answeredRows, faultAt, trueRows } from "./faults.ts";
import { FEEDS, type Feed, type Poll } from "./feeds.ts";

/** One line of the table that ends a run. */
interface Line {
  readonly series: string;
  readonly age: string;
  readonly refused: number;
  readonly why: string;
}

const LINE = /^(\S+\.\S+) +\S+ +\S+ +(\d+(?: stale)?|empty) +\d+ +\d+ +(\d+) *(.*)$/;

function linesOf(output: string): ReadonlyMap<string, Line> {
  const lines = output.split("\n").flatMap((text): Line[] => {
    const [, series = "", age = "", refused, why = ""] = LINE.exec(text) ?? [];
    return series === "" ? [] : [{ series, age, refused: Number(refused), why }];
  });
  return new Map(lines.map((line) => [line.series, line]));
}

/**
 * What a run does not tell of what went wrong, or tells though nothing did.
 * @param output of `gather --live`, whose table has every series, or of `daily --live`, whose table has those with something to say.
 */
export function wrongInOutput(
  output: string,
  desk: PerfectDesk,
  poll: Poll,
  revised: readonly Had[],
): string[] {
  const lines = linesOf(output);
  const wrong = FEEDS.flatMap((feed) =>
    Object.entries(feed.columns).flatMap(([column, series]) => {
      const line = lines.get(series);
      const at = `${poll.day} ${poll.time} ${series}:`;
      const behind = desk.behind(feed, series, poll);
      const age = Number.parseInt(line?.age ?? "0", 10);
      const kind = faultAt(desk.faults, feed, poll)?.kind;
      const isFaulty = isSpoiled(desk, feed, column, poll, OVERLAP);
      const mayBeSaid = isSpoiled(desk, feed, column, poll);
      const told = line === undefined ? "" : `${line.age}, ${line.refused} refused, ${line.why}`;
      if (age !== behind) return [`${at} ${behind} behind (${kind?.name}), told: ${told}`];
      if (isFaulty && kind?.says && !kind.says.test(line?.why ?? ""))
        return [`${at} not told that it is ${kind.name}: ${told}`];
      const isSaid = line !== undefined && (line.refused > 0 || line.why !== "");
      return isSaid && !mayBeSaid ? [`${at} nothing was wrong, told: ${told}`] : [];
    }),
  );
  const unnamed = revised.filter(
    ({ series, day, value }) =>
      !output.includes(`${series}: ${day} was`) || !output.includes(`is ${value} from now on`),
  );
  return [
    ...wrong,
    ...unnamed.map(
      ({ series, day }) => `${poll.day} ${poll.time} ${series}: no word of the revision of ${day}`,
    ),
  ];
}

/** Periods that are asked for once more. */
const OVERLAP = 7;

/** Whether an answer, or the newest rows of it, says anything else of a series than the truth. */
function isSpoiled(
  desk: PerfectDesk,
  feed: Feed,
  column: string,
  poll: Poll,
  newest = Infinity,
): boolean {
  const fault = faultAt(desk.faults, feed, poll);
  if (fault === undefined) return false;
  if (fault.kind.instead !== undefined) return true;
  const truth = trueRows(feed, poll);
  const answered = answeredRows(feed, poll, fault);
  return truth.slice(-newest).some((row) => {
    const same = answered.filter(({ date }) => date === row["date"]);
    return same.length === 0 || same.some((each) => each[column] !== row[column]);
  });
}
