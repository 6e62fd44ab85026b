import { within, type Sentence } from "./sentence.ts";
import type { TimeMark } from "./times.ts";

/** A run that a sentence tells of: how many periods, and where it says so. */
export interface RunMark {
  readonly count: number;
  readonly start: number;
  readonly end: number;
  /** It ended the period before: "after three days of losses". */
  readonly isOver?: boolean;
  /** Which way it went, where its own words say so. */
  readonly way?: 1 | -1;
  /** No word of runs stands there: it is one only beside a threshold, "above 70 for a fourth day". */
  readonly isBare?: boolean;
}

/** "its sixth daily loss in a row". */
const BETWEEN = /^(?:st|nd|rd|th)?[\s-]+(?:\p{L}+[\s-]+){0,2}$/u;

/** Where a number or ordinal stands directly before a word of runs, or before a unit and such a word. */
export function runsIn(sentence: Sentence): RunMark[] {
  return [
    ...besideWords(sentence),
    ...overIn(sentence),
    ...streaksIn(sentence),
    ...lengthened(sentence),
    ...barely(sentence),
  ];
}

function besideWords(sentence: Sentence): RunMark[] {
  const {
    block: { text },
    figures,
    times,
  } = sentence;
  return within(sentence, "run", sentence).flatMap((run): RunMark[] => {
    const time = times.find(
      (each) =>
        each.kind === "window" &&
        each.end <= run.start &&
        /^[\s-]*$/.test(text.slice(each.end, run.start)),
    );
    if (time?.kind === "window" && time.count > 1)
      return [{ count: time.count, start: time.start, end: run.end }];
    const around = times.find(
      (each) => each.kind === "window" && each.start <= run.start && each.end >= run.end,
    );
    if (around?.kind === "window" && around.count > 1)
      return [{ count: around.count, start: around.start, end: around.end }];
    const ordinal = within(sentence, "ordinal", {
      start: Math.max(sentence.start, run.start - 30),
      end: run.start,
    }).at(-1);
    if (ordinal && BETWEEN.test(text.slice(ordinal.end, run.start)))
      return [{ count: ordinal.role.count, start: ordinal.start, end: run.end }];
    const figure = figures.find(
      (each) => each.end <= run.start && BETWEEN.test(text.slice(each.end, run.start)),
    );
    if (figure && typeof figure.value === "number" && figure.value > 1)
      return [{ count: figure.value, start: figure.start, end: run.end }];
    return [];
  });
}

const LOSSES =
  /^\s+of\s+(?:\w+\s+)?(?:(gains?|rises?|advances?|inflows?)|loss(?:es)?|declines?|falls?|drops?|outflows?)\b/i;

const OVER = /\b(?:after|ends?|ended|ending|breaks?|broke|snaps?|snapped)\s+$/i;

/** "After three days of losses", "ends five days of losses". */
function overIn({ block: { text }, times }: Sentence): RunMark[] {
  return times.flatMap((time): RunMark[] => {
    if (!isCount(time) || !OVER.test(text.slice(0, time.start))) return [];
    const found = LOSSES.exec(text.slice(time.end));
    if (!found) return [];
    const way = found[1] === undefined ? -1 : 1;
    return [
      { count: time.count, start: time.start, end: time.end + found[0].length, isOver: true, way },
    ];
  });
}

/** "Bitcoin's losing streak has reached eight days". */
function streaksIn(sentence: Sentence): RunMark[] {
  const { text } = sentence.block;
  return within(sentence, "run", sentence).flatMap(({ start, end, word }): RunMark[] => {
    const way = /^(losing|winning) streak$/i.exec(word)?.[1]?.toLowerCase();
    const time = sentence.times.find((each) => each.start >= end);
    const gap = time && text.slice(end, time.start);
    if (!way || !time || !isCount(time) || !/^\s+(?:[\w]+\s+){0,3}$/.test(gap!)) return [];
    return [{ count: time.count, start, end: time.end, way: way === "winning" ? 1 : -1 }];
  });
}

const RUN_OF =
  /\b(?:run|streak|string|series)\s+of\s+(?:\w+\s+)?(?:(gains|rises|advances|inflows)|losses|declines|falls|drops|outflows)\s+(?:to|reached|now spans|spans|is now|stands at|of)\s+$/i;

/** "extended its run of gains to six sessions". */
function lengthened({ block: { text }, start, times }: Sentence): RunMark[] {
  return times.flatMap((time): RunMark[] => {
    const found = isCount(time) && RUN_OF.exec(text.slice(start, time.start));
    if (!found) return [];
    const way = found[1] === undefined ? -1 : 1;
    return [{ count: time.count, start: start + found.index, end: time.end, way }];
  });
}

/** "for a fourth day". */
function barely(sentence: Sentence): RunMark[] {
  const { text } = sentence.block;
  return within(sentence, "ordinal", sentence).flatMap(({ start, end, role }): RunMark[] => {
    const unit = /^\s+(?:day|session)\b(?!\s+(?:in|of|running))/i.exec(text.slice(end));
    if (!unit || !/\bfor (?:a|the)\s+$/i.test(text.slice(0, start))) return [];
    return [{ count: role.count, start, end: end + unit[0].length, isBare: true }];
  });
}

function isCount(time: TimeMark): time is TimeMark & { kind: "window" } {
  return (
    time.kind === "window" && time.count > 1 && (time.unit === "day" || time.unit === "session")
  );
}
