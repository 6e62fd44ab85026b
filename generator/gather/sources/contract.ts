import type { z } from "zod";
import type { Day, Instant } from "../../base/day.ts";
import type { Series } from "../../publication/catalogue.ts";
import type { Row } from "../files/table.ts";
import type { HttpClient } from "../../web/http-client.ts";

/** One series to be fetched, and what its source needs to know about it. */
export interface Wanted<O> {
  readonly series: Series;
  readonly options: O;
}

/** Series that one conversation with the provider answers together; never empty. */
interface Batch<O> {
  readonly wanted: readonly [Wanted<O>, ...Wanted<O>[]];
  /** First period that is needed; answers may begin earlier. */
  readonly from: Day;
  /** The day on which the question is asked, in UTC. */
  readonly to: Day;
  readonly now: Instant;
}

/** What a provider said, not yet judged: rows by series id, as text where the provider gives text. */
export interface Pulled {
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  /** What a person should know about the answer, such as constituents that were not matched. */
  readonly notes: readonly string[];
  /** Series that the answer has nothing for, though it has for others, and why. */
  readonly faults?: ReadonlyMap<string, string>;
  /** Splits of the shares that the provider reports, by the first day on the new basis: 7 for seven new shares for one. */
  readonly splits?: ReadonlyMap<Day, number>;
}

/** What the README and `sources` say about a provider. */
interface About {
  readonly gives: string;
  readonly cost: string;
  readonly limits: string;
  readonly terms: string;
}

/** A key of a provider: the environment variable that holds it, and whether nothing can be asked without it. */
export interface Key {
  readonly name: string;
  readonly required: boolean;
}

/** One provider: one small file. It asks, holds the answer to its schema and hands rows over; judging is not its task. */
export interface LiveSource<O = unknown> {
  /** As `by:` names it. */
  readonly id: string;
  readonly about: About;
  /** Least time between two requests, in milliseconds, by the provider's documented limit. */
  readonly spacingMs: number;
  /** The keys that it asks with whatever its options are. */
  readonly keys: readonly Key[];
  /** Further keys that the options of one series name. */
  keysOf?(options: O): readonly Key[];
  /** The options beside `by:`. */
  readonly options: z.ZodType<O>;
  /** Wanted series with the same text here are fetched together. */
  batch(options: O): string;
  /**
   * Periods before the newest stored one that are asked for once more, so that revisions and splits are seen; a week of
   * sessions where it is left out, none (0) where what is published stays and an answer is dear.
   */
  readonly overlap?: number;
  /** @throws WebFault */
  pull(batch: Batch<O>, http: HttpClient): Promise<Pulled>;
}

/** The part of the kit that is gathered from. */
export interface SourceKit {
  readonly sources: ReadonlyMap<string, LiveSource>;
}

/** Keeps the type of the options inside the source, so that sources of all kinds fit one list. */
export function liveSource<O>(source: LiveSource<O>): LiveSource {
  return Object.freeze(source) as unknown as LiveSource;
}

type Figure = string | number | null | undefined;

/** What an answer says of a period beside its value. */
interface Beside<T> {
  readonly published?: (item: T) => string | undefined;
  /** All figures of the period, in the same order for every period: by them a row that was sent twice is known. */
  readonly whole?: (item: T) => readonly Figure[];
}

/** Rows of one answer, numbered from 1 in its order. */
export function rowsFrom<T>(
  items: readonly T[],
  date: (item: T) => string,
  value: (item: T) => Figure,
  { published, whole }: Beside<T> = {},
): Row[] {
  return items.flatMap((item, index): Row[] => {
    const found = value(item);
    if (found === null || found === undefined || found === "") return [];
    const at = published?.(item);
    return [
      {
        line: index + 1,
        date: date(item),
        value: String(found),
        ...(at === undefined ? {} : { public: at }),
        ...(whole ? { whole: whole(item).map((figure) => String(figure ?? "")) } : {}),
      },
    ];
  });
}
