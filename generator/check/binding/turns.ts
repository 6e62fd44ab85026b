import { againstItsLevel, levelFromClose } from "./against.ts";
import type { Almanac, Line } from "./almanac.ts";
import { swingDistances } from "./averages.ts";
import { candidateOf, type Candidate } from "./candidate.ts";
import { gapCandidates } from "./changes.ts";
import type { Claim } from "./claim.ts";
import { dayEndCandidates } from "./day-ranges.ts";
import { swingIn } from "./hints.ts";
import { runsIn } from "./run-marks.ts";

/** What a percentage says whose sentence tells in a turn of its own from where it is counted; undefined where none does. */
export function turnCandidates(
  claim: Claim,
  line: Line,
  almanac: Almanac,
): Candidate[] | undefined {
  const fromClose = levelFromClose(claim, line);
  if (fromClose)
    return [fromClose, ...(swingIn(claim.sentence) ? swingDistances(claim, line, almanac) : [])];
  const record = recordLeft(claim);
  if (record) return gapCandidates(claim, line, almanac, record);
  const told =
    endedRun(claim, line) ??
    declineFrom(claim, line) ??
    fromCloseOfDay(claim, line) ??
    againstItsLevel(claim, line);
  const all = told ? [told] : dayEndCandidates(claim, line, almanac);
  return all.length > 0 ? all : undefined;
}

const ABOVE = /^\s+(?:above|below|over|under)\s+$/i;
const CLOSE = /^['’]s\s+close\b/i;

/** "ended 2.1% above Friday's close": the change from that day to the newest. */
function fromCloseOfDay({ sentence, figure }: Claim, line: Line): Candidate | undefined {
  const { text } = sentence.block;
  const day = sentence.times.find(
    ({ kind, start, end }) =>
      kind === "day" &&
      start > figure.end &&
      ABOVE.test(text.slice(figure.end, start)) &&
      CLOSE.test(text.slice(end)),
  );
  const from = day?.kind === "day" ? line.at(day.day) : -1;
  if (from < 0 || from >= line.last) return undefined;
  return candidateOf(line, line.last, {
    statistic: "change",
    value: (line.values[line.last]! / line.values[from]! - 1) * 100,
    isDirected: true,
    from: line.days[from]!,
    window: line.last - from,
  });
}

const HAS_MOVED =
  /^(?:\s+(?:high|low|close))?,?\s+(?:\S+\s){1,4}ha(?:s|ve)\s+(?:now\s+)?(?:lost|gained|fallen|risen)\s+$/i;

/** "From its November 25 closing high it has lost 10.5%": the record from which it is counted. */
function recordLeft({ records, figure, sentence }: Claim): Claim["records"][number] | undefined {
  const { text } = sentence.block;
  return records.find(
    ({ start, end, time }) =>
      end <= figure.start &&
      HAS_MOVED.test(text.slice(end, figure.start)) &&
      /\bfrom\s+(?:its|their|the)\s+$/i.test(
        text.slice(sentence.start, time && time.end <= start ? time.start : start),
      ),
  );
}

const HAS_COME_TO =
  /\b(?:decline|fall|drop|slide|rise|gain|advance|climb)\s+from\s+the\s+(\S*\d)\s[^,;]{0,40}\bcome to\s+$/i;

/** "Its decline from the $106,146 of January 21 has come to 20.5%": against the level that it prints. */
function declineFrom({ sentence, figure }: Claim, line: Line): Candidate | undefined {
  const { text } = sentence.block;
  const found = HAS_COME_TO.exec(text.slice(sentence.start, figure.start));
  const level =
    found && sentence.figures.find(({ start, end }) => text.slice(start, end) === found[1]);
  if (!level) return undefined;
  const value = (line.values[line.last]! / Number(level.value) - 1) * 100;
  return candidateOf(line, line.last, { statistic: "distance", value, isDirected: true });
}

const IN_WHICH = /^,?\s+(?:in which (?:it|they) (?:had )?\w+|worth)\s+$/i;

/** "ends five days of losses, in which it had lost 18.9%": what the run made before the newest period. */
function endedRun({ sentence, figure }: Claim, line: Line): Candidate | undefined {
  const run = runsIn(sentence).find(
    ({ isOver, end }) =>
      isOver && end <= figure.start && IN_WHICH.test(sentence.block.text.slice(end, figure.start)),
  );
  const to = line.last - 1;
  const [earlier, later] = [line.values[to - (run?.count ?? 0)], line.values[to]];
  if (!run || earlier === undefined || later === undefined) return undefined;
  return candidateOf(line, to, {
    statistic: "change",
    value: (later / earlier - 1) * 100,
    isDirected: true,
    from: line.days[to - run.count]!,
    window: run.count,
  });
}
