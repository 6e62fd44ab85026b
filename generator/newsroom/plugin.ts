import type { LiveSource } from "../gather/sources/contract.ts";
import type { Measure, PairMeasure } from "../measure/definition.ts";
import type { Bindable } from "../narrate/bindable/bindable.ts";
import type { NamedKind } from "../publication/kinds.ts";
import type { CalendarEntry } from "../publication/calendars/entry.ts";
import type { Quantity } from "../publication/quantities.ts";
import type { Unit } from "../publication/units.ts";
import type { ChartEntry } from "../publish/charts/contract.ts";
import type { Channel } from "./channel.ts";

// All that a plugin's file asks for from "bellwether/plugin", save the tools for drawing of "bellwether/charts".
export { z } from "zod";
export { WebFault } from "../web/fault.ts";
export { channelOf } from "./channel.ts";
export { liveSource, rowsFrom } from "../gather/sources/contract.ts";
export { epochInstant } from "../gather/sources/days.ts";
export { unitOf } from "../publication/units.ts";
export { unknown } from "../narrate/bindable/named.ts";
export { date, fixed, found, own } from "../measure/definition.ts";
export {
  between,
  lacking,
  newest,
  pastYears,
  short,
  single,
  wholeHistory,
} from "../measure/reading.ts";

/** Entries that are added to what can be gathered, measured, drawn and posted to. */
export interface Plugin {
  /** Lower-case letters, digits and hyphens: what messages and `bellwether plugins` call it. */
  readonly name: string;
  /** Live sources, for `live: { by: <id> }` of a series. */
  readonly sources?: readonly LiveSource[];
  /** Measures of one series, for `{{asset.close.<signal>}}`. */
  readonly measures?: readonly Measure[];
  /** Measures of two subjects' returns, for `{{pair.returns.<signal>}}`. */
  readonly pairMeasures?: readonly PairMeasure[];
  /** Kinds of subject, for `kind:` of a subject and `for:` of a narrative. */
  readonly kinds?: readonly NamedKind[];
  /** What is measured of subjects, by id: the second part of the id of a series. */
  readonly quantities?: Readonly<Record<string, Quantity>>;
  /** In what things are counted, each made by `unitOf`. */
  readonly units?: readonly Unit[];
  /** Which periods series have values for, by the name that `calendar:` of a series says. */
  readonly calendars?: Readonly<Record<string, CalendarEntry>>;
  /** What else rules can be about, for `for:` of a narrative. */
  readonly bindables?: readonly Bindable[];
  /** Pictures for articles and for the pages of subjects and series. */
  readonly charts?: readonly ChartEntry[];
  /** Where editions may be posted. */
  readonly channels?: readonly Channel[];
}

/**
 * Says what a plugin adds; the default export of its file.
 * Its entries are checked when a command starts: a mistake in one stops it with the file and the entry's name.
 */
export function definePlugin(plugin: Plugin): Plugin {
  return Object.freeze(plugin);
}
