import type { Figure } from "../figures/figure.ts";
import type { Span } from "../reading/block.ts";
import type { Claim } from "./claim.ts";
import type { Context } from "./context.ts";
import { listAround } from "./lists.ts";
import { recordsIn } from "./record-marks.ts";
import { quantitiesIn, type Sentence } from "./sentence.ts";
import { OWN_FIGURE, type TimeMark } from "./times.ts";
import type { QuantityWord } from "./words.ts";

/** "for the first time in three sessions". */
const FIRST_TIME =
  /\bfirst\b[^.;,]{0,24}\b(?:in|since)\s+(?:the\s+)?$|\b(?:last|previously)\s+(?:seen|exceeded|reached|passed|topped|matched|recorded|touched|as (?:high|low))\b[^.;,]{0,24}$/i;
/** "up 11.7%, the most since November 21"; "the most in a week since then" is of a week. */
const THE_MOST = /\bthe (?:most|least)\s+(?:in\s+)?$/i;
/** "after Wednesday's 16.9% gain to $177.09": the day is that of the figure behind it, and of the level that it led to. */
const LED_TO = /^\s+\w+\s+to\s+$/i;

/** "its record close, set on Friday, after it had traded as high as $92,597": the newest day's again. */
const HAD_TRADED = /,\s+after (?:it|they) had traded\b/i;

/** "on April 10, when it lost 8.7%": what the day did, over no window that the sentence names before it. */
const WHEN_IT = /^,?\s+when\s+(?:\p{L}+\s+){1,4}(?:by\s+)?$/u;

function isMany(time: TimeMark): boolean {
  return time.kind === "since" || (time.kind === "window" && time.count > 1);
}

/** A day whose own figure is another one. */
function isOfAnother(
  text: string,
  time: TimeMark,
  figure: Figure,
  claimed: readonly Figure[],
): boolean {
  if (time.kind !== "day" || !OWN_FIGURE.test(text.slice(time.end))) return false;
  const own = claimed.find(({ start }) => start >= time.end);
  return own !== figure && !(own && LED_TO.test(text.slice(own.end, figure.start)));
}

/** "After three days of losses": what went before, and no window. */
const RUN_BEHIND =
  /^\s+(?:of\s+(?:\w+\s+)?(?:loss(?:es)?|gains?|declines?|falls?|rises?|inflows?|outflows?)\b|in which\b)/i;
const RUN_AHEAD = /\b(?:after|ends|ended|ending|broke|snapped)\s+(?:\w+\s)?$/i;

const WINDOWED = new Set<QuantityWord>([
  "average",
  "rsi",
  "correlation",
  "beta",
  "volatility",
  "deviation",
  "high",
  "low",
  "volume",
]);

/** "the VIX, which had spiked on Monday, came back to 23.73": what it names is of the past it tells. */
const ASIDE = /,\s(?:which|who)\shad\s[^,;]*,/gi;

/** "(lowest close $174.82 on Tuesday)": what stands beside a figure of its own is of that figure. */
const BRACKETED = /\([^()]*\)/g;

function isIn(outer: Span, { start, end }: Span): boolean {
  return start >= outer.start && end <= outer.end;
}

/** How far a time stands from a figure; what begins a new statement between them puts it further. */
function apartBy(text: string, length: number, from: number, parts: RegExp): number {
  return length + (parts.test(text.slice(from, from + length)) ? 40 : 0);
}

