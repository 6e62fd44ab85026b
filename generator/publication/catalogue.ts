import { z } from "zod";
import { isDay } from "../base/day.ts";
import { capitalised } from "../base/text.ts";
import type { ChangeUnit, Quantities, QuantityClass } from "./quantities.ts";
import type { Units } from "./units.ts";
import type { Calendar } from "./calendars/calendar.ts";
import type { EventKind } from "./events/event.ts";
import type { Feed } from "./feeds.ts";
import type { Kinds } from "./kinds.ts";

const slug = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, "expected lower-case letters, digits and hyphens");

const text = z.string().trim().min(1, "expected a text");

/** A publisher of data and the terms under which its figures may be shown. */
export const sourceSchema = z.strictObject({
  publisher: text,
  url: z.url("expected a web address"),
  licence: text,
  /** False where the licence forbids commercial use: said in the catalogue and on every page that shows the figures. */
  commercial: z.boolean(),
  attribution: text,
});

export type Source = z.infer<typeof sourceSchema> & { readonly id: string };

const day = z.string().refine(isDay, "expected a date YYYY-MM-DD");

export const subjectSchema = z.strictObject({
  id: slug,
  /** What it is, by the id of a kind: a narrative binds its names to kinds (`for: { asset: crypto }`). */
  kind: text,
  /** As the text names it first: "Bitcoin", "S&P 500". */
  name: text,
  symbol: text,
  /** What stands before its name in running text, and not in a headline: `the` of an index that is called "the dollar index". */
  article: text.optional(),
  /** Other ways to name it; a figure in the same sentence may be attributed by any of them. */
  aliases: z.array(text).default([]),
  /** Where prices are those of a stand-in: the fund that tracks the index. */
  proxy: text.optional(),
  /**
   * The fund whose prices are told as its own, where it has none, as those of a sector: its symbol stands behind the name where an article
   * first tells it ("the energy sector (XLE)").
   */
  fund: text.optional(),
  /** As it is called in full where an article first names it ("Coinbase (COIN)"), and after that; left out where it is `proxy` or `name`. */
  full: text.optional(),
  short: text.optional(),
  /** What it was called in editions to the day `until`, that one included. */
  formerly: z
    .strictObject({ until: day, name: text, full: text.optional(), short: text.optional() })
    .optional(),
  /** Name of the calendar that its markets keep. */
  calendar: text,
});

/** A subject as it is declared, or stands in a row of a list. */
export type SubjectDeclaration = z.infer<typeof subjectSchema> & {
  /** The file of the list that it comes from; undefined where it is declared by itself. */
  readonly list?: string;
};

export type Subject = SubjectDeclaration & {
  /** Of its name in the language of the publication, by which that is inflected; undefined where the language gives none. */
  readonly gender?: string;
};

/** What a subject is called where its name stands alone, as in tables and in titles of pages: by what stands in for it, if anything does. */
export function nameAlone({ proxy, name }: Pick<Subject, "proxy" | "name">): string {
  return capitalised(proxy ?? name);
}

/** Where a series is fetched from: the live source's id, and what that source needs to know. */
const live = z.looseObject({ by: slug });

export type Live = z.infer<typeof live>;

/** `PT30M`, or `1 session + PT30M` (as well: `1 period + …`): how long after the period's end a value is public; `start + PT10M`: after its beginning. */
const lag = z
  .string()
  .regex(
    /^(start \+ |\d+ (?:session|period)s? \+ )?PT(\d+H)?(\d+M)?$/,
    'expected a lag such as "PT30M", "1 session + PT30M" or "start + PT10M"',
  );

/**
 * What can be added up over the members of an index: short interest in percent of shares outstanding (together, or each member by its weight),
 * days to cover, the weight of those that are known in percent, how many they are, and how many members there are.
 */
export const MEMBER_COLUMNS = [
  "percent",
  "byWeight",
  "daysToCover",
  "coverage",
  "matched",
  "members",
] as const;

