import type { LiveSource } from "../gather/sources/contract.ts";
import { LIVE_SOURCES } from "../gather/sources/registry.ts";
import { CALENDARS } from "../publication/calendars/built-in.ts";
import type { CatalogueKit } from "../publication/kit.ts";
import { QUANTITIES } from "../publication/quantities.ts";
import { UNITS } from "../publication/units.ts";

/** Everything of a kind that can be added to: handed down from the top, each room is given its own part. */
export interface Kit extends CatalogueKit {
  readonly sources: ReadonlyMap<string, LiveSource>;
}

/** What comes with the program. */
export const BUILT_IN: Kit = Object.freeze({
  sources: LIVE_SOURCES,
  calendars: CALENDARS,
  quantities: QUANTITIES,
  units: UNITS,
});
