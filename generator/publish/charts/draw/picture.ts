import type { Day } from "../../../base/day.ts";
import { apart } from "./apart.ts";
import type { DayTick } from "./day-axis.ts";
import type { DayScale, ValueScale } from "./scale.ts";
import { element, percent, px, textElement } from "./svg.ts";

/** One value of a chart. */
export interface Point {
  readonly day: Day;
  readonly value: number;
}

/** What every picture tells beside what it draws. */
export interface Identity {
  /** Unique on its page, and the same each time. */
  readonly id: string;
  readonly title: string;
  /** What one sees, for those who do not. */
  readonly description: string;
}

/** Words and ticks of both axes. */
export interface Axes {
  readonly days: readonly DayTick[];
  /** How the value axis writes its ticks; given all of them. */
  readonly numbers: (ticks: readonly number[]) => (value: number) => string;
}

/** A label in the margin beside the plot, at the height of what it names. */
export interface SideLabel {
  readonly y: number;
  readonly strong?: string;
  readonly soft?: string;
}

/** The plot's share of the picture's width; the rest is the margin for labels. */
const PLOT = 0.78;
/** Units of width inside the plot: whole ones are finer than a pixel. */
export const WIDTH = 1000;
export const TOP = 20;
/** Room for the names of the days. */
const FOOT = 24;
const LINE = 14;
/** From the plot to its labels. */
const GAP = 0.02;

/**
 * One picture. It has no view box: lengths across are shares of its width and lengths down are pixels, so that text and lines
 * keep their size on every screen.
 */
export function picture(
  { id, title, description }: Identity,
  height: number,
  ...content: readonly string[]
): string {
  const [named, described] = [`${id}_title`, `${id}_about`];
  return element(
    "svg",
    {
      class: "plot",
      role: "img",
      "aria-labelledby": `${named} ${described}`,
      width: "100%",
      height,
    },
    textElement("title", { id: named }, title),
    textElement("desc", { id: described }, description),
    ...content,
  );
}

/** Where the plot ends and the names of the days begin, in pixels from the top. */
export function bottomOf(height: number): number {
  return height - FOOT;
}

/** Lines and areas of the plot, drawn `WIDTH` units wide and stretched; their strokes are not. */
export function plot(height: number, ...content: readonly string[]): string {
  const attributes = {
    width: percent(PLOT),
    height,
    viewBox: `0 0 ${WIDTH} ${height}`,
    preserveAspectRatio: "none",
  };
  return element("svg", attributes, ...content);
}

/** Place of a share of the plot's width, in percent of the picture's. */
export function across(share: number): string {
  return percent(share * PLOT);
}

/** A line over the whole width of the plot. */
export function rule(kind: string, y: number): string {
  return element("line", { class: kind, x1: 0, x2: percent(PLOT), y1: px(y), y2: px(y) });
}

/** Quiet lines at the round values, each with its value above it. */
export function valueAxis(scale: ValueScale, numbers: Axes["numbers"]): string {
  const name = numbers(scale.ticks);
  return scale.ticks
    .map(
      (tick) => rule(tick === 0 ? "zero" : "grid", scale(tick)) + tickName(scale(tick), name(tick)),
    )
    .join("");
}

function tickName(y: number, label: string): string {
  return textElement("text", { class: "tick", x: 0, y: px(y - 4) }, label);
}

/** The names of the days below the plot. */
export function dayAxis(ticks: readonly DayTick[], scale: DayScale, height: number): string {
  const bottom = bottomOf(height);
  const names = ticks.map(({ day, label }) => {
    const share = scale(day);
    const anchor = share < 0.05 ? "start" : "middle";
    const mark = {
      class: "grid",
      x1: across(share),
      x2: across(share),
      y1: bottom,
      y2: bottom + 5,
    };
    const place = { class: "tick", x: across(share), y: bottom + 18, "text-anchor": anchor };
    return element("line", mark) + textElement("text", place, label);
  });
  return rule("foot", bottom) + names.join("");
}

/** Labels in the margin, moved apart where they would touch; a thread leads from each to the height that it names. */
export function sideLabels(labels: readonly SideLabel[], height: number): string {
  const lines = ({ strong, soft }: SideLabel): number => Number(!!strong) + Number(!!soft);
  const places = apart(
    labels.map((label) => ({ wanted: label.y, size: lines(label) * LINE + 2 })),
    { low: 0, high: bottomOf(height) + 6 },
  );
  return labels
    .map((label, at) => thread(label.y, places[at]!) + nameAt(places[at]!, label))
    .join("");
}

function thread(from: number, to: number): string {
  if (Math.abs(from - to) < 2) return "";
  const ends = { x1: percent(PLOT), x2: percent(PLOT + GAP * 0.75), y1: px(from), y2: px(to) };
  return element("line", { class: "thread", ...ends });
}

function nameAt(middle: number, { strong, soft }: SideLabel): string {
  const x = percent(PLOT + GAP);
  const first = strong && soft ? middle - LINE / 2 : middle;
  const parts = [
    strong && textElement("text", { class: "name", x, y: px(first + 4) }, strong),
    soft &&
      textElement("text", { class: "soft", x, y: px((strong ? first + LINE : middle) + 4) }, soft),
  ];
  return parts.filter((part) => part !== undefined).join("");
}

/** A dot at a value. */
export function dot(share: number, y: number): string {
  return element("circle", { class: "dot", cx: across(share), cy: px(y), r: 3.5 });
}
