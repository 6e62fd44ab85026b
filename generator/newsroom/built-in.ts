import { BUILT_IN_SOURCES } from "../gather/sources/built-in.ts";
import { BUILT_IN_MEASURES, BUILT_IN_PAIR_MEASURES } from "../measure/built-in.ts";
import { BUILT_IN_BINDABLES } from "../narrate/bindable/built-in.ts";
import { BUILT_IN_KINDS } from "../publication/kinds.ts";
import { CALENDARS } from "../publication/calendars/built-in.ts";
import { QUANTITIES } from "../publication/quantities.ts";
import { UNITS } from "../publication/units.ts";
import type { Plugin } from "./plugin.ts";

/** What comes with the program, as anybody's plugin says it; its charts, which only some commands draw, are a plugin of their own. */
export const builtIn: Plugin = {
  name: "bellwether",
  sources: BUILT_IN_SOURCES,
  measures: BUILT_IN_MEASURES,
  pairMeasures: BUILT_IN_PAIR_MEASURES,
  kinds: BUILT_IN_KINDS,
  quantities: Object.fromEntries(QUANTITIES),
  units: [...UNITS.values()],
  calendars: Object.fromEntries(CALENDARS),
  bindables: BUILT_IN_BINDABLES,
};
