import type { Almanac } from "./almanac.ts";
import type { Candidate } from "./candidate.ts";
import type { ClaimReader } from "./claims.ts";
import { heldTo, movesOf, windowsIn } from "./directions.ts";
import type { Judged } from "./judge.ts";
import type { Sentence } from "./sentence.ts";
import { untimed } from "./whose.ts";

/** What a verb says of two: which subject did better, and which of two levels is the later one. */
export function contestClaims(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  return [...contests(reader, sentence, almanac), ...turnedPairs(reader, sentence)];
}

const BEAT =
  /^\s*(?:shares?\s+)?(?:has\s+|have\s+|also\s+|again\s+)*(outperformed|outpaced|beat|beaten|underperformed|lagged|lagged behind|trailed)\s+(?:the\s+|that of\s+(?:the\s+)?)?$/i;

/** "Ether outperformed Bitcoin over the week", where no figure says by how much. */
function contests(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  const {
    block: { text },
    mentions,
  } = sentence;
  return mentions.flatMap((one, at): Judged[] => {
    const other = mentions[at + 1];
    const verb = other && BEAT.exec(text.slice(one.end, other.start));
    if (
      !other ||
      !verb ||
      one.isFund ||
      other.isFund ||
      reader.claims.some(({ figure }) => figure.start >= other.end)
    )
      return [];
    const clause = { start: one.start, end: sentence.end };
    const windows = windowsIn(sentence, clause);
    const claim = {
      ...reader.at({ start: one.end, end: other.start }),
      windows,
      isWindowNamed: windows.length > 0,
    };
    if (!claim.isWindowNamed && !claim.isDayNamed) return [];
    const [first, second] = [one, other].map((mention) =>
      movesOf(claim, mention, almanac).filter(({ isSoft }) => !isSoft),
    );
    const gaps = (first ?? []).flatMap((each, index) => {
      const against = second?.[index] ?? second?.[0];
      return against
        ? [
            {
              ...each,
              statistic: "spread",
              subjects: [one.subject, other.subject],
              value: each.value - against.value,
            },
          ]
        : [];
    });
    return heldTo(claim, gaps, /^(?:out|beat)/i.test(verb[1]!) ? "up" : "down");
  });
}

/** "rose to 65 from 67": a verb that the two levels beside it contradict. */
function turnedPairs({ claims }: ClaimReader, sentence: Sentence): Judged[] {
  return claims.flatMap((one, at): Judged[] => {
    const other = claims[at + 1];
    if (!other || one.figure.unit !== other.figure.unit || one.figure.unit === "percent") return [];
    const gap = untimed(sentence, { start: one.figure.end, end: other.figure.start });
    const isBack =
      one.place === "end" && other.place === "start" && /^,?\s+(?:on\s+)?,?\s*from\s+$/i.test(gap);
    const isOn = one.place === "start" && other.place === "end" && /^\s+to\s+$/i.test(gap);
    if (!isBack && !isOn) return [];
    if (
      /\b(?:span|range|band|zone)\s+from\s+$/i.test(sentence.block.text.slice(0, one.figure.start))
    )
      return [];
    const [start, end] = isBack ? [other, one] : [one, other];
    const [earlier, later] = [Number(start.figure.value), Number(end.figure.value)];
    const way = one.direction === "up" ? 1 : one.direction === "down" ? -1 : 0;
    if (way === 0 || one.isDirectionFar || earlier === later || Math.sign(later - earlier) === way)
      return [];
    const value = later - earlier;
    const candidate: Candidate = {
      statistic: "difference",
      subjects: one.whose.map(({ subject }) => subject),
      series: "",
      day: "",
      value,
      isDirected: true,
      isSoft: false,
    };
    return [
      {
        block: sentence.block,
        figure: one.figure,
        claim: one,
        verdict: "wrong",
        candidate,
        isTurned: true,
      },
    ];
  });
}
