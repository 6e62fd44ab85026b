import { digest } from "../../base/digest.ts";
import { FAMILY } from "../../publish/cards/card-svg.ts";
import { renderCard } from "../../publish/cards/render-card.ts";
import type { Chart } from "../../publish/charts/chart.ts";
import { WIDTH } from "../../publish/charts/draw/picture.ts";
import { element, px } from "../../publish/charts/draw/svg.ts";
import type { IssueImage } from "./issue.ts";

/** A chart as a picture that goes along with a mail. */
export interface ChartPicture {
  readonly chart: Chart;
  readonly image: IssueImage;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** What a picture is drawn in, in CSS pixels. */
const FRAME = { width: 400, edge: 12, top: 4, bottom: 8 };
/** Room for the names of values to the left of a plot, and of those that are `wide`; the theme leaves them as much. */
const LEFT = { narrow: 48, wide: 66 };
/** Room for the labels to its right: at least, and for each letter of the longest. */
const RIGHT = { least: 84, gap: 8, letter: 7.2 };
/** Pixels of the picture for each of CSS, so that it is sharp on fine screens and where it is shown larger. */
const SCALE = 2;

/** The theme's light colours: the renderer knows no variables, and a picture has one look. Classes as in `site/styles/7-charts.css`. */
const COLOUR = { paper: "#fcfbf8", ink: "#1c1a17", soft: "#5c574e", rule: "#d8d2c5" };
const IN = "#1d655e";
const OUT = "#8c2020";
const STYLE = `
text { fill: ${COLOUR.ink}; font-size: 13px }
.name { font-weight: 700 }
.figure { font-size: 20px; font-weight: 700 }
.soft, .tick { fill: ${COLOUR.soft} }
.other { display: none }
line, path { fill: none; stroke-width: 1px }
.grid { stroke: ${COLOUR.rule} }
.foot, .zero, .thread { stroke: ${COLOUR.soft} }
.line { stroke: ${COLOUR.ink}; stroke-width: 1.75px; stroke-linecap: round; stroke-linejoin: round }
.level { stroke: ${OUT} }
.below { stroke-dasharray: 8 4 }
.above { stroke-dasharray: 2 3 }
.zone { fill: ${OUT}; fill-opacity: 0.07 }
.interval { fill: ${IN}; fill-opacity: 0.16 }
.edge { stroke: ${IN}; stroke-opacity: 0.6 }
.in { fill: ${IN}; stroke: ${IN} }
.out { fill: ${COLOUR.paper}; stroke: ${OUT} }
.dot { fill: ${COLOUR.ink}; stroke: ${COLOUR.paper}; stroke-width: 1.5px }
.track { fill: #f4f1ea; stroke: ${COLOUR.soft} }
.current { fill: ${IN}; fill-opacity: 0.16 }
.pointer { stroke: ${COLOUR.ink}; stroke-width: 2.5px }
`;

/** Draws a chart as it stands on the site, with the colours of its light theme and the bundled font. @param place its number in the mail. */
export function chartPicture(chart: Chart, place: number, host: string): ChartPicture {
  const { left, right } = gutters(chart.svg);
  const inner = FRAME.width - left - right;
  const height = heightOf(chart.svg);
  const whole = height + FRAME.top + FRAME.bottom;
  const box = { width: FRAME.width, height: whole };
  const svg = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: box.width * SCALE,
      height: box.height * SCALE,
      viewBox: `0 0 ${box.width} ${box.height}`,
      "font-family": FAMILY,
    },
    element("style", {}, STYLE),
    element("rect", { ...box, fill: COLOUR.paper }),
    element(
      "svg",
      { x: left, y: FRAME.top, width: inner, height, overflow: "visible" },
      unstretched(chart.svg, inner),
    ),
  );
  const body = renderCard(svg);
  const fileName = `${chart.kind}-${place}.png`;
  return {
    chart,
    image: { id: `${digest(body, 12)}.${place}@${host}`, fileName, contentType: "image/png", body },
    ...box,
  };
}

/** What stands outside of a picture's width, to its left and right; a picture that is no plot stands whole within it. */
function gutters(svg: string): { readonly left: number; readonly right: number } {
  const kinds = /^<svg class="([^"]*)"/.exec(svg)?.[1]?.split(" ") ?? [];
  if (!kinds.includes("plot") || kinds.includes("gauge"))
    return { left: FRAME.edge, right: FRAME.edge };
  const labels = svg.slice(svg.lastIndexOf('<svg x="100%"')).match(/>[^<]+</g) ?? [];
  const longest = Math.max(0, ...labels.map((label) => label.length - 2));
  return {
    left: kinds.includes("wide") ? LEFT.wide : LEFT.narrow,
    right: Math.max(RIGHT.least, RIGHT.gap + longest * RIGHT.letter),
  };
}

function heightOf(svg: string): number {
  return Number(/^<svg[^>]*? height="([\d.]+)"/.exec(svg)?.[1] ?? 0);
}

/** The stretched parts of a picture, whose strokes the renderer would stretch as well. */
const STRETCHED =
  /<svg width="100%" height="[\d.]+" viewBox="0 0 1000 [\d.]+" preserveAspectRatio="none">(.*?)<\/svg>/gs;

/** A picture for a renderer that knows no `vector-effect`: what is drawn in units of a stretched plot is drawn in pixels. */
function unstretched(svg: string, width: number): string {
  return svg
    .replace(STRETCHED, (_whole, content: string) =>
      content.replace(/ d="([^"]*)"/g, (_path, d: string) => ` d="${narrowed(d, width / WIDTH)}"`),
    )
    .replaceAll("<svg ", '<svg overflow="visible" ');
}

/** Which numbers behind a command of a path go across: every other one, every one or none. */
const ACROSS: Readonly<Record<string, (at: number) => boolean>> = {
  m: (at) => at % 2 === 0,
  l: (at) => at % 2 === 0,
  h: () => true,
  v: () => false,
  z: () => false,
};

function narrowed(path: string, by: number): string {
  return path.replace(/([a-z])([^a-z]*)/gi, (_whole, command: string, numbers: string) => {
    const isAcross = ACROSS[command.toLowerCase()] ?? (() => false);
    const values = numbers.match(/-?\d*\.?\d+/g) ?? [];
    return command + values.map((each, at) => px(Number(each) * (isAcross(at) ? by : 1))).join(" ");
  });
}
