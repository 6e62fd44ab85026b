import { mistake, type Problem } from "../base/problem.ts";
import type { SourceKit } from "../gather/sources/contract.ts";
import type { Measure, PairMeasure } from "../measure/definition.ts";
import { measuresOf, type MeasureKit } from "../measure/measures.ts";
import type { BindableKit } from "../narrate/bindable/bindable.ts";
import { faultsOfKinds, type Kinds, type NamedKind } from "../publication/kinds.ts";
import type { CatalogueKit } from "../publication/kit.ts";
import type { ChartKit } from "../publish/charts/contract.ts";
import { builtIn } from "./built-in.ts";
import type { ChannelKit } from "./channel.ts";
import type { Plugin } from "./plugin.ts";

/** A plugin, and where it comes from. */
export interface Registered {
  readonly plugin: Plugin;
  /** Its file, relative to the publication's folder, or the name of its package; left out for what comes with the program. */
  readonly from?: string;
}

/** Everything that can be added to: handed down from the top, each room is given its own part. */
export interface Kit extends CatalogueKit, SourceKit, MeasureKit, BindableKit, ChannelKit {
  readonly sources: SourceKit["sources"];
  /** What its entries are from, in order. */
  readonly plugins: readonly Registered[];
}

/** The same with what is drawn, which few commands load. */
export interface SiteKit extends Kit, ChartKit {}

/**
 * Arranges the entries of plugins for looking them up.
 * @param digest of the plugins that are no part of the program: changes when one of their files does.
 * @throws Failure (2) for each name that two entries of one sort have.
 */
export function kitOf(plugins: readonly Registered[], digest: string): Kit {
  const problems: Problem[] = [];
  const collect = collector(plugins, problems);
  const sources = collect("source", ({ sources }) => sources, idOf);
  const bindables = collect("bindable", (plugin) => plugin.bindables, idOf);
  const kinds = kindsOf(
    plugins,
    collect("kind", (plugin) => plugin.kinds, idOf),
    problems,
  );
  const quantities = collect(
    "quantity",
    (plugin) => Object.entries(plugin.quantities ?? {}),
    keyOf,
  );
  const units = collect("unit", (plugin) => plugin.units, idOf);
  const calendars = collect("calendar", (plugin) => Object.entries(plugin.calendars ?? {}), keyOf);
  const channels = collect("channel", ({ channels }) => channels, idOf);
  collect(
    "signal",
    ({ measures = [], pairMeasures = [] }) => [...measures, ...pairMeasures],
    signalsOf,
  );
  collect(
    "plugin",
    (plugin) => [plugin],
    ({ name }) => [name],
  );
  if (problems.length > 0) throw mistake(problems);
  return Object.freeze({
    digest,
    plugins,
    sources: new Map(sources.map((source) => [source.id, source])),
    kinds,
    quantities: new Map(quantities),
    units: new Map(units.map((unit) => [unit.id, unit])),
    calendars: new Map(calendars),
    bindables: new Map(bindables.map((bindable) => [bindable.id, bindable])),
    channels: new Map(channels.map((channel) => [channel.id, channel])),
    measures: measuresOf(
      plugins.flatMap(({ plugin }) => plugin.measures ?? []),
      plugins.flatMap(({ plugin }) => plugin.pairMeasures ?? []),
      digest,
    ),
  });
}

/** The kit with its charts. @throws Failure (2) for each kind of chart that there is twice. */
export async function withCharts(kit: Kit): Promise<SiteKit> {
  const { BUILT_IN_CHARTS } = await import("../publish/charts/built-in.ts");
  const problems: Problem[] = [];
  const drawing = { plugin: { name: builtIn.name, charts: BUILT_IN_CHARTS } };
  const charts = collector([drawing, ...kit.plugins], problems)(
    "chart",
    (plugin) => plugin.charts,
    ({ kind }) => [kind],
  );
  if (problems.length > 0) throw mistake(problems);
  return Object.freeze({ ...kit, charts });
}

/** The kinds of all plugins by id; each that stands under none that there is becomes a problem. */
function kindsOf(
  plugins: readonly Registered[],
  all: readonly NamedKind[],
  problems: Problem[],
): Kinds {
  const kinds = new Map(all.map(({ id, ...kind }) => [id, kind]));
  for (const { plugin, from } of plugins)
    for (const { at: _, ...fault } of faultsOfKinds(plugin.kinds ?? [], kinds))
      problems.push({ ...fault, ...(from === undefined ? {} : { file: from }) });
  return kinds;
}

function idOf({ id }: { readonly id: string }): string[] {
  return [id];
}

function keyOf([key]: readonly [string, unknown]): string[] {
  return [key];
}

function signalsOf({ outputs }: Pick<Measure | PairMeasure, "outputs">): string[] {
  return outputs.map(({ name }) => name);
}

type Collect = <E>(
  sort: string,
  take: (plugin: Plugin) => readonly E[] | undefined,
  namesOf: (entry: E) => readonly string[],
) => E[];

/** What gives the entries of one sort in order; each name that two of them have becomes a problem. */
function collector(plugins: readonly Registered[], problems: Problem[]): Collect {
  return (sort, take, namesOf) => {
    const owners = new Map<string, Registered>();
    return plugins.flatMap((registered) => {
      const entries = take(registered.plugin) ?? [];
      for (const name of entries.flatMap(namesOf)) {
        const other = owners.get(name);
        if (other) problems.push(repeated(sort, name, registered, other));
        owners.set(name, registered);
      }
      return entries;
    });
  };
}

function repeated(
  sort: string,
  name: string,
  { plugin, from }: Registered,
  other: Registered,
): Problem {
  const there = other.from === undefined ? "the program itself" : other.from;
  return {
    code: "repeated-entry",
    ...(from === undefined ? {} : { file: from }),
    message: `The ${sort} "${name}" of the plugin "${plugin.name}" is in ${there} as well, in the plugin "${other.plugin.name}".`,
    advice: "Call one of them otherwise.",
  };
}

/** What comes with the program. */
export const BUILT_IN: Kit = kitOf([{ plugin: builtIn }], "");
