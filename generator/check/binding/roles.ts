import { weakMemoize } from "../../base/memo.ts";
import type { Catalogue } from "../../publication/catalogue.ts";
import { DIRECTIONS, type Direction, type FigureVocabulary } from "../figures/vocabulary.ts";
import { phraseFinder, type PhraseFinder } from "../figures/phrases.ts";
import {
  namesBeside,
  namesOf,
  type BindingWords,
  type QuantityWord,
  type TimeUnit,
} from "./words.ts";

/** What a phrase may be where it stands; one phrase can be several. */
export type Role =
  | { readonly kind: "subject"; readonly subject: string; readonly name: string }
  | { readonly kind: "quantity"; readonly quantity: QuantityWord }
  | { readonly kind: "unit"; readonly unit: TimeUnit }
  | { readonly kind: "period"; readonly unit: TimeUnit }
  | { readonly kind: "back"; readonly unit: TimeUnit }
  | { readonly kind: "span"; readonly unit: TimeUnit; readonly isPast: boolean }
  | { readonly kind: "weekday"; readonly weekday: number }
  | { readonly kind: "ordinal"; readonly count: number }
  | { readonly kind: "grade"; readonly of: string; readonly test: GradeTest }
  | { readonly kind: "direction"; readonly direction: Direction }
  | { readonly kind: "level"; readonly which: "support" | "resistance"; readonly isHeld: boolean }
  | { readonly kind: "market"; readonly isOpen: boolean }
  | { readonly kind: "cross"; readonly isUp: boolean }
  | { readonly kind: Plain };

/** Roles that say nothing besides themselves. */
const PLAIN = [
  "strange",
  "sample",
  "stranger",
  "said",
  "unreal",
  "asking",
  "against",
  "pronoun",
  "each",
  "respectively",
  "fund",
  "one",
  "earlier",
  "ago",
  "today",
  "yesterday",
  "since",
  "change",
  "above",
  "below",
  "about",
  "highest",
  "lowest",
  "record",
  "run",
  "marker",
  "qualifier",
  "numbered",
  "unheld",
  "noFlow",
  "notSeen",
] as const;
type Plain = (typeof PLAIN)[number];

/** What a value has to be for a word that weighs it. */
export type GradeTest =
  | { readonly scale: string; readonly band: string }
  | { readonly low: number; readonly high: number };

/** Finds the longest phrase of a language's binding words, and of the names of subjects, at a token. */
export type RoleFinder = PhraseFinder<readonly Role[]>;

/** A vocabulary of a language in which figures can be bound. */
export type BoundVocabulary = FigureVocabulary & { readonly binding: BindingWords };

/** Whether a language has the words by which figures are bound. */
export function isBound(vocabulary: FigureVocabulary): vocabulary is BoundVocabulary {
  return vocabulary.binding !== undefined;
}

export const roleFinder = weakMemoize((catalogue: Catalogue) =>
  weakMemoize((vocabulary: BoundVocabulary): RoleFinder => {
    const words = vocabulary.binding;
    const roles = new Map<string, Role[]>();
    const add = (phrases: readonly string[], role: Role): void => {
      for (const phrase of phrases) {
        const key = phrase.toLowerCase();
        const others = roles.get(key);
        if (others) others.push(role);
        else roles.set(key, [role]);
      }
    };
    for (const [subject, names] of namesOf(catalogue)(words))
      for (const name of names) add([name], { kind: "subject", subject, name });
    for (const [quantity, phrases] of Object.entries(words.quantities))
      add(phrases, { kind: "quantity", quantity: quantity as QuantityWord });
    for (const [unit, phrases] of Object.entries(words.units))
      add(phrases, { kind: "unit", unit: unit as TimeUnit });
    for (const kind of ["period", "back"] as const)
      for (const [phrase, unit] of Object.entries(kind === "period" ? words.periods : words.back))
        add([phrase], { kind, unit });
    for (const [phrase, unit] of Object.entries(words.spans))
      add([phrase], { kind: "span", unit, isPast: false });
    for (const [phrase, unit] of Object.entries(words.before))
      add([phrase], { kind: "span", unit, isPast: true });
    for (const [weekday, phrases] of words.weekdays.entries())
      add(phrases, { kind: "weekday", weekday });
    for (const [phrase, count] of Object.entries(words.ordinals))
      add([phrase], { kind: "ordinal", count });
    for (const [of, { scale, words: bands = {}, sign, size = {} }] of Object.entries(
      words.grades,
    )) {
      for (const [band, phrases] of Object.entries(bands))
        if (scale !== undefined) add(phrases, { kind: "grade", of, test: { scale, band } });
      if (sign) {
        add(sign.positive, { kind: "grade", of, test: { low: 0, high: Infinity } });
        add(sign.negative, { kind: "grade", of, test: { low: -Infinity, high: 0 } });
      }
      for (const [phrase, [low, high]] of Object.entries(size))
        add([phrase], { kind: "grade", of, test: { low, high } });
    }
    for (const which of ["support", "resistance"] as const) {
      add(words.levels[which].held, { kind: "level", which, isHeld: true });
      add(words.levels[which].broken, { kind: "level", which, isHeld: false });
    }
    add(words.market.closed, { kind: "market", isOpen: false });
    add(words.market.open, { kind: "market", isOpen: true });
    add(words.crosses.up, { kind: "cross", isUp: true });
    add(words.crosses.down, { kind: "cross", isUp: false });
    for (const direction of DIRECTIONS) {
      const { before, after } = vocabulary.directions[direction];
      add([...new Set([...before, ...after])], { kind: "direction", direction });
    }
    const lists = {
      strange: words.strange,
      sample: words.samples,
      stranger: [...new Set([...words.strangers, ...namesBeside(catalogue, words)])],
      said: words.said,
      unreal: words.unreal,
      asking: words.asking,
      against: words.against,
      pronoun: words.pronouns,
      each: words.each,
      respectively: words.respectively,
      fund: words.funds,
      one: words.one,
      earlier: words.earlier,
      ago: words.ago,
      today: words.today,
      yesterday: words.yesterday,
      since: words.since,
      change: words.changes,
      above: words.above,
      below: words.below,
      about: words.about,
      highest: words.highest,
      lowest: words.lowest,
      record: words.record,
      run: words.run,
      marker: words.markers,
      qualifier: words.qualifiers,
      numbered: words.numbered,
      unheld: words.unheld,
      noFlow: words.noFlow,
      notSeen: words.notSeen,
    } satisfies Record<Plain, readonly string[]>;
    for (const kind of PLAIN) add(lists[kind], { kind });
    return phraseFinder(roles);
  }),
);
