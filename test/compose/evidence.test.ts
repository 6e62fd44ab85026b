import { UNITS } from "../../generator/publication/units.ts";
import { describe, expect, test } from "vitest";
import { addDays, type Day } from "../../generator/base/day.ts";
import { check } from "../../generator/check/check.ts";
import { loadFigureVocabulary } from "../../generator/check/figures/vocabulary.ts";
import type { Draft } from "../../generator/articles/draft.ts";
import { compose } from "../../generator/compose/compose.ts";
import { deskOf } from "../../generator/compose/desk.ts";
import { loadEvidenceWords } from "../../generator/compose/evidence/evidence-words.ts";
import { loadLanguage } from "../../generator/compose/language.ts";
import { loadStories } from "../../generator/compose/plan/story.ts";
import { measure } from "../../generator/measure/measure.ts";
import { type Edition, cutoffOf } from "../../generator/narrate/edition.ts";
import type { Evidence, Rates, Verdict } from "../../generator/narrate/evidence/evidence.ts";
import { valuesOf } from "../../generator/measure/signal-values.ts";
import { findingsOf, narrate } from "../../generator/narrate/narrate.ts";
import { loadNarratives } from "../../generator/narrate/narrative.ts";
import { bundledRows, pastOf } from "../narrate/evidence/support.ts";
import {
  catalogue,
  publication,
  ROOT,
  scales,
  world,
  ground,
  measures,
  bindables,
} from "../support/bundle.ts";
import { worldOf } from "../support/memory-files.ts";
import { problemsOf } from "../support/problems.ts";

const narratives = loadNarratives(world, ROOT, ground);

const themes = new Set(narratives.flatMap((each) => [each.theme, each.id]));

const stories = loadStories(world, ROOT, publication.stories, themes, ground);

const language = loadLanguage(world, ROOT, "en", UNITS);

const desk = deskOf(language, "en", scales, bindables, [], "https://example.org/methodology/");

const vocabulary = loadFigureVocabulary(world, ROOT, "en", UNITS);

const past = pastOf(catalogue, bundledRows);

const RATES: Rates = {
  hitRate: { value: 61.25, low: 48.13, high: 72.9 },
  baseRate: 52.61,
  difference: { value: 8.64, low: -3.1, high: 19.77 },
  median: 1.234,
  lowerQuartile: -2.6,
  upperQuartile: 4.04,
  p: 0.2,
  adjustedP: 0.6,
};

interface Given {
  readonly verdict: Verdict;
  readonly episodes: number;
  readonly rates?: Partial<Rates>;
  readonly share?: number;
  /** The record is that of several shares of one list. */
  readonly isPooled?: boolean;
  /** The edition before had found all that this one finds. */
  readonly isAgain?: boolean;
}

/** An edition in which every rule has the same record. */
function drafts(
  day: Day,
  { verdict, episodes, rates, share = 0.1, isPooled = false, isAgain = false }: Given,
): Draft[] {
  const view = past.view(cutoffOf(day, "12:00"));
  const cases = episodes === 2 ? [1, 2] : [1, 2, 3];
  const latest = cases.map((ago) => ({
    day: addDays(day, -40 * ago),
    until: addDays(day, -40 * ago + 20),
    change: 4.14 * (ago - 1.5),
  }));
  const of = (key: string): Evidence => {
    const [narrative = "", subjects = ""] = key.split("|");
    return {
      narrative,
      subjects: subjects.split(","),
      ...(isPooled && {
        pool: { kind: "equity", size: 500, series: ["coin.close", "mstr.close"] },
      }),
      series: "btc.close",
      target: "btc",
      calendar: "24/7",
      direction: "up",
      from: "2022-03-03",
      to: addDays(day, -1),
      daysHeld: 100,
      lastHeld: day,
      share,
      horizons: [
        {
          horizon: 20,
          episodes,
          hits: 0,
          latest: isPooled ? [] : latest,
          spell: { isNew: !isPooled, hasCases: false },
          verdict,
          rates: rates && { ...RATES, ...rates },
        },
      ],
    };
  };
  const evidence = { of, all: () => [], tests: 77 };
  const signals = measure(view, measures);
  const known = { day, view, signals: valuesOf(view, measures) };
  const before = isAgain ? { before: findingsOf(narratives, known) } : {};
  const edition: Edition = { day, view, signals, evidence, ...before };
  const findings = narrate(narratives, edition);
  return compose(stories, findings, edition, desk).drafts;
}

