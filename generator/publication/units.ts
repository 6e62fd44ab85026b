import { z } from "zod";

const text = z.string().trim().min(1);

/** How many of a unit there are, in words: "1 barrel", "2 barrels", "3 million barrels". */
export const unitNouns = z.strictObject({
  one: text,
  other: text,
  /** Behind a million and more, where a language says it otherwise: "de barriles". */
  large: text.exactOptional(),
});

/** The unit in which a difference is counted, how many of it one of the unit is, and its decimals. */
export const changeDeclaration = z.strictObject({
  unit: text,
  factor: z.number().positive(),
  decimals: z.number().int().min(0).max(8),
});

/** What `units:` in `bellwether.yaml` says of one; the built-in ones are declared in the same way. */
export const unitDeclaration = z.strictObject({
  /** How a value is written: `currency` with the sign or code of one, `percent` with its sign, `number` bare or before a code. */
  style: z.enum(["number", "currency", "percent"]).exactOptional(),
  /** By which providers and texts name it: ISO 4217 (`EUR`), or the code of a minor unit that is no currency of its own (`GBp`). */
  currency: z
    .string()
    .regex(/^[A-Z]{2}[A-Za-z]$/, "expected a code of three letters such as EUR")
    .exactOptional(),
  /** One stored is so many printed: 1000000 for a series in `USD million`. */
  factor: z.number().positive().exactOptional(),
  /** Whether a large value is written in millions, billions and trillions. */
  magnitudes: z.boolean().exactOptional(),
  /** The words behind a number of it, in the language of the publication; `units` of `print.yaml` has those of others. */
  nouns: unitNouns.exactOptional(),
  /** Units whose words may stand behind a figure of this one. */
  named: z.array(text).exactOptional(),
  /** Whether its sign is a direction that a verb takes; that of a count or of a standard deviation is none. */
  directed: z.boolean().exactOptional(),
  /** Whether a printed value says itself what it counts, or counts nothing that a word could name. */
  speaks: z.boolean().exactOptional(),
  /** How the difference of two levels is counted, where that is not in the unit itself. */
  change: changeDeclaration.exactOptional(),
});

type Declaration = z.infer<typeof unitDeclaration>;

/** In what something is counted; it decides how a value is printed, and what a figure of a text is held to. */
export interface Unit extends Omit<Declaration, "style" | "named"> {
  readonly id: string;
  /** `year`, `date` and `time` are those of facts: no series is stored in them. */
  readonly style: NonNullable<Declaration["style"]> | "year" | "date" | "time";
  readonly factor: number;
  readonly magnitudes: boolean;
  readonly named: readonly string[];
  readonly directed: boolean;
  readonly speaks: boolean;
}

export type Units = ReadonlyMap<string, Unit>;

/** A declared unit; what it leaves out is usual for its style. */
export function unitOf(
  id: string,
  { style = "number", ...rest }: Omit<Declaration, "style"> & { readonly style?: Unit["style"] },
): Unit {
  return {
    id,
    style,
    factor: 1,
    magnitudes: style === "currency",
    named: [],
    directed: true,
    speaks: style !== "number" || rest.currency !== undefined,
    ...rest,
  };
}

/** Words for units in a vocabulary, by their ids. */
export function wordsOfUnits<T extends z.ZodType>(units: Units, words: T) {
  return z.record(
    z.string().refine((id) => units.has(id), "expected the id of a unit"),
    words,
  );
}

/** Why a declaration contradicts itself; undefined where it does not. */
export function contradictionIn(unit: Unit, units: Units): string | undefined {
  if (unit.style === "currency" && !/^[A-Z]{3}$/.test(unit.currency ?? ""))
    return "money needs `currency`, a code of three capitals such as EUR";
  if (unit.style === "percent" && unit.currency !== undefined)
    return "a percentage is of no currency";
  if (unit.currency !== undefined && (unit.nouns || (unit.magnitudes && unit.style === "number")))
    return "with `currency` it has no `nouns`, and no `magnitudes` unless its style is currency";
  const other = [...unit.named, ...(unit.change ? [unit.change.unit] : [])];
  const unknown = other.find((id) => !units.has(id));
  return unknown === undefined
    ? undefined
    : `it names the unit "${unknown}", which is not declared`;
}

const COUNTED = [
  "times",
  "points",
  "minutes",
  "hours",
  "days",
  "weeks",
  "sessions",
  "months",
  "quarters",
  "years",
];

/** Hundredths of a currency in which some markets quote; a price in one is never taken for the currency's. */
const MINOR = ["GBp", "ZAc"];

const MONEY = new Map([
  ["", 1],
  [" thousand", 1e3],
  [" million", 1e6],
  [" billion", 1e9],
]);

const BUILT_IN: Readonly<Record<string, Parameters<typeof unitOf>[1]>> = {
  percent: { style: "percent", change: { unit: "basis points", factor: 100, decimals: 0 } },
  "percentage points": {},
  "basis points": {},
  points: {},
  ratio: { named: ["times"], speaks: true },
  times: {},
  correlation: { directed: false },
  z: { directed: false },
  percentile: { directed: false },
  count: { named: COUNTED, directed: false, speaks: true },
  minutes: {},
  hours: {},
  "hour of the day": { directed: false },
  days: { directed: false },
  weeks: {},
  sessions: { directed: false },
  months: {},
  quarters: {},
  years: { directed: false },
  year: { style: "year" },
  date: { style: "date" },
  time: { style: "time" },
};

/** What comes with the program: counts and shares, and money of every currency of ISO 4217 that is in use. */
export const UNITS: Units = new Map(
  [
    ...MINOR.map((currency) => unitOf(currency, { currency })),
    ...Intl.supportedValuesOf("currency").flatMap((currency) =>
      [...MONEY].map(([many, factor]) =>
        unitOf(currency + many, { style: "currency", currency, factor }),
      ),
    ),
    ...Object.entries(BUILT_IN).map(([id, declaration]) => unitOf(id, declaration)),
  ].map((unit) => [unit.id, unit]),
);
