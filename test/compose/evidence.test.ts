import { UNITS } from "../../generator/publication/units.ts";
import { describe, expect, test } from "vitest";
import { addDays, type Day } from "../../generator/base/day.ts";
import { check } from "../../generator/check/check.ts";
import { loadFigureVocabulary } from "../../generator/check/figures/vocabulary.ts";
import type { Draft } from "../../generator/articles/draft.ts";
import { compose, deskOf } from "../../generator/compose/compose.ts";
import { loadEvidenceWords } from "../../generator/compose/evidence/evidence-words.ts";
import { loadLanguage } from "../../generator/compose/language.ts";
import { loadStories } from "../../generator/compose/plan/story.ts";
import { measure } from "../../generator/measure/measure.ts";
import { type Edition, cutoffOf } from "../../generator/narrate/edition.ts";
import type { Evidence, Rates, Verdict } from "../../generator/narrate/evidence/evidence.ts";
import { narrate } from "../../generator/narrate/narrate.ts";
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

const desk = deskOf(language, "en", scales, bindables);

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
}

/** An edition in which every rule has the same record. */
function drafts(day: Day, { verdict, episodes, rates, share = 0.1 }: Given): Draft[] {
  const view = past.view(cutoffOf(day, "12:00"));
  const of = (key: string): Evidence => {
    const [narrative = "", subjects = ""] = key.split("|");
    return {
      narrative,
      subjects: subjects.split(","),
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
        { horizon: 20, episodes, hits: 0, verdict, rates: rates && { ...RATES, ...rates } },
      ],
    };
  };
  const evidence = { of, all: () => [], tests: 77, daysHeld: () => 0 };
  const edition: Edition = { day, view, signals: measure(view, measures), evidence };
  const findings = narrate(narratives, edition);
  return stories.flatMap((story) => compose(story, findings, edition, desk) ?? []);
}

/** Days of large moves: stories interpret some of their findings. */
const DAYS = Array.from({ length: 10 }, (_, at) => addDays("2025-04-05", at));

const BUSY = "2025-04-10";

const CLASSES: readonly [string, Given][] = [
  ["few", { verdict: "few", episodes: 6 }],
  ["one", { verdict: "few", episodes: 1 }],
  ["small", { verdict: "small", episodes: 21, rates: {} }],
  ["no difference", { verdict: "no-difference", episodes: 80, rates: {} }],
  ["not corrected", { verdict: "no-difference", episodes: 80, rates: { baseRate: 30 } }],
  ["tendency", { verdict: "tendency", episodes: 80, rates: {} }],
  [
    "tendency against",
    { verdict: "tendency", episodes: 80, rates: { difference: { value: -8, low: -20, high: -1 } } },
  ],
];

const sentencesIn = (draft: Draft): string[] =>
  [...draft.body.matchAll(/[^.\n]*\b(?:since|from|as far back as|begins in) 2022\b[^.\n]*\./g)].map(
    ([text]) => text.trim(),
  );

describe.each(CLASSES)("a record of the class %s", (name, given) => {
  const made = DAYS.flatMap((day) => drafts(day, given));

  test("stands after readings, figures that check finds and pairs", () => {
    expect(made.flatMap(sentencesIn).length).toBeGreaterThan(5);
    for (const draft of made) {
      const report = check({ text: draft.markdown, file: "a.md" }, draft.facts, vocabulary);
      expect(report.messages).toEqual([]);
    }
  });

  test("prints a rate only from ten episodes on, and says when the sample is small", () => {
    for (const text of made.flatMap(sentencesIn)) {
      expect(/61%/.test(text)).toBe(given.rates !== undefined);
      expect(/small/.test(text)).toBe(name === "small");
    }
  });

  test("speaks of a tendency only where there is one", () => {
    for (const text of made.flatMap(sentencesIn)) {
      const speaks = /\b(?:tend(?:s|ed)?|tendency|survives)\b/.test(text);
      expect(speaks).toBe(given.verdict === "tendency");
    }
  });
});

test("no two sentences of a week are alike but for their figures", () => {
  for (const [, given] of CLASSES) {
    const texts = stories.flatMap((story) =>
      DAYS.slice(0, 7).flatMap((day) =>
        drafts(day, given)
          .filter(({ slug }) => slug === story.id)
          .flatMap(sentencesIn)
          .map((text) => text.replaceAll(/\b(?:one|six|\d[\d.,%]*)/g, "#")),
      ),
    );
    expect(new Set(texts).size / texts.length).toBeGreaterThanOrEqual(0.95);
  }
});

test("sources and methods give period, horizon, method, difference and quartiles", () => {
  const draft = drafts(BUSY, { verdict: "no-difference", episodes: 80, rates: {} }).find(
    ({ slug }) => slug === "market-wrap",
  );
  const methods = draft!.body.split("## Sources and methods")[1]!;
  expect(methods).toMatch(
    /Wilson's 95% intervals.*corrected for 77 tests by Benjamini and Hochberg/,
  );
  expect(methods).toMatch(
    /on Bitcoin, March 3, 2022 to April 9, 2025, 20 days ahead: \+8\.6 percentage points from the rate of all days \(−3\.1 to \+19\.8\); median move \+1\.2%, quartiles −2\.6% and \+4\.0%\./,
  );
});

test("a figure of a record names its rule, its data and its method", () => {
  const draft = drafts(BUSY, { verdict: "no-difference", episodes: 80, rates: {} }).find(
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
    from: "2022-01-01",
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
    expect(draft.body).not.toMatch(/episode|Records of the rules/);
  }
});

function inputsWith(difference: number): string[] {
  return drafts(BUSY, {
    verdict: "no-difference",
    episodes: 80,
    rates: { difference: { ...RATES.difference, value: difference } },
  }).map(({ facts }) => facts.inputs);
}

test("an edition changes with the record, and its hash of inputs too", () => {
  expect(inputsWith(8)).toEqual(inputsWith(8));
  expect(inputsWith(8)).not.toEqual(inputsWith(9));
});

test("Spanish says all that English says, by the same names", () => {
  const english = loadEvidenceWords(world, ROOT, "en");
  const spanish = loadEvidenceWords(world, ROOT, "es");
  for (const [said, bodies] of Object.entries(english.sentences)) {
    const others = spanish.sentences[said as keyof typeof english.sentences];
    expect(others).toHaveLength(bodies.length);
    const named = [...new Set(bodies[0]!.match(/\{\w+\}/g))].sort();
    for (const body of others) {
      const names = new Set(body.match(/\{\w+\}/g));
      expect(named.filter((name) => !names.has(name) && name !== "{period}")).toEqual([]);
    }
  }
  expect(Object.keys(spanish.table.heads)).toEqual(Object.keys(english.table.heads));
});

test("a name in braces that is not known is reported with its place", () => {
  const file = "templates/vocabulary/en/evidence.yaml";
  const text = world.files.read(`${ROOT}/${file}`);
  const spoiled = worldOf({
    [`/h/${file}`]: text.replace("{rate} of {episodes} ended", "{rat} of {episodes} ended"),
  });
  const [problem, ...others] = problemsOf(() => loadEvidenceWords(spoiled, "/h", "en"));
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ code: "unknown-name", file });
  expect(problem?.message).toContain("{rat}");
  expect(problem?.advice).toContain("rate");
  expect(problem?.line).toBe(
    text.slice(0, text.indexOf("{rate} of {episodes} ended")).split("\n").length,
  );
});
