import type { z } from "zod";
import type { CalendarEntry } from "./calendars/entry.ts";

/** What each live source may be told beside `by:`, by its id. */
export type SourceOptions = ReadonlyMap<string, { readonly options: z.ZodType }>;

/** The entries of the kit that a publication's declarations are held to. */
export interface CatalogueKit {
  readonly sources: SourceOptions;
  readonly calendars: ReadonlyMap<string, CalendarEntry>;
}
