import { addDays, weekday, type Day } from "../../base/day.ts";
import type { Figure } from "../figures/figure.ts";
import type { Lexicon } from "../figures/lexicon.ts";
import type { Span } from "../reading/block.ts";
import type { Mark, Marks } from "./marks.ts";
import { datedBy, monthOf, spanOf } from "./spans.ts";
import type { TimeUnit } from "./words.ts";

/** A stretch of time that a text names, or a day; figures within it are no claims of their own. */
export type TimeMark = Span & { readonly figures: readonly Figure[] } & (
    | { readonly kind: "window"; readonly count: number; readonly unit: TimeUnit }
    | { readonly kind: "back"; readonly count: number; readonly unit: TimeUnit }
    | { readonly kind: "day"; readonly day: Day }
    /** `until`: of a month or year that is named without a day, its last. */
    | { readonly kind: "since"; readonly day: Day; readonly until?: Day }
    /** Its first and its last day. */
    | { readonly kind: "span"; readonly from: Day; readonly to: Day }
  );

const YEAR = /^(?:19|20)\d\d$/;
/** What may stand between a word and what it belongs to. */
const NEAR = /^[\s-]*$/;
/** Behind a number that repeats an earlier window without its unit: "over five days down 18.9%, and over 20 down 28.4%", "over 20 a net $606.8 million". */
const IS_BARE_WINDOW =
  /^\s*(?:[.,;)]|$|(?:and|is|was|at|it|before|up|down|higher|lower)\b|\$|an?\s(?:\p{L}+\s){1,3}\$?\d)/u;
const UNIT_IDS: Readonly<Record<string, TimeUnit>> = {
  minutes: "minute",
  hours: "hour",
  days: "day",
  sessions: "session",
  weeks: "week",
  months: "month",
  quarters: "quarter",
  years: "year",
};

/**
 * The windows, days and spans of a text, in order.
 * @param today the day of the cut-off: what names no year, or a weekday alone, is the latest that is not after it.
 */
