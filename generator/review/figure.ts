import { suggestion } from "../base/nearest.ts";
import { type Failure, mistake } from "../base/problem.ts";
import { loadHouseLanguage } from "../compose/language.ts";
import { formatNumber } from "../compose/print/format.ts";
import { measure } from "../measure/measure.ts";
import type { Signal } from "../measure/signal.ts";
import type { CheckRoom } from "../newsroom/newsroom.ts";
import { type Catalogue, quantityOf, type Series } from "../publication/catalogue.ts";
import { storedOf } from "../store/archive.ts";
import type { AsOfView } from "../store/asof.ts";

/** Which figure is asked for. */
export interface FigureRequest {
  /** A series by its id, title or alias, or a subject by its id, name, symbol or alias: its price or level then. */
  readonly name: string;
  /** A second subject, for a signal of two such as a correlation. */
  readonly with?: string;
  /** Such as `last`, `change7`, `rsi14`, `sma200`; `correlation30` of two. */
  readonly signal: string;
}

/** One figure as of an instant, with what stands behind it. */
export interface FigureAnswer extends Signal {
  readonly title: string;
  /** As an article prints it. */
  readonly printed: string;
  /** Publishers of the data. */
  readonly sources: readonly string[];
}

/**
 * A figure of the data as known at one instant.
 * @throws Failure (2) for a name or signal that is not there, and where it cannot be computed.
 */
export function figureOf(room: CheckRoom, view: AsOfView, request: FigureRequest): FigureAnswer {
  const { catalogue, language: code, home } = room.publication;
  const series = seriesNamed(catalogue, request.name);
  const other = request.with === undefined ? undefined : seriesNamed(catalogue, request.with);
  const signal = readSignal(room, view, series, other, request.signal);
  const language = loadHouseLanguage(room.world, home, code, catalogue.units);
  return {
    ...signal,
    title: [series, other].flatMap((each) => each?.title ?? []).join(" and "),
    printed:
      typeof signal.value === "number"
        ? formatNumber(signal.value, signal.unit, signal.decimals, "plain", language).text
        : signal.value,
    sources: publishersOf(catalogue, signal),
  };
}

function readSignal(
  { kit }: CheckRoom,
  view: AsOfView,
  series: Series,
  other: Series | undefined,
  name: string,
): Signal {
  const { signals, pairSignals } = kit.measures;
  const can = other
    ? [...pairSignals.keys()]
    : [...signals.values()].flatMap((each) =>
        each.classes.includes(series.class) ? each.name : [],
      );
  if (!can.includes(name)) throw unknown(name, can, `a signal of ${series.id}`);
  const read = measure(view, kit.measures);
  const outcome = other
    ? read.readPair(subjectOf(series), subjectOf(other), name)
    : read.read(subjectOf(series), quantityOf(series), name);
  if (outcome.ok) return outcome.signal;
  const { ref, reason } = outcome.why;
  throw mistake({
    code: "no-such-figure",
    message: `${ref} cannot be computed from what was known then: ${reason}.`,
  });
}

/** Quantities that a subject's bare name stands for, the first that it has. */
const MAIN = ["close", "level", "flow"];

function seriesNamed({ series, subjects }: Catalogue, name: string): Series {
  const wanted = name.trim().toLowerCase();
  const isNamed = (names: readonly string[]): boolean =>
    names.some((each) => each.toLowerCase() === wanted);
  const all = [...series.values()].filter(({ secondOf }) => secondOf === undefined);
  const exact = all.find(({ id, title, aliases }) => isNamed([id, title, ...aliases]));
  const subject = [...subjects.values()].find((each) =>
    isNamed([each.id, each.name, each.symbol, ...each.aliases]),
  );
  const main = MAIN.flatMap((quantity) => series.get(`${subject?.id}.${quantity}`) ?? [])[0];
  const found = main ?? exact ?? all.find((each) => subjectOf(each) === subject?.id);
  if (found) return found;
  const names = [...subjects.values()].flatMap((each) => [each.name, each.symbol]);
  throw unknown(name, [...names, ...series.keys()], "a subject or a series");
}

function subjectOf({ id }: Series): string {
  return id.slice(0, id.indexOf("."));
}

function unknown(name: string, can: readonly string[], what: string): Failure {
  const message = `"${name}" is not the name of ${what}.`;
  return mistake({ code: "unknown-name", message, advice: suggestion(name, can) });
}

/** Who publishes the data behind a signal. */
function publishersOf(catalogue: Catalogue, { inputs }: Signal): string[] {
  const stored = inputs.flatMap(({ series }) => storedOf(series, catalogue));
  const sources = stored.flatMap((id) => catalogue.series.get(id)?.source ?? []);
  return [...new Set(sources.flatMap((id) => catalogue.sources.get(id)?.publisher ?? []))];
}
