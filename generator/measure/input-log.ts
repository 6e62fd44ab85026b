import type { Instant } from "../base/day.ts";
import { digest } from "../base/digest.ts";
import { digestOfUsed, inputOf, markUsed, publicOf } from "./input.ts";
import type { History } from "../store/asof.ts";
import type { Stretch } from "./reading.ts";
import type { Input } from "./signal.ts";

/** A stretch as an input, with the instant at which the youngest of its values became public. */
interface LoggedInput {
  readonly input: Input;
  readonly public: Instant;
}

/** Every stretch read for an edition, once each: signals that read the same one share its input and its digest. */
export interface InputLog {
  enter(stretch: Stretch): LoggedInput;
  /** Digest of every value in a stretch read so far, each counted once; changes when any of them changes. */
  digest(): string;
  /** What was read so far, series by series. */
  uses(): Use[];
}

/** What was read of a series; plain data. */
export interface Use {
  readonly series: string;
  /** Over the values that were read. */
  readonly digest: string;
  /** Their positions: from each even one to before the odd one behind it. */
  readonly edges: readonly number[];
}

export function inputLog(): InputLog {
  const entries = new Map<string, LoggedInput>();
  const used = new Map<History, Uint8Array>();
  return {
    enter(stretch) {
      const { history, first, last, common } = stretch;
      const key = `${history.series}|${first}|${last}|${common?.series ?? ""}`;
      let entry = entries.get(key);
      if (entry === undefined) {
        entry = { input: inputOf(history, first, last, common), public: publicOf(stretch) };
        entries.set(key, entry);
        let marks = used.get(history);
        if (!marks) used.set(history, (marks = new Uint8Array(history.days.length)));
        markUsed(stretch, marks);
      }
      return entry;
    },
    digest: () =>
      digestOfSeries(
        Array.from(used, ([history, marks]) => [history.series, digestOfUsed(history, marks)]),
      ),
    uses: () =>
      Array.from(used, ([history, marks]) => ({
        series: history.series,
        digest: digestOfUsed(history, marks),
        edges: edgesOf(marks),
      })),
  };
}

function digestOfSeries(digests: readonly (readonly [series: string, digest: string])[]): string {
  return digest(
    digests
      .map(([series, each]) => `${series}=${each}`)
      .sort()
      .join("\n"),
  );
}

/** The digest that one log has of all that several have read of one view. */
export function digestOfUses(uses: Iterable<Use>, historyOf: (series: string) => History): string {
  const bySeries = Map.groupBy(uses, ({ series }) => series);
  return digestOfSeries(
    Array.from(bySeries, ([series, its]) => {
      const [first, ...others] = its as [Use, ...Use[]];
      const isSame = others.every((each) => each.edges.join() === first.edges.join());
      return [series, isSame ? first.digest : digestOfAll(its, historyOf(series))] as const;
    }),
  );
}

function digestOfAll(uses: readonly Use[], history: History): string {
  const marks = new Uint8Array(history.days.length);
  for (const { edges } of uses)
    for (let at = 0; at < edges.length; at += 2) marks.fill(1, edges[at], edges[at + 1]);
  return digestOfUsed(history, marks);
}

/** Where marks begin and end. */
function edgesOf(marks: Uint8Array): number[] {
  const edges: number[] = [];
  for (let at = 0; at <= marks.length; at++)
    if ((marks[at] ?? 0) !== (marks[at - 1] ?? 0)) edges.push(at);
  return edges;
}
