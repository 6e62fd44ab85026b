import type { Day } from "../../../base/day.ts";
import { spreadOut } from "./spread-out.ts";
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

/** How an axis writes its values. */
export interface AxisNumbers {
  readonly name: (value: number) => string;
  /** What the numbers count, where each would be too long with it: "billion". */
  readonly counts?: string | undefined;
}

/** Words and ticks of both axes. */
export interface Axes {
  readonly days: readonly DayTick[];
  /** How the value axis writes its ticks; given all of them. */
  readonly numbers: (ticks: readonly number[]) => AxisNumbers;
}

/** A label beside the plot, at the height of what it names. */
export interface SideLabel {
  readonly y: number;
  readonly strong?: string;
  readonly soft?: string;
}

/** Units of width inside the plot: whole ones are finer than a pixel. */
export const WIDTH = 1000;
export const TOP = 20;
/** Room for the names of the days. */
const FOOT = 24;
const LINE = 14;
/** From the plot to the names beside it. */
const GAP = 8;
/** So many names of days fit below a narrow picture. */
const FEW_NAMES = 4;
/** The longest name of a tick that fits the narrow gutter. */
const NARROW = 5;

/**
 * One picture. It has no view box: lengths across are shares of its width and lengths down are pixels, so that text and lines
 * keep their size on every screen. Names and labels stand outside its width, where the theme leaves them room: more to the
 * left of a picture of the kind `wide`.
 */
export function picture(
  { id, title, description }: Identity,
  { height, kind }: { readonly height: number; readonly kind?: string | undefined },
  ...content: readonly string[]
): string {
  const [named, described] = [`${id}_title`, `${id}_about`];
  return element(
    "svg",
    {
      class: kind === undefined ? "plot" : `plot ${kind}`,
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

/** Lines and areas, drawn `WIDTH` units wide and stretched to the picture; their strokes are not. */
export function plot(height: number, ...content: readonly string[]): string {
  const attributes = {
    width: "100%",
    height,
    viewBox: `0 0 ${WIDTH} ${height}`,
    preserveAspectRatio: "none",
  };
  return element("svg", attributes, ...content);
}

/** A line from side to side. */
export function rule(kind: string, y: number): string {
  return element("line", { class: kind, x1: 0, x2: "100%", y1: px(y), y2: px(y) });
}

/** Quiet lines at values with their names to the left, which are moved apart where they would touch. */
export interface ValueAxis {
  readonly svg: string;
  /** `wide` where the names take more room. */
  readonly kind: string | undefined;
}

export function valueAxis(scale: ValueScale, numbers: Axes["numbers"]): ValueAxis {
  const { name, counts } = numbers(scale.ticks);
  const names = scale.ticks.map(name);
  const heights = scale.ticks.map((tick) => scale(tick));
  const places = spreadOut(
    heights.map((wanted) => ({ wanted, size: LINE - 1 })),
    { low: -Infinity, high: Infinity },
  );
  const lines = scale.ticks.map(
    (tick, at) =>
      rule(tick === 0 ? "zero" : "grid", heights[at]!) + tickName(places[at]! + 4, names[at]!),
  );
  const isWide = [...names, counts ?? ""].some((each) => each.length > NARROW);
  return {
    svg: lines.join("") + (counts === undefined ? "" : tickName(8, counts)),
    kind: isWide ? "wide" : undefined,
  };
}

function tickName(y: number, label: string): string {
  return textElement("text", { class: "tick", x: -GAP, y: px(y), "text-anchor": "end" }, label);
}

/** The names of the days below the plot; of many, every other one may be left out where the picture is narrow, and a year never. */
export function dayAxis(ticks: readonly DayTick[], scale: DayScale, height: number): string {
  const bottom = bottomOf(height);
  const year = Math.max(
    0,
    ticks.findIndex(({ day }) => day.endsWith("-01-01")),
  );
  const names = ticks.map(({ day, label }, at) => {
    const x = percent(scale(day));
    const mark = { class: "grid", x1: x, x2: x, y1: bottom, y2: bottom + 5 };
    const isOther = ticks.length > FEW_NAMES && (at - year) % 2 !== 0;
    const kind = isOther ? "tick other" : "tick";
    const place = { class: kind, x, y: bottom + 18, "text-anchor": "middle" };
    return element("line", mark) + textElement("text", place, label);
  });
  return rule("foot", bottom) + names.join("");
}

/** Labels to the right, moved apart where they would touch; a thread leads from each to the height that it names. */
export function sideLabels(labels: readonly SideLabel[], height: number): string {
  const lines = ({ strong, soft }: SideLabel): number => Number(!!strong) + Number(!!soft);
  const places = spreadOut(
    labels.map((label) => ({ wanted: label.y, size: lines(label) * LINE + 2 })),
    { low: 0, high: bottomOf(height) + 6 },
  );
  return element(
    "svg",
    { x: "100%", width: 1, height },
    ...labels.map((label, at) => thread(label.y, places[at]!) + nameAt(places[at]!, label)),
  );
}

function thread(from: number, to: number): string {
  if (Math.abs(from - to) < 2) return "";
  return element("line", { class: "thread", x1: 0, x2: GAP - 2, y1: px(from), y2: px(to) });
}

function nameAt(middle: number, { strong, soft }: SideLabel): string {
  const first = strong && soft ? middle - LINE / 2 : middle;
  const parts = [
    strong && lineAt("name", first, strong),
    soft && lineAt("soft", strong ? first + LINE : middle, soft),
  ];
  return parts.filter((part) => part !== undefined).join("");
}

function lineAt(kind: string, middle: number, text: string): string {
  return textElement("text", { class: kind, x: GAP, y: px(middle + 4) }, text);
}

/** A dot at a value. */
export function dot(share: number, y: number): string {
  return element("circle", { class: "dot", cx: percent(share), cy: px(y), r: 3.5 });
}
