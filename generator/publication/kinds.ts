import { z } from "zod";
import type { Code } from "../base/codes.ts";
import { suggestion } from "../base/nearest.ts";

const id = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, "expected lower-case letters, digits and underscores");

/** What a subject can be; kinds stand below each other, as a share stands below an asset. */
export const kindSchema = z.strictObject({
  /** The kind that it is one of: a rule for that one holds for this one too. Left out at the top of the tree. */
  under: id.exactOptional(),
  /** Quantities that a narrative may name of it and of the kinds below whether the publication measures them or not. */
  quantities: z.array(z.string()).readonly().exactOptional(),
  /** Rules for the kinds above it do not hold for it: it is told by those alone that name it. */
  apart: z.boolean().exactOptional(),
  /** It has shares that can be split, as those of a company and of a fund can; left out, as of the kind above. */
  splits: z.boolean().exactOptional(),
  /** Running text may call it by its symbol, where the house style does. */
  symbols: z.boolean().exactOptional(),
  /** Its level says something by its place between two ends, so that a gauge shows it. */
  gauge: z.boolean().exactOptional(),
  /** It is told beside the subjects of articles, by a fund or future in its place: what a text of others says of it is not held to that. */
  beside: z.boolean().exactOptional(),
  /** It has a row in the day's figures; left out, as of the kind above, and at the top it has one. */
  boards: z.boolean().exactOptional(),
});

/** The `kinds` that a publication declares itself. */
export const kindsSchema = z.record(id, kindSchema);

export type Kind = z.infer<typeof kindSchema>;

/** A kind with its id, as entries of the kit are. */
export const namedKindSchema = kindSchema.extend({ id });

export type NamedKind = z.infer<typeof namedKindSchema>;

/** Every kind of subject, by its id. */
export type Kinds = ReadonlyMap<string, Kind>;

const SHORT = [
  "shortInterest",
  "shortInterestByWeight",
  "shortInterestOfFloat",
  "shortInterestCoverage",
  "shortInterestMatched",
  "shortInterestMembers",
  "daysToCover",
];

const BREADTH = ["advances", "members", "lowestChange", "highestChange", "changeRange"];

/** What comes with the program. */
export const BUILT_IN_KINDS: readonly NamedKind[] = [
  { id: "asset" },
  { id: "crypto", under: "asset", quantities: ["openInterest", "basis"], symbols: true },
  { id: "equity", under: "asset", quantities: SHORT, splits: true },
  { id: "crypto_equity", under: "equity", apart: true },
  { id: "commodity", under: "asset" },
  { id: "crude_oil", under: "commodity", quantities: ["close"] },
  { id: "precious_metal", under: "commodity" },
  { id: "currency_pair", under: "asset", quantities: ["close"] },
  { id: "fund", under: "asset", splits: true },
  { id: "sector", under: "fund", quantities: ["close", "volume"] },
  { id: "spot_etf", under: "fund", apart: true },
  { id: "index" },
  { id: "equity_index", under: "index", quantities: SHORT },
  { id: "volatility_index", under: "index" },
  { id: "sentiment_index", under: "index", gauge: true },
  { id: "rate" },
  { id: "yield", under: "rate" },
  { id: "macro_series", quantities: ["rate", "index"] },
  { id: "benchmark", beside: true },
  { id: "benchmark_member", beside: true, boards: false },
  { id: "sector_breadth", under: "benchmark", quantities: BREADTH },
  { id: "yield_spread", under: "benchmark", quantities: ["level"] },
  { id: "volatility_term", under: "benchmark", quantities: ["level"] },
  { id: "dollar_index", under: "benchmark", quantities: ["index"] },
  { id: "ratio", quantities: ["volume"] },
];

/** A kind and those above it, the nearest first. */
export function lineageOf(kind: string, kinds: Kinds): string[] {
  const line: string[] = [];
  for (let at: string | undefined = kind; at !== undefined; at = kinds.get(at)?.under) {
    if (line.includes(at)) break;
    line.push(at);
  }
  return line;
}

/** Whether shares of a kind can be split. */
export function canSplit(kind: string, kinds: Kinds): boolean {
  return isSaid(kind, "splits", kinds);
}

/** Whether what is of a kind may go by its symbol. */
export function hasSymbols(kind: string, kinds: Kinds): boolean {
  return isSaid(kind, "symbols", kinds);
}

/** Whether what is of a kind has a row in the day's figures. */
export function isOnBoards(kind: string, kinds: Kinds): boolean {
  return isSaid(kind, "boards", kinds, true);
}

/** What a kind says of itself, or the nearest above that says so. */
function isSaid(
  kind: string,
  name: "splits" | "symbols" | "boards",
  kinds: Kinds,
  otherwise = false,
): boolean {
  const said = lineageOf(kind, kinds).map((each) => kinds.get(each)?.[name]);
  return said.find((each) => each !== undefined) ?? otherwise;
}

/** Whether a kind is another one or stands below it. */
export function isOf(kind: string, wanted: string, kinds: Kinds): boolean {
  return lineageOf(kind, kinds).includes(wanted);
}

/** Whether a rule for a kind holds for one of another: where that is the same, or stands below it with none between that is told apart. */
export function isToldAs(kind: string, wanted: string, kinds: Kinds): boolean {
  const line = lineageOf(kind, kinds);
  const steps = line.indexOf(wanted);
  return steps >= 0 && !line.slice(0, steps).some((each) => kinds.get(each)?.apart === true);
}

/** What a kind is called in some words that are given by kind: its own, else those of the nearest kind above that has any. */
export function wordFor<T>(
  kind: string,
  words: Readonly<Record<string, T>>,
  kinds: Kinds,
): T | undefined {
  const named = lineageOf(kind, kinds).find((each) => Object.hasOwn(words, each));
  return named === undefined ? undefined : words[named];
}

/** What is wrong with a kind that is declared, and at which of its keys. */
export interface KindFault {
  readonly at: readonly string[];
  readonly code: Code;
  readonly message: string;
  readonly advice?: string;
}

/** Every kind that stands under one that there is not, or under itself. */
export function faultsOfKinds(declared: readonly NamedKind[], kinds: Kinds): KindFault[] {
  return declared.flatMap(({ id: kind, under }): KindFault[] => {
    if (under === undefined) return [];
    const at = [kind, "under"];
    if (!kinds.has(under)) {
      const message = `The kind "${kind}" stands under "${under}", which is no kind.`;
      return [{ at, code: "unknown-kind", message, advice: suggestion(under, kinds.keys()) }];
    }
    if (!isOf(under, kind, kinds)) return [];
    return [{ at, code: "kind-circle", message: `The kind "${kind}" stands under itself.` }];
  });
}

/** The kinds of the kit and those that a publication adds to them, with all that is wrong with these. */
export function withKinds(
  known: Kinds,
  declared: Readonly<Record<string, Kind>>,
): { readonly kinds: Kinds; readonly faults: readonly KindFault[] } {
  const kinds = new Map([...Object.entries(declared), ...known]);
  const named = Object.entries(declared).map(([kind, rest]) => ({ id: kind, ...rest }));
  const faults = named.map((kind): KindFault[] => {
    if (!known.has(kind.id)) return faultsOfKinds([kind], kinds);
    const message = `There is a kind "${kind.id}" already; it is not declared again.`;
    return [{ at: [kind.id], code: "repeated-kind", message }];
  });
  return { kinds, faults: faults.flat() };
}