/** Days of large moves: stories interpret some of their findings. */
const DAYS = Array.from({ length: 10 }, (_, at) => addDays("2025-04-05", at));

const BUSY = "2025-04-10";

const CLASSES: readonly [string, Given][] = [
  ["few", { verdict: "few", episodes: 6 }],
  ["two", { verdict: "few", episodes: 2 }],
  ["small", { verdict: "small", episodes: 21, rates: {} }],
  ["no difference", { verdict: "no-difference", episodes: 80, rates: {} }],
  ["not corrected", { verdict: "no-difference", episodes: 80, rates: { baseRate: 30 } }],
  ["tendency", { verdict: "tendency", episodes: 80, rates: {} }],
  [
    "tendency against",
    { verdict: "tendency", episodes: 80, rates: { difference: { value: -8, low: -20, high: -1 } } },
  ],
];

/** The items of the box, and the sentence on a tendency in running text. */
const boxOf = ({ body }: Draft): string => /^> \*\*Past cases\.\*\* (.*)$/m.exec(body)?.[1] ?? "";
const told = ({ body }: Draft): string[] => body.match(/^[^>\n]*\btended\b.*$/gm) ?? [];

describe.each(CLASSES)("a record of the class %s", (_name, given) => {
  const made = DAYS.flatMap((day) => drafts(day, given));

  test("stands in a box where it says something, in figures that check finds and pairs", () => {
    const boxes = made.filter((draft) => boxOf(draft) !== "");
    // Two cases make no precedent.
    const isFew = given.verdict === "few" && given.episodes > 2;
    expect(boxes.length > 5).toBe(isFew || given.verdict === "tendency");
    for (const draft of made) {
      const report = check(
        { text: draft.markdown, file: "a.md" },
        draft.facts,
        vocabulary,
        undefined,
        catalogue,
      );
      expect(report.messages).toEqual([]);
    }
  });

  test("speaks of a tendency only where there is one, and then in running text too", () => {
    for (const box of made.map(boxOf).filter((text) => text !== ""))
      expect(/survives/.test(box)).toBe(given.verdict === "tendency");
    expect(made.flatMap(told).length > 0).toBe(given.verdict === "tendency");
  });
});

describe("the last cases of a rule", () => {
  const made = DAYS.flatMap((day) => drafts(day, { verdict: "few", episodes: 6 }));
  const draft = made.find((each) => boxOf(each) !== "")!;

  test("are told by their days and by what followed", () => {
    expect(boxOf(draft)).toMatch(
      /six cases since March 2022, when the rule's record begins, each 20 days or more after the one before\. Bitcoin was (?:2\.1% lower, 2\.1% higher and 6\.2% higher|6\.2% higher, 2\.1% higher and 2\.1% lower) 20 days after the last three such days with a known outcome, \w+ \d+, \w+ \d+,? and \w+ \d+\./,
    );
    expect(draft.body).not.toMatch(/tends? to/);
  });

  test("are facts, each held to the values between its two ends", () => {
    const cases = draft.facts.facts.filter(({ method }) => method === "past-case");
    expect(cases.length).toBeGreaterThanOrEqual(4);
    for (const { inputs, day } of cases) expect(inputs.map(({ to }) => to)).toEqual([day]);
    for (const { value, inputs } of cases.filter(({ unit }) => unit === "date"))
      expect(inputs.map(({ from }) => from)).toEqual([value]);
  });

  test("no changed day, size or direction of them passes", () => {
    const box = boxOf(draft);
    const changes: [RegExp, string][] = [
      [/2\.1% lower/, "2.2% lower"],
      [/2\.1% lower/, "2.1% higher"],
      [/outcome, (\w+) \d+/, "outcome, $1 3"],
      [/the last three/, "the last two"],
    ];
    for (const [from, to] of changes) {
      const changed = draft.markdown.replace(box, box.replace(from, to));
      expect([to, changed === draft.markdown]).toEqual([to, false]);
      const report = check({ text: changed, file: "a.md" }, draft.facts, vocabulary);
      expect([to, report.errors > 0]).toEqual([to, true]);
    }
  });
});

