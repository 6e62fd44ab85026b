import { line } from "d3-shape";
import type { Identity, Point } from "./picture.ts";
import { dayScale, extentOf, valueScale } from "./scale.ts";
import { element, px, textElement } from "./svg.ts";

export interface Sparkline extends Identity {
  /** One or more, oldest first. */
  readonly points: readonly Point[];
}

const WIDTH = 96;
const HEIGHT = 24;
const EDGE = 3;

/** The course of a value in the size of a word, with a dot at its end. */
export function sparkline({ id, title, description, points }: Sparkline): string {
  const [first, last] = [points[0]!, points.at(-1)!];
  const days = dayScale(first.day, last.day);
  const values = valueScale(extentOf(points.map(({ value }) => value)), {
    top: EDGE,
    bottom: HEIGHT - EDGE,
    count: 0,
  });
  const x = ({ day }: Point): number => px(EDGE + days(day) * (WIDTH - 2 * EDGE));
  const y = ({ value }: Point): number => px(values(value));
  const [named, described] = [`${id}_title`, `${id}_about`];
  return element(
    "svg",
    {
      class: "spark",
      role: "img",
      "aria-labelledby": `${named} ${described}`,
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      width: WIDTH,
      height: HEIGHT,
    },
    textElement("title", { id: named }, title),
    textElement("desc", { id: described }, description),
    element("path", { class: "line", d: line<Point>(x, y)(points) ?? undefined }),
    element("circle", { class: "dot", cx: x(last), cy: y(last), r: 2.5 }),
  );
}
