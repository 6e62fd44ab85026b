import { line } from "d3-shape";
import type { Point } from "../charts/draw/picture.ts";
import { dayScale, extentOf, valueScale } from "../charts/draw/scale.ts";
import { element, px, textElement } from "../charts/draw/svg.ts";
import type { Font, Fonts } from "./font.ts";
import { shortened, wrap } from "./wrap.ts";

/** Size of a card in pixels, as OpenGraph and Twitter ask for it. */
export const CARD = { width: 1200, height: 630 } as const;

/** What a card shows. */
export interface CardContent {
  readonly publication: string;
  readonly title: string;
  /** In words. */
  readonly date: string;
  /** The figure that the article is about. */
  readonly figure: CardFigure | undefined;
}

export interface CardFigure {
  readonly name: string;
  readonly value: string;
  readonly change: string | undefined;
  readonly direction: "up" | "down" | "flat";
  /** Two or more, oldest first. */
  readonly points: readonly Point[];
}

export const FAMILY = "Source Serif 4";
/** The theme's light colours: the renderer knows no CSS variables. */
const COLOUR = {
  paper: "#fcfbf8",
  ink: "#1c1a17",
  soft: "#5c574e",
  rule: "#d8d2c5",
  up: "#1e6b3f",
  down: "#8c2020",
  flat: "#5c574e",
} as const;
const EDGE = 72;
const WIDTH = CARD.width - 2 * EDGE;
/** Sizes of the title, from the largest; the first at which it fits is used. */
const SIZES = [76, 68, 60, 54, 48] as const;
const LEADING = 1.14;
const TITLE = { top: 150, height: 280 } as const;
const FOOT = 470;

/** A card as SVG with literal colours, every text inside its edges. */
export function cardSvg(
  { publication, title, date, figure }: CardContent,
  fonts: Pick<Fonts, "regular" | "bold">,
): string {
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      ...CARD,
      viewBox: `0 0 ${CARD.width} ${CARD.height}`,
      "font-family": FAMILY,
    },
    element("rect", { ...CARD, fill: COLOUR.paper }),
    bold(fitted(publication, 34, fonts.bold, 700), { x: EDGE, y: 84, size: 34 }),
    textElement(
      "text",
      { x: CARD.width - EDGE, y: 84, "font-size": 26, fill: COLOUR.soft, "text-anchor": "end" },
      fonts.regular.covered(date),
    ),
    rule(108, 4, COLOUR.ink),
    rule(116, 1.5, COLOUR.ink),
    titleOf(title, fonts.bold),
    rule(FOOT, 1.5, COLOUR.rule),
    figure ? figureOf(figure, fonts) : "",
  );
}

/** How many lines of a title there is room for. */
function linesOf(size: number): number {
  return Math.floor(TITLE.height / (size * LEADING));
}

function titleOf(title: string, font: Font): string {
  const text = font.covered(title.replaceAll(/\s+/g, " "));
  const linesAt = (size: number): string[] => wrap(text, WIDTH, (part) => font.width(part, size));
  const smallest = SIZES.at(-1)!;
  const size = SIZES.find((each) => linesAt(each).length <= linesOf(each)) ?? smallest;
  const lines = shortened(linesAt(size), linesOf(size), WIDTH, (part) => font.width(part, size));
  return lines
    .map((each, at) =>
      bold(each, { x: EDGE, y: TITLE.top + size * 0.92 + at * size * LEADING, size }),
    )
    .join("");
}

function figureOf(
  { name, value, change, direction, points }: CardFigure,
  { regular, bold: face }: Pick<Fonts, "regular" | "bold">,
): string {
  const small = 28;
  const large = 64;
  const left = element(
    "g",
    {},
    textElement(
      "text",
      { x: EDGE, y: FOOT + 44, "font-size": small, fill: COLOUR.soft },
      fitted(name, small, regular, 480),
    ),
    bold(face.covered(value), { x: EDGE, y: FOOT + 112, size: large }),
  );
  const after = EDGE + face.width(value, large) + 24;
  const beside =
    change === undefined
      ? ""
      : textElement(
          "text",
          { x: px(after), y: FOOT + 112, "font-size": 34, fill: COLOUR[direction] },
          regular.covered(change),
        );
  return left + beside + course(points, COLOUR[direction]);
}

/** The course of the figure, at the right, ending in a point of a colour. */
function course(points: readonly Point[], end: string): string {
  const [first, last] = [points[0]!, points.at(-1)!];
  const box = { left: 690, right: CARD.width - EDGE - 8, top: FOOT + 30, bottom: FOOT + 116 };
  const days = dayScale(first.day, last.day);
  const values = valueScale(extentOf(points.map((each) => each.value)), { ...box, count: 0 });
  const x = ({ day }: Point): number => px(box.left + days(day) * (box.right - box.left));
  const y = ({ value }: Point): number => px(values(value));
  return (
    element("path", {
      d: line<Point>(x, y)(points) ?? undefined,
      fill: "none",
      stroke: COLOUR.ink,
      "stroke-width": 3.5,
      "stroke-linejoin": "round",
    }) + element("circle", { cx: x(last), cy: y(last), r: 7, fill: end })
  );
}

function rule(y: number, height: number, fill: string): string {
  return element("rect", { x: EDGE, y, width: WIDTH, height, fill });
}

function bold(
  text: string,
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
): string {
  const place = { x, y: px(y), "font-size": size, "font-weight": 700, fill: COLOUR.ink };
  return textElement("text", place, text);
}

/** A text on one line. */
function fitted(text: string, size: number, font: Font, width: number): string {
  const measure = (part: string): number => font.width(part, size);
  return shortened(wrap(font.covered(text), width, measure), 1, width, measure)[0] ?? "";
}
