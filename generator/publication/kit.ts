import type { z } from "zod";
import type { Quantities } from "./quantities.ts";
import type { Units } from "./units.ts";
import type { CalendarEntry } from "./calendars/entry.ts";
import type { Kinds } from "./kinds.ts";

/** What each live source may be told beside `by:`, by its id. */
export type SourceOptions = ReadonlyMap<string, { readonly options: z.ZodType }>;

/** The entries of the kit that a publication's declarations are held to. */
export interface CatalogueKit {
  /** Of all that is no part of the program itself: changes when a plugin does. */
  readonly digest: string;
  readonly sources: SourceOptions;
  readonly quantities: Quantities;
  readonly units: Units;
  readonly calendars: ReadonlyMap<string, CalendarEntry>;
  readonly kinds: Kinds;
}
