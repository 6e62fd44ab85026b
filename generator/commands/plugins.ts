import { tableLines } from "../base/table.ts";
import { withCharts, type Registered } from "../newsroom/kit.ts";
import type { Answer, Call } from "./call.ts";

/** What each plugin of the publication adds, by sort. */
export async function listPlugins(call: Call): Promise<Answer> {
  const { plugins } = await withCharts(call.kit);
  const value = plugins.flatMap(({ plugin, from }) =>
    from === undefined ? [] : [{ plugin: plugin.name, from, entries: entriesOf(plugin) }],
  );
  const rows = value.flatMap(({ plugin, from, entries }) =>
    entries.map(({ sort, name, about }) => [plugin, from, sort, name, about]),
  );
  const lines =
    value.length === 0
      ? ["No plugin is registered: `bellwether init --plugin` writes a start."]
      : tableLines([["plugin", "from", "adds", "name", "about"], ...rows]);
  return { status: 0, lines, value };
}

interface Entry {
  readonly sort: string;
  readonly name: string;
  readonly about: string;
}

function entriesOf({
  sources = [],
  measures = [],
  pairMeasures = [],
  kinds = [],
  quantities = {},
  units = [],
  calendars = {},
  bindables = [],
  charts = [],
  channels = [],
}: Registered["plugin"]): Entry[] {
  const signals = [...measures, ...pairMeasures].flatMap(({ outputs, method }) =>
    outputs.map(({ name }) => ({ sort: "signal", name, about: `measured by ${method}` })),
  );
  return [
    ...sources.map(({ id, about }) => ({ sort: "source", name: id, about: about.gives })),
    ...signals,
    ...kinds.map(({ id, under }) => ({
      sort: "kind",
      name: id,
      about: under ? `under ${under}` : "",
    })),
    ...Object.entries(quantities).map(([name, { class: about }]) => ({
      sort: "quantity",
      name,
      about,
    })),
    ...units.map(({ id, style }) => ({ sort: "unit", name: id, about: style })),
    ...Object.entries(calendars).map(([name, { title }]) => ({
      sort: "calendar",
      name,
      about: title,
    })),
    ...bindables.map(({ id }) => ({ sort: "bindable", name: id, about: "" })),
    ...charts.map(({ kind }) => ({ sort: "chart", name: kind, about: "" })),
    ...channels.map(({ id, about }) => ({ sort: "channel", name: id, about })),
  ];
}
