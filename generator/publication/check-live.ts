import type { Code } from "../base/codes.ts";
import { z } from "zod";
import { suggestion } from "../base/nearest.ts";
import { keysAt } from "../base/schema-keys.ts";
import { heldToShape } from "../base/schema-words.ts";
import type { Live, Series } from "./catalogue.ts";
import type { SourceOptions } from "./kit.ts";
import type { Unit, Units } from "./units.ts";

/** A mistake in what a series says of its live sources, at a path below the series. */
export interface LiveMistake {
  readonly path: readonly PropertyKey[];
  readonly code: Code;
  readonly message: string;
  readonly advice?: string;
}

/** Holds `live` and `second` of a series to the options of the sources that they name. */
export function liveMistakes(series: Series, sources: SourceOptions, units: Units): LiveMistake[] {
  const unit = units.get(series.unit);
  const found = series.live === undefined ? [] : mistakesIn("live", series.live, sources, unit);
  if (series.live !== undefined && series.derive !== undefined) {
    const message = `The series "${series.id}" is derived; it cannot be fetched as well.`;
    found.push({ path: ["live"], code: "derived-series", message });
  }
  if (series.second === undefined) return found;
  if (series.live === undefined) {
    const message = `The series "${series.id}" has a second live source but no first.`;
    found.push({ path: ["second"], code: "second-source", message });
  }
  const { tolerance: _, source: __, ...second } = series.second;
  return [...found, ...mistakesIn("second", second, sources, unit)];
}

function mistakesIn(
  key: "live" | "second",
  live: Live,
  sources: SourceOptions,
  unit: Unit | undefined,
): LiveMistake[] {
  const { by, ...rest } = live;
  const source = sources.get(by);
  if (source === undefined) {
    return [
      {
        path: [key, "by"],
        code: "unknown-live-source",
        message: `"${by}" is not a live source.`,
        advice: suggestion(by, sources.keys()),
      },
    ];
  }
  const parsed = heldToShape(source.options, rest);
  if (parsed.success) return currencyMistakes(key, parsed.data, unit);
  return parsed.faults.map(({ path, message, advice, unknownKeys }) => {
    const more = unknownKeys ? suggestion(unknownKeys[0]!, keysAt(source.options, path)) : advice;
    return {
      path: [key, ...path],
      code: "live-options",
      message: `${[key, ...path].map(String).join(".")}: ${message}, for the source "${by}".`,
      ...(more === undefined ? {} : { advice: more }),
    };
  });
}

const withCurrency = z.looseObject({ currency: z.string() });

/** A source that is told a currency, or takes one for granted, must be told that of the series: nothing is converted. */
function currencyMistakes(key: string, options: unknown, unit: Unit | undefined): LiveMistake[] {
  const told = withCurrency.safeParse(options).data?.currency;
  if (told === undefined || unit?.currency === undefined || unit.currency === told) return [];
  return [
    {
      path: [key],
      code: "live-currency",
      message: `The series is in ${unit.currency}, but its source is asked for ${told}; nothing is converted.`,
      advice: `Say "currency: ${unit.currency}" if the source quotes it so; else give the series the unit of what is quoted.`,
    },
  ];
}
