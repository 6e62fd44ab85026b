import type { Language } from "../../compose/language.ts";
import type { Band, Scale } from "../../narrate/scales/scale.ts";
import type { LayoutValues } from "../theme/layout-schemas.ts";
import type { PageWords } from "../theme/page-words.ts";
import { isOfMoves } from "./zone-rules.ts";

type ScaleValues = LayoutValues<"methodology">["scales"][number];

/** Where the methodology page tells a scale. */
export function scaleAnchor({ id }: Scale): string {
  return `scale-${id}`;
}

/** A scale with the thresholds between its bands. An open end has no threshold. */
export function scaleValues(scale: Scale, language: Language, { units }: PageWords): ScaleValues {
  const bound = (value: number): string =>
    Number.isFinite(value) ? threshold(value, language) : "";
  return {
    anchor: scaleAnchor(scale),
    title: scale.title,
    definition: scale.definition,
    unit: units[scale.unit] ?? scale.unit,
    bands: scale.bands.map((band: Band) => ({
      id: band.id,
      from: bound(band.from),
      to: bound(band.to),
      words: band.words ?? [],
      up: band.up ?? [],
      down: band.down ?? [],
    })),
    flat: scale.flat ?? [],
    isOfMoves: isOfMoves(scale),
  };
}

const MINUS = "\u2212";

/** A threshold with the decimals that it is written with. */
function threshold(value: number, language: Language): string {
  const decimals = (/\.(\d+)/.exec(String(value))?.[1] ?? "").length;
  return `${value < 0 ? MINUS : ""}${language.number(Math.abs(value), decimals)}`;
}