export type MemberColumn = (typeof MEMBER_COLUMNS)[number];

/** A bundled file and its column; or a file of short positions, added up over the members that another file lists, or told of one of them. */
const fileColumn = z.union([
  z.strictObject({ file: text, column: text, public: text.optional() }),
  z.strictObject({
    file: text,
    over: text,
    only: text.optional(),
    column: z.enum(MEMBER_COLUMNS),
  }),
]);

export const seriesSchema = z
  .strictObject({
    /** `<subject>.<quantity>`. */
    id: z.string().regex(/^[a-z][a-z0-9-]*\.[a-zA-Z]+$/, "expected an id such as btc.close"),
    title: text,
    aliases: z.array(text).default([]),
    /** The id of a unit, which decides how a value is printed. */
    unit: text,
    /** Id of an entry of `sources`; left out for a derived series. */
    source: slug.optional(),
    /** The bundled file and column it is gathered from; left out where it is filled by `import`. */
    from: fileColumn.optional(),
    /** The live source that `gather --live` asks. */
    live: live.optional(),
    /** A second live source that must agree with the first within so many percent of its value, and the entry of `sources` it is named by. */
    second: live.extend({ source: slug, tolerance: z.number().positive() }).optional(),
    /**
     * Where the price at the end of each hour of its UTC day is gathered from, and the entry of `sources` it is named by: pages tell the
     * newest day by it, and no text. `column` begins the names of a file's 24 columns, from `close01` to `close24`.
     */
    hours: z
      .strictObject({
        source: slug,
        from: z.strictObject({ file: text, column: text }).exactOptional(),
        live: live.exactOptional(),
      })
      .refine(({ from, live: asked }) => from !== undefined || asked !== undefined, {
        message: "expected `from`, `live` or both",
      })
      .optional(),
    /** Greatest believable factor from one period to the next (where values can be zero or less: greatest difference). */
    jump: z.number().positive().optional(),
    /** Splits of the shares by their first day on the new basis, new shares for one old: its values of before are adjusted for them. */
    splits: z.record(z.iso.date(), z.number().positive()).optional(),
    /**
     * Whether what lies beyond all that is stored is so on record: `whole` where the data begin with the thing itself, `listed` where
     * that is its first day of trading, which is so near that a text names its month; `highs` where all that was before them is known
     * to have been lower. Of others a text says in how many years.
     */
    record: z.enum(["whole", "listed", "highs", "part"]).default("part"),
    /** Changes that look false and are not, by their day: somebody has looked them up, and the text says where or what it was. */
    verified: z.record(z.iso.date(), text).exactOptional(),
    /** Ids of series that it usually moves with: a change that none of them explains is asked about. */
    related: z.array(z.string()).default([]),
    /** Computed from other series of the same calendar, period by period. */
    derive: z
      .strictObject({
        /**
         * `creations`: of a fund's shares outstanding and their net asset value, what flowed into it, in millions of its currency;
         * `advances`: how many of the series rose; `members`: how many there are; `lowestChange`, `highestChange`: the range of
         * their changes, in percent; `changeRange`: the points between these; `lowest`, `highest`: the range of their values; `positive`, `negative`: how many of them are
         * above or below zero.
         */
        as: z.enum([
          "sum",
          "difference",
          "ratio",
          "creations",
          "advances",
          "members",
          "lowestChange",
          "highestChange",
          "changeRange",
          "lowest",
          "highest",
          "positive",
          "negative",
        ]),
        of: z.array(z.string()).min(2, "expected two series or more"),
      })
      .optional(),
    /** Name of the calendar whose periods it has values for. */
    calendar: text,
    lag,
    /** Periods of its calendar without a new value after which the series is stale. */
    staleAfter: z.number().int().min(0),
    /** Lowest and highest value believed; what lies outside is refused. */
    range: z
      .tuple([z.number(), z.number()])
      .refine(([low, high]) => low < high, "expected the lower bound first"),
    /** Decimals as printed. */
    decimals: z.number().int().min(0).max(8),
    /** Periods of the calendar that may be missing in a row before the gap is flagged. */
    maxGap: z.number().int().min(0).default(0),
    /** A headline series is asked for by every edition; the run says so when it is stale. */
    required: z.boolean().default(false),
  })
  .refine((series) => (series.derive === undefined) !== (series.source === undefined), {
    message: "expected either a source or a derivation",
  });