test("a figure of a record names its rule, its data and its method", () => {
  const draft = drafts(BUSY, { verdict: "tendency", episodes: 80, rates: {} }).find(
    ({ slug }) => slug === "market-wrap",
  );
  const rate = draft!.facts.facts.find(({ ref }) => ref.endsWith(".20.hitRate"))!;
  expect(rate).toMatchObject({
    text: "61%",
    value: 61.25,
    unit: "percent",
    method: "evidence",
    parameters: { horizon: 20, episodes: 80, hits: 0, confidence: 95 },
    day: "2025-04-09",
    subjects: ["btc"],
  });
  expect(rate.inputs[0]).toMatchObject({
    series: "btc.close",
    from: "2014-09-17",
    to: "2025-04-09",
  });
});

test("a rule that holds on most days, and one without a record, say nothing of it", () => {
  const daily = drafts(BUSY, {
    verdict: "no-difference",
    episodes: 80,
    rates: {},
    share: 0.6,
  });
  const none = drafts(BUSY, { verdict: "none", episodes: 0 });
  for (const draft of [...daily, ...none]) {
    expect(draft.body).not.toMatch(/Past cases/);
  }
});

function inputsWith(baseRate: number): string[] {
  return drafts(BUSY, {
    verdict: "tendency",
    episodes: 80,
    rates: { baseRate },
  }).map(({ facts }) => facts.inputs);
}

test("an edition changes with the record, and its hash of inputs too", () => {
  expect(inputsWith(52)).toEqual(inputsWith(52));
  expect(inputsWith(52)).not.toEqual(inputsWith(53));
});

const namesIn = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();

test("Spanish says all that English says, by the same names", () => {
  const english = loadEvidenceWords(world, ROOT, "en");
  const spanish = loadEvidenceWords(world, ROOT, "es");
  for (const [said, text] of Object.entries(english.box))
    expect(namesIn(spanish.box[said as keyof typeof english.box])).toEqual(namesIn(text));
  for (const said of ["lastFew", "every"] as const)
    expect(namesIn(spanish.cases[said])).toEqual(namesIn(english.cases[said]));
  for (const way of ["more", "less"] as const)
    expect(namesIn(spanish.sentences.tendency[way])).toEqual(
      namesIn(english.sentences.tendency[way]),
    );
  expect(Object.keys(spanish.table.heads)).toEqual(Object.keys(english.table.heads));
});

test("a name in braces that is not known is reported with its place", () => {
  const file = "templates/vocabulary/en/evidence.yaml";
  const text = world.files.read(`${ROOT}/${file}`);
  const spoiled = worldOf({
    [`/h/${file}`]: text.replace("{way} in {rate} of", "{way} in {rat} of"),
  });
  const [problem, ...others] = problemsOf(() => loadEvidenceWords(spoiled, "/h", "en"));
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ code: "unknown-name", file });
  expect(problem?.message).toContain("{rat}");
  expect(problem?.advice).toContain("rate");
  expect(problem?.line).toBe(text.slice(0, text.indexOf("{way} in {rate} of")).split("\n").length);
});

describe("the record of several shares of one list", () => {
  const given = { verdict: "tendency", episodes: 25, rates: {}, isPooled: true } as const;

  test("stands in the box, as that of so many of them, and holds when it is checked", () => {
    const boxes = drafts(BUSY, given).flatMap((draft) => {
      const file = { text: draft.markdown, file: "a.md" };
      expect(check(file, draft.facts, vocabulary, undefined, catalogue).errors).toBe(0);
      return /^> \*\*.*$/m.exec(draft.body) ?? [];
    });
    expect(boxes.length).toBeGreaterThan(0);
    for (const box of boxes) expect(box).toContain("(2 of 500 counted)");
  });

  test("is told once: not where the edition before had found the same", () => {
    const again = drafts(BUSY, { ...given, isAgain: true });
    expect(again.filter(({ body }) => body.includes("of 500 counted"))).toEqual([]);
  });
});
