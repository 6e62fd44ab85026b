import type { Almanac, Line } from "./almanac.ts";
import { candidateOf, type Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import { extremeIn } from "./extremes.ts";
import { basesFor, basesOf, momentsOf } from "./timeline.ts";

/** What returns are told from: adjusted for dividends where the subject has such a series, and as traded. */
export function returnLines(almanac: Almanac, line: Line): Line[] {
  const adjusted = line.quantity === "close" ? almanac.line(line.subject, "adjusted") : undefined;
  return adjusted ? [adjusted, line] : [line];
}

/** Changes in per cent of the earlier value. */
export function changeCandidates(claim: Claim, line: Line, almanac: Almanac): Candidate[] {
  return returnLines(almanac, line).flatMap((each) =>
    momentsOf(claim, each, almanac).flatMap(({ at, isSoft }) =>
      basesOf(claim, each, at).flatMap(({ from, to }) => {
        const [earlier, later] = [each.values[from]!, each.values[to]!];
        if (!(earlier > 0)) return [];
        return [
          candidateOf(each, to, {
            statistic: "change",
            value: (later / earlier - 1) * 100,
            isDirected: true,
            from: each.days[from]!,
            window: to - from,
            isSoft,
          }),
        ];
      }),
    ),
  );
}

/** Changes in the series' own unit, or in hundredths of a per cent of a yield. @param factor how many of the figure's unit one is. */
export function differenceCandidates(
  claim: Claim,
  line: Line,
  almanac: Almanac,
  factor: number,
): Candidate[] {
  return momentsOf(claim, line, almanac).flatMap(({ at, isSoft }) =>
    basesOf(claim, line, at).map(({ from, to }) =>
      candidateOf(line, to, {
        statistic: "difference",
        value: (line.values[to]! - line.values[from]!) * factor,
        isDirected: true,
        from: line.days[from]!,
        window: to - from,
        isSoft,
      }),
    ),
  );
}

/** How far the newest value lies below a high, or above a low, in per cent. */
export function gapCandidates(
  claim: Claim,
  line: Line,
  almanac: Almanac,
  record: Claim["records"][number],
): Candidate[] {
  const which = record.which === "highest" ? "high" : "low";
  const isClose = line.quantity === "close";
  const [adjusted] = returnLines(almanac, line);
  const own = isClose ? almanac.line(line.subject, which) : undefined;
  const lines = [...new Set([adjusted!, line, ...(own ? [own] : [])])];
  return lines.flatMap((peaks) => {
    const closes = peaks === own ? line : peaks;
    return momentsOf({ ...claim, windows: [] }, closes, almanac).flatMap(({ at, isSoft }) => {
      const end = peaks.at(closes.days[at]!);
      const spans = record.time
        ? basesFor(record.time, peaks, end)
        : [
            { from: -1, to: end },
            ...(claim.windows[0] ? basesFor(claim.windows[0], peaks, end) : []),
          ];
      return spans
        .filter(({ from, to }) => from >= -1 && to > from)
        .map(({ from, to }) => {
          const mark = extremeIn(peaks.values, from, to, which);
          return candidateOf(closes, at, {
            statistic: `distance from the ${which}`,
            value: (closes.values[at]! / mark - 1) * 100,
            isDirected: true,
            isSoft,
          });
        });
    });
  });
}