/** What the declarations of its quantity and its unit say of a series. */
export interface Resolved {
  readonly class: QuantityClass;
  readonly change: ChangeUnit;
}

/** A series as it is written in `bellwether.yaml`. */
export type SeriesDeclaration = z.output<typeof seriesSchema>;

/** A declared series, or one that stands beside it as a series of its own: the values of its second source, or those of one hour of the day. */
export type Series = Omit<SeriesDeclaration, "calendar"> &
  Resolved & {
    readonly calendar: Calendar;
    /** Id of the series that it stands beside. */
    readonly secondOf?: string;
    /** Where it holds the price at the end of an hour of the UTC day: of which, 1 to 24. */
    readonly hour?: number;
  };

/** What a claim's figure may say; a template names it as `claim.level`. */
export const CLAIM_FIGURES = ["level", "change", "highestYears", "multiple", "sinceYear"] as const;

/** What a third party said, entered as a quoted and dated claim; it never feeds a computation. */
export const claimSchema = z.strictObject({
  id: slug,
  /** Subject id the claim is about. */
  subject: slug,
  quantity: text,
  reporter: text,
  medium: text,
  url: z.url().optional(),
  /** The post's own words. */
  quote: text.optional(),
  posted: day,
  /** The instant we first saw it: it counts from then. */
  seen: z.iso.datetime({ message: "expected an instant such as 2025-05-08T10:00:00Z" }),
  /** The instant from which it is told no longer: it was taken back, or has had its time. */
  ended: z.iso
    .datetime({ message: "expected an instant such as 2025-05-20T10:00:00Z" })
    .exactOptional(),
  /** What is claimed, figure by figure, with the reporter's own hedge. */
  figures: z.array(
    z.strictObject({
      name: z.enum(CLAIM_FIGURES),
      value: z.number(),
      unit: z.enum(["percent", "years", "times", "year"]),
      decimals: z.number().int().min(0).max(4).default(0),
      hedge: text.optional(),
    }),
  ),
});

export type Claim = z.infer<typeof claimSchema>;

/** Everything that may be measured, by id. */
export interface Catalogue {
  /** What a subject can be: the kinds of the kit, and those that the publication declares. */
  readonly kinds: Kinds;
  readonly sources: ReadonlyMap<string, Source>;
  readonly subjects: ReadonlyMap<string, Subject>;
  readonly series: ReadonlyMap<string, Series>;
  readonly quantities: Quantities;
  readonly units: Units;
  /** Sorts of scheduled events. */
  readonly events: ReadonlyMap<string, EventKind>;
  readonly feeds: ReadonlyMap<string, Feed>;
  readonly calendars: ReadonlyMap<string, Calendar>;
  /** The sessions that other series are held against while they have none: what happened since the exchange last traded. */
  readonly market: Calendar | undefined;
}

/** Id under which the values of a series' second source are kept. */
export function secondIdOf(series: string): string {
  return `${series}~second`;
}

/** The quantity of a series, from its id `<subject>.<quantity>`. */
export function quantityOf(series: { readonly id: string }): string {
  return series.id.slice(series.id.indexOf(".") + 1);
}

/** All that a catalogue declares, for a digest. */
export function declaredIn(catalogue: Catalogue): unknown[][] {
  const parts = ["kinds", "sources", "subjects", "series", "calendars", "events", "feeds"] as const;
  return parts.map((part) => [...catalogue[part].values()]);
}
