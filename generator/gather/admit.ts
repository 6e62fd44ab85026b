import { isDay, type Day, type Instant } from "../base/day.ts";
import type { Series } from "../publication/catalogue.ts";
import { earliestOf, publicByLag } from "../publication/lag.ts";
import type { RemarkCode } from "../base/codes.ts";
import type { Observation, Remark } from "../store/observation.ts";
import type { Row } from "./files/table.ts";
import { repeatedRows, type WholeRow } from "./repeated-rows.ts";

/** What of a file may enter the store, and what may not. */
export interface Admission {
  /** By day, one a day. */
  readonly accepted: readonly Observation[];
  readonly refused: readonly Remark[];
  /** Periods whose whole row the source has sent before, under the date of the period before. */
  readonly repeated: ReadonlySet<Day>;
}

/** Lines that contradict each other, as a remark lists them. */
const LISTED = 5;

type Verdict = Observation | { readonly code: RemarkCode; readonly why: string };

/** Plain decimals with a point; no thousands separators, signs of currency, hexadecimal or formulas. */
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/;

/**
 * Holds each row to the series' declaration. Nothing is mended or averaged: a row that is not clean is refused by name,
 * and of rows that contradict each other all are.
 */
export function admit(series: Series, rows: readonly Row[], now: Instant): Admission {
  const refused: Remark[] = [];
  const byDay = new Map<Day, { readonly row: Row; readonly observation: Observation }[]>();
  for (const row of rows) {
    const verdict = judge(series, row, now);
    if ("code" in verdict) {
      refused.push(remarkOn(series, row, verdict.code, verdict.why));
      continue;
    }
    const same = byDay.get(verdict.day);
    if (same === undefined) byDay.set(verdict.day, [{ row, observation: verdict }]);
    else same.push({ row, observation: verdict });
  }

  const accepted: Observation[] = [];
  const whole: WholeRow[] = [];
  for (const [day, [first, ...others]] of byDay) {
    if (first === undefined) continue;
    if (others.every(({ observation }) => agree(observation, first.observation))) {
      accepted.push(first.observation);
      whole.push({ day, cells: first.row.whole ?? [first.row.value] });
      continue;
    }
    const lines = [first, ...others].map(({ row }) => row.line);
    const more = lines.length - LISTED;
    const listed = `${lines.slice(0, LISTED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
    const why = `Lines ${listed} give different values for ${day}; one was expected.`;
    refused.push(remarkOn(series, first.row, "conflict", why));
  }
  accepted.sort((a, b) => (a.day < b.day ? -1 : 1));
  refused.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { accepted, refused, repeated: repeatedRows(whole) };
}

function judge(series: Series, row: Row, now: Instant): Verdict {
  const { calendar } = series;
  if (!isDay(row.date)) {
    return refuse(
      "not-a-day",
      `${quoted(row.date)} is not a date; one such as 2025-05-07 was expected.`,
    );
  }
  const day = calendar.periodOf(row.date);
  if (!calendar.covers(day))
    return refuse("not-a-period", `${day} is outside the years that its calendar knows.`);
  if (!calendar.isPeriod(day)) {
    return refuse("not-a-period", `${day} has no session on ${calendar.title}.`);
  }
  const earliest = earliestOf(series, day);
  if (earliest > now) {
    return refuse(
      "future",
      `${day} is not over at ${instantText(now)}: its value is not known yet.`,
    );
  }
  const value = NUMBER.test(row.value) ? Number(row.value) + 0 : NaN; // −0 becomes 0
  if (!Number.isFinite(value)) {
    return refuse(
      "not-a-number",
      `${quoted(row.value)} is not a number; plain digits such as 1234.5 were expected.`,
    );
  }
  const [low, high] = series.range;
  if (value < low || value > high) {
    return refuse(
      "out-of-range",
      `${quoted(row.value)} is outside the range ${low} to ${high} that is believed of ${series.id}.`,
    );
  }
  if (row.public === undefined || row.public === "")
    return { day, value, public: publicByLag(series, day), stated: false };
  const published = INSTANT.test(row.public) ? Date.parse(row.public) : NaN;
  if (Number.isNaN(published)) {
    return refuse(
      "not-an-instant",
      `${quoted(row.public)} is not an instant; one such as 2025-05-08T03:26:46Z was expected.`,
    );
  }
  if (published < earliest) {
    return refuse(
      "public-too-early",
      `${row.public} lies before the end of ${day}, at ${instantText(earliest)}.`,
    );
  }
  if (published > now) {
    return refuse("future", `${row.public} lies after the present, ${instantText(now)}.`);
  }
  return { day, value, public: published, stated: true };
}

function refuse(code: RemarkCode, why: string): Verdict {
  return { code, why };
}

function remarkOn(series: Series, row: Row, code: RemarkCode, why: string): Remark {
  return { series: series.id, code, line: row.line, period: visible(row.date, 24), why };
}

function agree(a: Observation, b: Observation): boolean {
  return a.value === b.value && a.public === b.public;
}

/**
 * Names each stretch of missing periods that is longer than the series allows.
 * @param days the periods there are, ascending.
 */
export function gapsIn(series: Series, days: readonly Day[]): Remark[] {
  const { calendar } = series;
  const gaps: Remark[] = [];
  for (let at = 1; at < days.length; at++) {
    const before = days[at - 1]!;
    const after = days[at]!;
    const missing = calendar.periodsBetween(before, after) - 1;
    if (missing <= series.maxGap) continue;
    const from = calendar.next(before);
    const to = calendar.previous(after);
    const which = missing === 1 ? `${from} is missing` : `${from} to ${to} are missing`;
    const count = missing === 1 ? "1 period" : `${missing} periods`;
    const why = `${which}: ${count} in a row, where ${series.maxGap} may be.`;
    gaps.push({ series: series.id, code: "gap", line: undefined, period: from, why });
  }
  return gaps;
}

function instantText(instant: Instant): string {
  return new Date(instant).toISOString().replace(/:\d{2}\.\d{3}Z$/, "Z");
}

/** A cell as it may be shown: short, and without characters that steer a terminal. */
function quoted(cell: string): string {
  return cell === "" ? "An empty cell" : `"${visible(cell, 40)}"`;
}

function visible(text: string, length: number): string {
  const plain = text.replace(/\p{C}/gu, "�");
  return plain.length > length ? `${plain.slice(0, length)}…` : plain;
}
