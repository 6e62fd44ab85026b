import type { Span } from "../reading/block.ts";
import { within, type Sentence } from "./sentence.ts";
import type { TimeMark } from "./times.ts";

/** A word of record with the stretch or day that it is told of, if any. */
export interface RecordMark extends Span {
  readonly which: "highest" | "lowest";
  readonly time: TimeMark | undefined;
}

/** Words of record in a clause, each with the time behind it where no figure stands between. */
export function recordsIn(sentence: Sentence, clause: Span): RecordMark[] {
  const {
    times,
    figures,
    block: { text },
  } = sentence;
  return (["highest", "lowest"] as const).flatMap((which) =>
    within(sentence, which, clause).map(({ start, end }): RecordMark => {
      const inTime = new Set(times.flatMap((time) => time.figures));
      const its = times.filter(
        (each) =>
          each.start >= end &&
          each.start - end < 60 &&
          !/[;]/.test(text.slice(end, each.start)) &&
          !figures.some(
            (figure) => !inTime.has(figure) && figure.start >= end && figure.end <= each.start,
          ),
      );
      const shared = times.find(
        ({ kind, start: from }) =>
          kind === "window" &&
          from < start &&
          /\bof\s[^.;]*\b(?:last|past)\s+$/i.test(text.slice(sentence.start, from)),
      );
      const ahead = times.find(
        (each) =>
          (each.kind === "window" || each.kind === "day") &&
          each.end <= start &&
          /^(?:['’]s)?[\s-]*(?:closing\s+|daily\s+|intraday\s+)?$/i.test(
            text.slice(each.end, start),
          ),
      );
      const own = its.find(
        (each) => each.kind === "day" && /^\s+(?:of|on)\s+$/i.test(text.slice(end, each.start)),
      );
      const time = ahead ?? own ?? its.find(({ kind }) => kind === "since") ?? its[0] ?? shared;
      return { which, start, end, time };
    }),
  );
}