export function timesOf(
  text: string,
  figures: readonly Figure[],
  { marks, tokens }: Marks,
  today: Day,
  lexicon: Lexicon,
): TimeMark[] {
  const times: TimeMark[] = [];
  const ofKind = <K extends Mark["role"]["kind"]>(kind: K) =>
    marks.filter(
      (mark): mark is Mark & { role: Extract<Mark["role"], { kind: K }> } =>
        mark.role.kind === kind,
    );
  const next = (end: number, kind: Mark["role"]["kind"]): Mark | undefined =>
    marks.find(
      ({ start, role }) => role.kind === kind && start >= end && NEAR.test(text.slice(end, start)),
    );
  const behind = (end: number, kind: Mark["role"]["kind"]): Mark | undefined => {
    const found = next(end, kind);
    const qualifier = found || kind !== "unit" ? undefined : next(end, "qualifier");
    return qualifier ? next(qualifier.end, kind) : found;
  };
  const before = (start: number, kind: Mark["role"]["kind"]): Mark | undefined =>
    marks.findLast(
      ({ end, role }) =>
        role.kind === kind &&
        end <= start &&
        /^[\s-]*(?:(?:the|el|la|los|las)\s)?$/i.test(text.slice(end, start)),
    );

  const windowOr = (span: Span, count: number, unit: TimeUnit, its: readonly Figure[]): void => {
    const back = behind(span.end, "earlier");
    const ago = before(span.start, "ago");
    times.push(
      ago
        ? { kind: "back", count, unit, start: ago.start, end: span.end, figures: its }
        : back
          ? { kind: "back", count, unit, start: span.start, end: back.end, figures: its }
          : { kind: "window", count, unit, start: span.start, end: span.end, figures: its },
    );
  };

  for (const figure of figures) {
    if (figure.unit === "date") {
      const named = ofKind("weekday").findLast(({ end }) =>
        /^,?\s+(?:the\s+)?$/.test(text.slice(end, figure.start)),
      );
      const day = datedBy(figure, today, named?.role.weekday);
      if (day) times.push({ ...day, start: figure.start, end: figure.end, figures: [figure] });
    } else if (
      YEAR.test(figure.text) &&
      (figure.unit === "plain" ||
        /\b(?:end of|in|since|during|of early|of late)\s+$/i.test(text.slice(0, figure.start)))
    ) {
      times.push({
        kind: "span",
        from: `${figure.text}-01-01`,
        to: `${figure.text}-12-31`,
        start: figure.start,
        end: figure.end,
        figures: [figure],
      });
    } else if (
      (figure.unit === "plain" || figure.unit === "other") &&
      figure.sign === 0 &&
      typeof figure.value === "number" &&
      figure.decimals === 0
    ) {
      const unit = behind(figure.end, "unit");
      const isLast =
        /\b(?:last|past|latest|previous)\s+(?:\d+ and )?$/i.test(text.slice(0, figure.start)) &&
        (/^\s+closes\b/i.test(text.slice(figure.end)) || figure.named === "closes");
      const isBracketed =
        text.startsWith(")", figure.end) &&
        marks.some(
          ({ role, end }) =>
            role.kind === "quantity" &&
            (role.quantity === "rsi" || role.quantity === "average") &&
            /^\s?\($/.test(text.slice(end, figure.start)),
        );
      const named =
        unit?.role.kind === "unit"
          ? unit.role.unit
          : isLast || isBracketed
            ? "session"
            : UNIT_IDS[figure.named ?? ""];
      if (named)
        windowOr(
          {
            start: figure.start,
            end:
              unit?.end ??
              (isLast
                ? figure.end + /^(?:\s+closes)?/i.exec(text.slice(figure.end))![0].length
                : figure.end),
          },
          figure.value,
          named,
          [figure],
        );
    }
  }
  for (const figure of figures) {
    const isBare =
      figure.unit === "plain" &&
      figure.decimals === 0 &&
      /^\p{L}+$|^\d{1,3}$/u.test(figure.text) &&
      figure.named === undefined;
    const isOver =
      /\b(?:over|in|past|last)\s+(?:the\s+|its\s+)*$/i.test(text.slice(0, figure.start)) &&
      IS_BARE_WINDOW.test(text.slice(figure.end));
    const other =
      isBare && isOver
        ? times.findLast((time) => time.kind === "window" && time.start < figure.start)
        : undefined;
    if (other?.kind === "window" && typeof figure.value === "number")
      times.push({
        kind: "window",
        count: figure.value,
        unit: other.unit,
        start: figure.start,
        end: figure.end,
        figures: [figure],
      });
  }
  for (const { start, end, role } of ofKind("unit")) {
    const one = before(start, "one");
    if (one && !times.some((each) => each.start <= start && each.end >= end))
      windowOr({ start: one.start, end }, 1, role.unit, []);
  }
  for (const { start, end, role } of ofKind("period"))
    times.push({ kind: "window", count: 1, unit: role.unit, start, end, figures: [] });
  for (const { start, end, role } of ofKind("back"))
    times.push({ kind: "back", count: 1, unit: role.unit, start, end, figures: [] });
  for (const { start, end } of ofKind("yesterday"))
    times.push({ kind: "day", day: addDays(today, -1), start, end, figures: [] });
  for (const { start, end, role } of ofKind("span"))
    times.push({ kind: "span", ...spanOf(role.unit, role.isPast, today), start, end, figures: [] });
  for (const { index, 0: word } of text.matchAll(/\bover the weekend\b/gi)) {
    const sunday = addDays(today, -weekday(today));
    const place = { start: index, end: index + word.length, figures: [] };
    times.push({ kind: "span", from: addDays(sunday, -1), to: sunday, ...place });
  }
  for (const { start, end, role, word } of ofKind("weekday")) {
    if (lexicon.capitalMonths && word[0] === word[0]!.toLowerCase()) continue;
    if (TO_COME.test(text.slice(end))) continue;
    const isLast = /\blast\s$/i.test(text.slice(Math.max(0, start - 5), start));
    const ago = (weekday(today) - role.weekday + 7) % 7 || (isLast ? 7 : 0);
    times.push({ kind: "day", day: addDays(today, -ago), start, end, figures: [] });
  }
  for (const { kind, key, text: word, start, end } of tokens) {
    const month = kind === "word" ? lexicon.months.get(key) : undefined;
    const isFree = !figures.some((each) => each.start <= start && each.end >= end);
    if (month === undefined || word[0] === key[0] || !isFree) continue;
    if (
      key === "may" &&
      !/\b(?:in|of|for|since|during|last|late|early|throughout)\s$/i.test(
        text.slice(Math.max(0, start - 12), start),
      )
    )
      continue;
    const year = Number(today.slice(0, 4)) - (month > Number(today.slice(5, 7)) ? 1 : 0);
    times.push({ kind: "span", ...monthOf(year, month), start, end, figures: [] });
  }
  for (const [at, time] of times.entries()) {
    const isFirst =
      time.kind === "day" && /\bbetween\s+(?:the closes? of\s+)?$/i.test(text.slice(0, time.start));
    const other =
      isFirst &&
      times.some(
        ({ kind, start }) =>
          kind === "day" &&
          start > time.end &&
          /^(?:['’]s)?\s*and\s*$/.test(text.slice(time.end, start)),
      );
    if (isFirst && other && time.kind === "day") times[at] = { ...time, kind: "since" };
  }
  const ordered = times.toSorted((a, b) => a.start - b.start || b.end - a.end);
  return ordered
    .filter(
      (time, index) =>
        !ordered.slice(0, index).some((other) => other.end > time.start && other.end >= time.end),
    )
    .map((time) =>
      time.kind === "day" || time.kind === "span" ? begun(time, text, before) : time,
    );
}

/** "after Wednesday's 16.9% gain": what the day did, and nothing that begins with it. */
export const OWN_FIGURE =
  /^['’]s\s+(?:own\s+)?\d[\d.,]*\s?(?:%|per ?cent\b|basis points\b|points\b)/i;
/** "Monday's session in New York, the first since …": the one that comes. */
const TO_COME = /^['’]s\s+session\b[^.;]*,\s+the\s+first\s+since\b/i;

/** "since April 8" counts from that day. */
function begun(
  time: TimeMark & { kind: "day" | "span" },
  text: string,
  before: (start: number, kind: "since") => Mark | undefined,
): TimeMark {
  const lead = text.slice(Math.max(0, time.start - 40), time.start);
  if (time.kind === "span" && /\bat the (?:end|close) of (?:the year |the month of )?$/i.test(lead))
    return { ...time, kind: "day", day: time.to };
  const since = before(time.start, "since");
  const isSince =
    since ||
    /\bsince (?:the )?(?:\w+ ){1,3}(?:on |in )?$|\bfrom (?:the|its|their) closes? (?:of|on) $/i.test(
      text.slice(Math.max(0, time.start - 40), time.start),
    );
  if (!isSince || OWN_FIGURE.test(text.slice(time.end))) return time;
  const day = time.kind === "day" ? time.day : addDays(time.from, -1);
  const until = time.kind === "span" ? { until: time.to } : {};
  return {
    kind: "since",
    day,
    ...until,
    start: since?.start ?? time.start,
    end: time.end,
    figures: time.figures,
  };
}