/** No figure, and no end of a clause, stands between. */
export function timesFor(
  sentence: Sentence,
  figure: Figure,
  claimed: readonly Figure[],
  clause: Span,
  context: Context,
): Pick<Claim, "windows" | "days" | "quantityWindow" | "isWindowNamed" | "isDayNamed" | "records"> {
  const {
    times,
    block: { text },
  } = sentence;
  const quantities = quantitiesIn(sentence, sentence).filter(({ quantity }) =>
    WINDOWED.has(quantity),
  );
  const ofQuantity = new Map<TimeMark, Span & { quantity: QuantityWord }>();
  for (const time of times) {
    const quantity = quantities.find(
      ({ start }) =>
        start >= time.end &&
        /^[\s-]*(?:\w+[\s-]+){0,2}$/.test(text.slice(time.end, start)) &&
        !/\b(?:to|at|was|is|and)\b|,/.test(text.slice(time.end, start)),
    );
    const average = quantities.findLast(
      (each) => each.quantity === "average" && each.end <= time.start,
    );
    const isBare =
      /^\s+(?:one|line)?\b/.test(text.slice(time.end)) &&
      /\bthe\s+$/i.test(text.slice(0, time.start)) &&
      /-/.test(text.slice(time.start, time.end));
    const isLastOf =
      average !== undefined &&
      (/\bthat (?:of|over) (?:(?:the|its) )?(?:last |past )?$/i.test(text.slice(0, time.start)) ||
        /^\s+(?:of|over)\s+(?:(?:its|the|their|[\w&]+['’]s)\s+)?(?:(?:own|last|past|latest|previous)\s+)*$/i.test(
          text.slice(average.end, time.start),
        ));
    const behind = quantities.find(
      ({ end }) => end <= time.start && sentence.grammar.windowed.test(text.slice(end, time.start)),
    );
    const bracketed = quantities.find(
      ({ end }) => end <= time.start && /^\s?\($/.test(text.slice(end, time.start)),
    );
    const its = quantity ?? bracketed ?? behind ?? (isBare || isLastOf ? average : undefined);
    if (time.kind === "window" && its) ofQuantity.set(time, its);
  }
  const ofRecord = new Set([
    ...recordsIn(sentence, sentence).flatMap(({ time }) => time ?? []),
    ...times.filter((time) => {
      const { kind, start, end } = time;
      return (
        FIRST_TIME.test(text.slice(Math.max(sentence.start, start - 48), start)) ||
        (isMany(time) && THE_MOST.test(text.slice(sentence.start, start))) ||
        (kind === "window" &&
          RUN_BEHIND.test(text.slice(end)) &&
          RUN_AHEAD.test(text.slice(0, start)))
      );
    }),
  ]);
  const isAside = /^\s*(?:above|below|under|over|from(?!\s+\S*\d)|off)\b/i.test(
    text.slice(figure.end),
  );
  const own = [...ofQuantity].filter(
    ([time, { quantity }]) =>
      time.start >= clause.start && time.end <= clause.end && !(isAside && quantity === "rsi"),
  );
  const apart = (span: Span): number =>
    span.end <= figure.start ? figure.start - span.end : (span.start - figure.end) * 3;
  const between = (from: number, to: number): boolean =>
    claimed.some((each) => each.start >= from && each.end <= to);
  const target = isAside
    ? [...ofQuantity].find(
        ([time, { quantity }]) =>
          quantity !== "rsi" &&
          time.start >= figure.end &&
          !between(figure.end, time.start) &&
          !/;/.test(text.slice(figure.end, time.start)),
      )
    : undefined;
  const told = claimed.filter(
    ({ start, unit }) =>
      unit === figure.unit && [...ofQuantity].every(([time]) => time.end <= start),
  );
  const inOrder =
    ofQuantity.size === 2 &&
    told.length === 2 &&
    /^\s*(?:against|versus|and)\s*$/i.test(text.slice(told[0]!.end, told[1]!.start))
      ? [...ofQuantity][told.indexOf(figure)]
      : undefined;
  const ofOwn = /\b(?:its|their) own of\s+$/i.test(text.slice(sentence.start, figure.start))
    ? [...ofQuantity].findLast(
        ([time, { quantity }]) => quantity === "average" && time.end <= figure.start,
      )
    : undefined;
  const quantityWindow = (
    ofOwn
      ? [ofOwn]
      : inOrder
        ? [inOrder]
        : target
          ? [target]
          : own.length > 0
            ? own
            : [...ofQuantity]
  ).toSorted(([a], [b]) => apart(a) - apart(b))[0]?.[0] as Claim["quantityWindow"];
  const asides = [
    ...text.slice(sentence.start, sentence.end).matchAll(ASIDE),
    ...text.slice(sentence.start, sentence.end).matchAll(BRACKETED),
  ]
    .map(({ index, 0: aside }) => ({
      start: sentence.start + index,
      end: sentence.start + index + aside.length,
    }))
    .filter(
      ({ start, end }) => text[start] !== "(" || claimed.some((each) => isIn({ start, end }, each)),
    );
  const pick = (isWanted: (time: TimeMark) => boolean): TimeMark[] => {
    const free = times.filter(
      (time) =>
        isWanted(time) &&
        !ofQuantity.has(time) &&
        !ofRecord.has(time) &&
        !isOfAnother(text, time, figure, claimed) &&
        !HAD_TRADED.test(text.slice(time.end, Math.max(time.end, figure.start))) &&
        !asides.some((aside) => isIn(aside, time) && !isIn(aside, figure)),
    );
    const [first, last] = listAround(sentence, figure, claimed);
    const behind = free.find(
      ({ start }) => start >= last.end && start < clause.end && !between(last.end, start),
    );
    const before = free.findLast(
      ({ end }) => end <= first.start && end > clause.start && !between(end, first.start),
    );
    if (behind && before) {
      const isOpening = /^\W*(?:\w+\s+){0,2}$/.test(text.slice(clause.start, before.start));
      const [far, further] = [
        apartBy(text, figure.start - before.end, before.end, isOpening ? /;/ : /[,;]|\band\b/i),
        apartBy(text, behind.start - figure.end, figure.end, /[,;]|\band\b/i),
      ];
      return further <= far ? [behind, before] : [before, behind];
    }
    const near = behind ?? before;
    if (near) return [near];
    const earlier = free.findLast(({ end }) => end <= figure.start);
    return earlier ? [earlier] : free.slice(0, 1);
  };
  const isWindow = ({ kind }: TimeMark): boolean =>
    kind === "window" ||
    kind === "since" ||
    kind === "span" ||
    (kind === "back" && figure.unit !== "money");
  const windows = pick(isWindow);
  const days = pick(({ kind }) => kind === "day" || kind === "back");
  const isNear = (time: TimeMark | undefined): boolean =>
    time !== undefined &&
    !/,\s*(?:and|but|while|which|yet)\b|;/.test(
      text.slice(Math.min(time.end, figure.end), Math.max(time.start, figure.start)),
    ) &&
    (time.start < figure.start ||
      listAround(sentence, figure, claimed)[1] !== figure ||
      ![...claimed, ...times.filter(({ kind }) => kind === "day")].some(
        (each) => each.start >= figure.end && each.end <= time.start,
      ));
  const [day] = days;
  if (day?.kind === "day" && WHEN_IT.test(text.slice(day.end, Math.max(day.end, figure.start))))
    return {
      quantityWindow,
      isWindowNamed: false,
      isDayNamed: true,
      records: recordsIn(sentence, clause),
      windows: [],
      days,
    };
  return {
    quantityWindow,
    isWindowNamed: isNear(windows[0]),
    isDayNamed: isNear(days[0]),
    records: recordsIn(sentence, clause),
    windows: windows.length > 0 ? windows : context.times.filter(isWindow),
    days: days.length > 0 ? days : context.times.filter(({ kind }) => kind === "day"),
  };
}
