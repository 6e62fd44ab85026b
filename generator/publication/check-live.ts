import type { Code } from "../base/codes.ts";
import { suggestion } from "../base/nearest.ts";
import type { Live, Series } from "./catalogue.ts";
import type { SourceOptions } from "./kit.ts";

/** A mistake in what a series says of its live sources, at a path below the series. */
export interface LiveMistake {
  readonly path: readonly PropertyKey[];
  readonly code: Code;
  readonly message: string;
  readonly advice?: string;
}

/** Holds `live` and `second` of a series to the options of the sources that they name. */
export function liveMistakes(series: Series, sources: SourceOptions): LiveMistake[] {
  const found = series.live === undefined ? [] : mistakesIn("live", series.live, sources);
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
  return [...found, ...mistakesIn("second", second, sources)];
}

function mistakesIn(key: "live" | "second", live: Live, sources: SourceOptions): LiveMistake[] {
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
  const parsed = source.options.safeParse(rest);
  return (parsed.error?.issues ?? []).map((issue) => ({
    path: [key, ...issue.path],
    code: "live-options",
    message: `${[key, ...issue.path].map(String).join(".")}: ${issue.message.replace(/\.$/, "")}, for the source "${by}".`,
  }));
}
