import { picture, type Identity } from "./picture.ts";
import { extentOf, type Extent } from "./scale.ts";
import { element, percent, textElement } from "./svg.ts";

/** One zone of the range. */
export interface GaugeZone extends Extent {
  readonly label: string;
  readonly isCurrent: boolean;
}

export interface Gauge extends Identity {
  /** The newest value. */
  readonly value: number;
  /** As printed. */
  readonly printed: string;
  /** One or more that follow on one another, the lowest first. */
  readonly zones: readonly GaugeZone[];
  /** How a bound between two zones is written. */
  readonly number: (value: number) => string;
}

const HEIGHT = 112;
const TRACK = { y: 40, height: 14 };
const BOUNDS = 70;
/** Names of neighbours stand on two lines, so that they do not touch. */
const NAMES = [88, 104] as const;

/** A value in its range: zones side by side, with a pointer at the value. */
export function gauge({ value, printed, zones, number, ...identity }: Gauge): string {
  const { low, high } = extentOf(zones.flatMap((zone) => [zone.low, zone.high]));
  const share = (at: number): number =>
    high > low ? Math.min(1, Math.max(0, (at - low) / (high - low))) : 0;
  const place = share(value);
  const side = anchorAt(place);
  return picture(
    identity,
    { height: HEIGHT, kind: "gauge" },
    ...zones.map((zone, at) => {
      const [from, to] = [share(zone.low), share(zone.high)];
      const middle = (from + to) / 2;
      const kind = zone.isCurrent ? "name" : "soft";
      const anchor = at === 0 ? "start" : at === zones.length - 1 ? "end" : "middle";
      const x = anchor === "start" ? 0 : anchor === "end" ? 1 : middle;
      return (
        element("rect", {
          class: zone.isCurrent ? "track current" : "track",
          x: percent(from),
          width: percent(to - from),
          ...TRACK,
        }) +
        textElement(
          "text",
          { class: kind, x: percent(x), y: NAMES[at % 2], "text-anchor": anchor },
          zone.label,
        )
      );
    }),
    ...zones
      .slice(1)
      .map((zone) =>
        textElement(
          "text",
          { class: "tick", x: percent(share(zone.low)), y: BOUNDS, "text-anchor": "middle" },
          number(zone.low),
        ),
      ),
    textElement(
      "text",
      { class: "figure", x: percent(place), y: 24, "text-anchor": side },
      printed,
    ),
    element("line", {
      class: "pointer",
      x1: percent(place),
      x2: percent(place),
      y1: 30,
      y2: TRACK.y + TRACK.height + 4,
    }),
  );
}

/** Text at an edge is set inwards. */
function anchorAt(share: number): "start" | "middle" | "end" {
  if (share < 0.08) return "start";
  return share > 0.92 ? "end" : "middle";
}
