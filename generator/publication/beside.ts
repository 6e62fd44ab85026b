import { suggestion } from "../base/nearest.ts";
import type { Series, Source } from "./catalogue.ts";
import { liveMistakes, type LiveMistake } from "./check-live.ts";
import type { SourceOptions } from "./kit.ts";
import type { Units } from "./units.ts";

/** The hours of a day, by number: each ends so many hours after midnight UTC. */
export const HOURS: readonly number[] = Array.from({ length: 24 }, (_, at) => at + 1);

/** Id under which a series' prices at the end of an hour are kept. @param hour 1 to 24. */
export function hourIdOf(series: string, hour: number): string {
  return `${series}~${twoDigits(hour)}`;
}

/** 7 as "07". */
export function twoDigits(hour: number): string {
  return String(hour).padStart(2, "0");
}

/** What a series shares with those that stand beside it: not its file, its names in a text, its being required or what it is held to. */
export function declaredOnce(series: Series): Series {
  return {
    ...series,
    from: undefined,
    second: undefined,
    aliases: [],
    required: false,
    related: [],
    hours: undefined,
  };
}

/** The prices of a series at the end of each hour, where it says whence they are gathered. */
export function hoursBeside(series: Series): Series[] {
  const { hours, id, title } = series;
  if (hours === undefined) return [];
  const { source, from, live } = hours;
  return HOURS.map((hour) => ({
    ...declaredOnce(series),
    id: hourIdOf(id, hour),
    title: `${title}, ${twoDigits(hour)}:00 UTC`,
    source,
    from: from && { file: from.file, column: from.column + twoDigits(hour) },
    live: live && { ...live, hour },
    secondOf: id,
    hour,
  }));
}

/** What is wrong with the hours of a series, at a path below them. */
export function hourMistakes(
  [first]: readonly Series[],
  sources: ReadonlyMap<string, Source>,
  known: SourceOptions,
  units: Units,
): LiveMistake[] {
  if (!first) return [];
  const found = [...liveMistakes(first, known, units)];
  if (!sources.has(first.source!)) {
    const message = `The source "${first.source}" is not declared.`;
    const advice = suggestion(first.source!, sources.keys());
    found.push({ path: ["source"], code: "unknown-source", message, advice });
  }
  if (first.calendar.period !== "day" || first.calendar.zone !== "UTC") {
    const message = `The hours of "${first.secondOf}" are those of UTC days, but it has the calendar ${first.calendar.name}.`;
    found.push({ path: [], code: "calendars-differ", message });
  }
  return found;
}
