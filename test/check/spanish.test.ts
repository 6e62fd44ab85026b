import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { check } from "../../generator/check/check.ts";
import { textCheckerOf } from "../../generator/check/text/check-text.ts";
import { loadFigureVocabulary } from "../../generator/check/figures/vocabulary.ts";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath } from "../../generator/store/store.ts";
import { catalogue, ROOT, scales, world } from "../support/bundle.ts";
import { cliHome, run, inLanguage, type CliHome } from "../support/cli.ts";
import { articlesOf, type YearArticle } from "../support/year.ts";
import { dataOf, withBundledData } from "./foreign.ts";
import { RIGHT, WRONG } from "./spanish-sentences.ts";

withBundledData();

const vocabulary = loadFigureVocabulary(world, ROOT, "es", catalogue.units);

/** What becomes of a sentence: refused, marked for a person, or held. */
function outcomeOf(day: string, text: string): string {
  const { binding } = vocabulary;
  if (!binding) throw new Error("Spanish has no words for binding");
  const checker = textCheckerOf(
    { vocabulary: { ...vocabulary, binding }, scales },
    dataOf(day).view,
  );
  const { right, wrong, unknown } = checker(text, { format: "markdown" });
  if (wrong > 0) return "refused";
  return unknown > 0 ? "marked" : right > 0 ? "held" : "missed";
}

describe("of Spanish sentences", () => {
  test.for(RIGHT)("the right one passes, as of %s: %s", ([day, text]) => {
    expect(outcomeOf(day, text)).toBe("held");
  });
  test.for(WRONG)("the wrong one is refused, as of %s: %s", ([day, text]) => {
    expect(outcomeOf(day, text)).toBe("refused");
  });
});

let home: CliHome;
let articles: readonly YearArticle[];

beforeAll(async () => {
  home = cliHome();
  await inLanguage(home, "es");
  expect(await run(home, ["gather"])).toMatchObject({ status: 0 });
  const newsroom = openNewsroom(world, home.folder, BUILT_IN);
  const store = await openStore(world, storePath(home.folder));
  articles = await articlesOf(newsroom, store, ["2025-04-09", "2025-05-08"]);
  await store.close();
});

afterAll(() => home?.[Symbol.dispose]());

/** Words put for others, by what they change; each where it stands alone. */
const CLASSES: Readonly<Record<string, readonly (readonly [was: string, is: string])[]>> = {
  direction: [
    ["subió", "bajó"],
    ["bajó", "subió"],
    ["cayó", "subió"],
    ["sube", "baja"],
    ["entradas", "salidas"],
    ["salida", "entrada"],
    ["por encima", "por debajo"],
    ["por debajo", "por encima"],
    ["con un alza del", "con una baja del"],
    ["con una baja del", "con un alza del"],
    ["cedió", "subió"],
    ["saltó", "cayó"],
    ["captaron", "perdieron"],
  ],
  name: [
    ["el bitcoin", "el ether"],
    ["El bitcoin", "El ether"],
    ["El ether", "El bitcoin"],
    ["S&P 500", "Russell 2000"],
    ["Coinbase", "Strategy"],
    ["Strategy", "Coinbase"],
  ],
  period: [
    ["días", "semanas"],
    ["sesiones", "semanas"],
    ["día", "mes"],
  ],
  unit: [
    ["millones", "billones"],
    ["millones", "mil millones"],
    ["$", "€"],
    ["puntos básicos", "%"],
    ["%", "puntos"],
  ],
  grade: [
    ["sobreventa", "sobrecompra"],
    ["firmeza", "debilidad"],
    ["codicia", "miedo"],
    ["tensión", "calma"],
  ],
};

test.for(Object.entries(CLASSES))(
  "of changed words of %s in Spanish articles 98% are refused, and each is noted",
  ([, words]) => {
    const counts = { refused: 0, noted: 0, missed: [] as string[] };
    for (const { day, draft } of articles) {
      const data = dataOf(day);
      for (const [text, change] of mutationsOf(draft.markdown, words)) {
        const report = check({ text, file: draft.slug }, draft.facts, vocabulary, data);
        if (report.errors > 0) counts.refused++;
        else if (report.messages.length > 0) counts.noted++;
        else counts.missed.push(`${day} ${draft.slug}: ${change}`);
      }
    }
    expect(counts.missed).toEqual([]);
    expect(counts.refused).toBeGreaterThanOrEqual(0.98 * (counts.refused + counts.noted));
  },
);

/** So few of the places of one word are tried in an article. */
const TRIED = 4;

function* mutationsOf(
  text: string,
  words: readonly (readonly [string, string])[],
): Generator<[text: string, change: string]> {
  const [from, to] = [text.indexOf("\n---\n", 4), text.indexOf("## Fuentes")];
  for (const [was, is] of words) {
    const pattern = /^\p{L}/u.test(was)
      ? `(?<![\\p{L}-])${RegExp.escape(was)}(?![\\p{L}-])`
      : RegExp.escape(was);
    const places = [...text.matchAll(new RegExp(pattern, "gu"))]
      .map(({ index }) => index)
      .filter((index) => index > from && index < to);
    for (const at of places.slice(0, TRIED))
      yield [text.slice(0, at) + is + text.slice(at + was.length), `${was} → ${is}`];
  }
}
