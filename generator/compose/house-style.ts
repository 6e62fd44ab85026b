import { z } from "zod";
import { suggestion } from "../base/nearest.ts";
import { mistake, type Problem } from "../base/problem.ts";
import { capitalised } from "../base/text.ts";
import { loadLaidYaml } from "../base/yaml.ts";
import type { World } from "../world/world.ts";
import type { Catalogue } from "../publication/catalogue.ts";
import { hasSymbols } from "../publication/kinds.ts";
import { layersOf } from "../publication/layers.ts";

const text = z.string().min(1);

const months = z.array(text).length(12, "expected twelve months");

const spelling = z.strictObject({
  /** By which dates are written, in place of the language's. */
  locale: text.exactOptional(),
  /** How a weekday and its date follow each other. */
  full: text.exactOptional(),
  /** Words as the templates have them, and as this spelling does. */
  words: z.record(text, text).default({}),
  shortMonths: months.exactOptional(),
});

/** What a language offers to a house style besides what it writes by itself. */
export const stylesSchema = z
  .strictObject({
    /** What stands for the per cent sign, by name. */
    percent: z.record(text, z.string().regex(/\{number\}/)).default({}),
    /** Months as abbreviated; none where the language abbreviates none. */
    shortMonths: months.exactOptional(),
    spelling: z.record(text, spelling).default({}),
  })
  .default({ percent: {}, spelling: {} });

type Styles = z.infer<typeof stylesSchema>;

const FILE = "templates/style.yaml";

const styleSchema = z.strictObject({
  percent: text,
  months: text,
  dollar: text,
  coins: text,
  spelling: text,
});

/** How articles are written where more than one way is right. */
export interface HouseStyle {
  /** A per cent of `{number}`; undefined for the sign. */
  readonly percent: string | undefined;
  /** January to December, as dates have them; undefined for their whole names. */
  readonly months: readonly string[] | undefined;
  /** The dollar's sign. */
  readonly dollar: string;
  /** Whether coins are called by their symbols. */
  readonly hasSymbols: boolean;
  readonly spelling: z.infer<typeof spelling> | undefined;
}

/**
 * Reads `templates/style.yaml`, the publication's own over the package's, key by key.
 * @param styles what the language offers.
 * @throws Failure (2) with line and column of each choice that there is not, and the nearest that there is.
 */
export function loadHouseStyle(world: World, home: string, styles: Styles): HouseStyle {
  const layers = layersOf(world, home);
  const found = layers.openAll(FILE);
  const { value, place } = loadLaidYaml(
    found.length > 0 ? found : [layers.open(FILE)],
    styleSchema,
  );
  const spelled = styles.spelling[value.spelling];
  const shortMonths = spelled?.shortMonths ?? styles.shortMonths;
  const choices: Readonly<Record<keyof typeof value, readonly string[]>> = {
    percent: ["%", ...Object.keys(styles.percent)],
    months: ["long", ...(shortMonths ? ["short"] : [])],
    dollar: ["$", "US$"],
    coins: ["name", "symbol"],
    spelling: ["as written", ...Object.keys(styles.spelling)],
  };
  const problems = Object.entries(choices).flatMap(([key, known]): Problem[] => {
    const found = value[key as keyof typeof value];
    if (known.includes(found)) return [];
    const message = `${key}: the language of this publication has no "${found}".`;
    return [{ code: "unknown-name", ...place([key]), message, advice: suggestion(found, known) }];
  });
  if (problems.length > 0) throw mistake(problems);
  return {
    percent: styles.percent[value.percent],
    months: value.months === "short" ? shortMonths : undefined,
    dollar: value.dollar,
    hasSymbols: value.coins === "symbol",
    spelling: spelled,
  };
}

/**
 * Puts the words of a text into a house style: coins by their symbols, and its spelling. Names of others in which such a word stands keep
 * it, and so do addresses and quotations.
 */
export function respeller(
  style: HouseStyle | undefined,
  catalogue: Catalogue,
): (text: string) => string {
  const words = wordsOf(style, catalogue);
  if (words.size === 0) return (text) => text;
  const kept = keptNames(catalogue, [...words.keys()]);
  const pattern = new RegExp(
    [String.raw`\]\([^)]*\)`, "“[^”]*”", ...[...kept, ...words.keys()].map(wholeWord)].join("|"),
    "giu",
  );
  return (text) =>
    text.replace(pattern, (found) => {
      const other = words.get(found) ?? words.get(found.toLowerCase());
      if (other === undefined) return found;
      return found === found.toLowerCase() ? other : capitalised(other);
    });
}

/** A text with its per cents as signs: a style that writes them out leaves an article as much to say. */
export function withSigns(text: string, style: HouseStyle | undefined): string {
  const written = style?.percent?.replace("{number}", "");
  return written === undefined ? text : text.replaceAll(written, "%");
}

function wordsOf(
  style: HouseStyle | undefined,
  { subjects, kinds }: Catalogue,
): Map<string, string> {
  const words = new Map(Object.entries(style?.spelling?.words ?? {}));
  if (!style?.hasSymbols) return words;
  for (const { name, symbol, kind } of subjects.values())
    if (hasSymbols(kind, kinds)) words.set(name, symbol);
  return words;
}

/** Names that hold one of the words and are none, the longest first. */
function keptNames({ subjects, sources }: Catalogue, words: readonly string[]): string[] {
  const names = [
    ...[...subjects.values()].flatMap(({ name, full = "", short = "", proxy = "" }) => [
      name,
      full,
      short,
      proxy,
    ]),
    ...[...sources.values()].map(({ publisher }) => publisher),
  ];
  return [...new Set(names)]
    .filter((name) => !words.includes(name) && words.some((word) => name.includes(word)))
    .sort((a, b) => b.length - a.length);
}

function wholeWord(word: string): string {
  return String.raw`(?<!\p{L})${RegExp.escape(word)}(?!\p{L})`;
}
