import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseFacts } from "../../generator/articles/facts-file.ts";
import type { Fact } from "../../generator/articles/facts.ts";
import {
  checkAlone,
  checkEdition,
  checkTogether,
  type ToCheck,
} from "../../generator/check/check.ts";
import type { CheckReport } from "../../generator/check/report.ts";
import { catalogue, ROOT } from "../support/bundle.ts";
import { fixtureOf, vocabulary, type Given } from "./fixture.ts";

const DAY = "2025-05-07";

const money = (text: string, value: number): Given => ({
  text,
  value,
  unit: "USD",
  day: DAY,
  subjects: ["btc"],
});
const percent = (text: string, value: number, more: Partial<Given> = {}): Given => ({
  text,
  value,
  unit: "percent",
  decimals: 1,
  day: DAY,
  direction: value < 0 ? "down" : "up",
  subjects: ["btc"],
  ...more,
});
const count = (text: string, value: number): Given => ({
  text,
  value,
  unit: "days",
  day: DAY,
  subjects: ["btc"],
});
const date = (text: string, value: string): Given => ({
  text,
  value,
  unit: "date",
  day: DAY,
  subjects: ["btc"],
});
const stretch = (from: string): Partial<Given> => ({
  method: "change",
  inputs: [{ series: "btc.close", from, to: DAY, count: 2, digest: "0" }],
});

/** What the check of one edition says of contradictions, article by article. */
function contradictions(
  ...articles: readonly (readonly [Readonly<Record<string, Given>>, string])[]
): string[][] {
  const edition = articles.map(([facts, body], at): ToCheck => ({
    ...fixtureOf(facts, { body }),
    file: `${at}.md`,
  }));
  const reports = checkEdition(edition, vocabulary);
  // Whoever checked the articles, each by itself, the same is found of them together.
  const before = edition.map((each) => ({ ...each, alone: kept(checkAlone(each, vocabulary)) }));
  for (const some of [before, before.map((each, at) => (at === 0 ? each : edition[at]!))])
    expect(checkTogether(some, vocabulary)).toEqual(reports);
  return reports.map(told);
}

const kept = <T>(found: T): T => JSON.parse(JSON.stringify(found)) as T;

const told = ({ messages }: CheckReport): string[] =>
  messages.filter(({ code }) => code === "contradiction").map(({ message }) => message);

describe("two articles of an edition contradict each other", () => {
  test("by two values of one reading, and both are told where the other stands", () => {
    const found = contradictions(
      [{ "btc.close.last": money("$97,032", 97032.32) }, "Bitcoin closed at {{btc.close.last}}."],
      [{ "btc.close.last": money("$96,802", 96802.48) }, "Bitcoin ended at {{btc.close.last}}."],
    );
    expect(found).toEqual([
      [
        '"$97,032" (btc.close.last) contradicts "$96,802" (btc.close.last) at 1.md:15:18: one reading has one value.',
      ],
      [
        '"$96,802" (btc.close.last) contradicts "$97,032" (btc.close.last) at 0.md:15:19: one reading has one value.',
      ],
    ]);
  });

  test("by two days of one reading", () => {
    const found = contradictions(
      [{ "btc.close.last": money("$97,032", 97032) }, "Bitcoin closed at {{btc.close.last}}."],
      [
        { "btc.close.last": { ...money("$97,032", 97032), day: "2025-05-06" } },
        "Bitcoin ended at {{btc.close.last}}.",
      ],
    );
    expect(found.map(({ length }) => length)).toEqual([1, 1]);
  });

  test("by a rise and a fall of one subject over one stretch, whatever the measures are called", () => {
    const found = contradictions(
      [
        { "btc.close.change7": percent("3.0%", 3.0, stretch("2025-04-30")) },
        "Bitcoin rose {{btc.close.change7}} in a week.",
      ],
      [
        {
          "btc.close.weekChange": percent("1.2%", -1.2, {
            ...stretch("2025-04-30"),
            method: "week-change",
          }),
        },
        "Bitcoin fell {{btc.close.weekChange}} over the week.",
      ],
    );
    expect(found.flat()).toHaveLength(2);
    expect(found[0]![0]).toContain("the stretch is the same");
  });
});

const between: Readonly<
  Record<string, readonly [Readonly<Record<string, Given>>, string, string]>
> = {
  "a run that goes up, and a day that went down": [
    {
      "btc.close.closeRun": count("three", 3),
      "btc.close.change1": percent("1.2%", -1.2),
    },
    "Bitcoin rose for {{btc.close.closeRun}} days.",
    "Bitcoin fell {{btc.close.change1}}.",
  ],
  "a run of inflows, and an outflow": [
    {
      "btc.etfFlow.streak": count("three", 3),
      "btc.etfFlow.last": {
        ...percent("$85.7 million", -85.7),
        unit: "USD million",
        magnitude: 1e6,
      },
    },
    "The funds took in money for {{btc.etfFlow.streak}} days.",
    "Outflows were {{btc.etfFlow.last}}.",
  ],
  "a close that is the highest since a day before its high": [
    {
      "btc.close.highSince": date("January 10", "2025-01-10"),
      "btc.close.drawdownDay": date("January 21", "2025-01-21"),
    },
    "Bitcoin closed at its highest since {{btc.close.highSince}}.",
    "It is below its high of {{btc.close.drawdownDay}}.",
  ],
  "support above the close": [
    {
      "btc.close.support": money("$98,000", 98000),
      "btc.close.last": money("$97,032", 97032),
    },
    "Support for Bitcoin is {{btc.close.support}}.",
    "Bitcoin closed at {{btc.close.last}}.",
  ],
};

test.for(Object.entries(between))(
  "figures contradict each other: %s",
  ([, [facts, first, second]]) => {
    expect(contradictions([facts, `${first} ${second}`]).flat()).toHaveLength(1);
    const [one, other] = contradictions([facts, first], [facts, second]);
    expect([one!.length, other!.length]).toEqual([1, 1]);
  },
);

const change = { "btc.close.change1": percent("0.4%", 0.4) };
const words: readonly (readonly [
  string,
  Readonly<Record<string, Given>>,
  one: string,
  other: string,
])[] = [
  [
    "the usual range, and an extreme by figures",
    { ...change, "btc.close.moveBelow1y": percent("97%", 97.2, { direction: "none" }) },
    "Bitcoin rose {{btc.close.change1}} and stayed within its usual range.",
    "For Bitcoin {{btc.close.moveBelow1y}} of the moves of a year were smaller.",
  ],
  [
    "an ordinary day, and a record by words",
    change,
    "For Bitcoin it was an ordinary day: {{btc.close.change1}} up.",
    "Bitcoin rose {{btc.close.change1}}, its largest daily gain since January 3.",
  ],
  [
    "neither of two, and one of them",
    { ...change, "btc.close.moveZ": { ...count("2.4", 2.4), decimals: 1 } },
    "Bitcoin and Ether: neither left its usual range.",
    "Bitcoin rose {{btc.close.change1}}, which is {{btc.close.moveZ}} standard deviations.",
  ],
  [
    "a level that held, and the same one that broke",
    { "btc.close.supportBefore": money("$93,745", 93745) },
    "Bitcoin held support at {{btc.close.supportBefore}}.",
    "Bitcoin broke support at {{btc.close.supportBefore}}.",
  ],
  [
    "support that held, and a close below it",
    { "btc.close.supportBeforeDistance": percent("1.1%", -1.1) },
    "Bitcoin held above support.",
    "Bitcoin closed {{btc.close.supportBeforeDistance}} below the level.",
  ],
  [
    "thin trading, and twice the usual volume",
    { "btc.volume.ratio30": { ...count("2.1", 2.1), decimals: 1, unit: "times" } },
    "Bitcoin moved in thin trading.",
    "Bitcoin's volume was {{btc.volume.ratio30}} times its median.",
  ],
  [
    "a record, and a distance from it",
    { "btc.close.drawdown": percent("4.1%", -4.1) },
    "For Bitcoin it was the highest close on record.",
    "Bitcoin is {{btc.close.drawdown}} below its high.",
  ],
  [
    "overbought, and an RSI below the mark",
    { "btc.close.rsi14": { ...count("66.2", 66.2), decimals: 1, unit: "points" } },
    "Bitcoin is overbought.",
    "The RSI of Bitcoin is {{btc.close.rsi14}}.",
  ],
];

describe.for(words)("words contradict: %s", ([, facts, one, other]) => {
  test("in one article", () => {
    expect(contradictions([facts, `${one} ${other}`]).flat()).toHaveLength(1);
  });
  test("in two articles", () => {
    const given = contradictions([facts, `${one}\n\n${anchor(facts)}`], [facts, other]);
    expect(given.every(({ length }) => length > 0)).toBe(true);
  });
});

/** A sentence with the first figure, so that the article has a day. */
const anchor = (facts: Readonly<Record<string, Given>>): string =>
  `Of Bitcoin: {{${Object.keys(facts)[0]}}}.`;

describe("no contradiction is", () => {
  test.for([
    [
      "a level that held beside another that broke",
      "Bitcoin held support at {{a}}.",
      "Bitcoin broke support at {{b}}.",
    ],
    ["what is said of two subjects", "Bitcoin, {{a}}, is overbought.", "Ether is oversold."],
    ["a question", "Is Bitcoin overbought?", "Bitcoin, {{a}}, is oversold."],
    [
      "what would be",
      "A close above that would be Bitcoin's highest close on record, and one above {{a}} would make it overbought.",
      "Bitcoin is oversold at {{drawdown}} below its record.",
    ],
  ] as const)("%s", ([, one, other]) => {
    const facts = {
      a: money("$93,745", 93745),
      b: money("$95,406", 95406),
      drawdown: percent("4.1%", -4.1),
    };
    const named = Object.fromEntries(
      Object.entries(facts).map(([name, fact]) => [`btc.close.${name}`, fact]),
    );
    const body = `${one} ${other}`.replaceAll(/\{\{(a|b|drawdown)\}\}/g, "{{btc.close.$1}}");
    expect(contradictions([named, body]).flat()).toEqual([]);
  });
});

test("markets are not closed on a day with a session, which the calendar says", () => {
  const closed = fixtureOf({}, { body: "New York is closed and trades again on Friday." });
  const saidOf = (edition: string): string[] => {
    const facts = { ...closed.facts, edition };
    const article = { ...closed, facts, file: "a.md" };
    return checkEdition([article], vocabulary, catalogue).flatMap(told);
  };
  expect(saidOf("2025-05-08")).toEqual([
    '"New York is closed" contradicts the calendar of the New York Stock Exchange: 2025-05-08 is a session.',
  ]);
  expect(saidOf("2025-05-10")).toEqual([]);
});

test("an editor may waive a contradiction", () => {
  const facts = { "btc.close.supportBeforeDistance": percent("1.1%", -1.1) };
  const body =
    "Bitcoin held support. It closed {{btc.close.supportBeforeDistance}} below the level.";
  const waivers = [{ words: "held support", reason: "within the day" }];
  const [report] = checkEdition(
    [{ ...fixtureOf(facts, { body, front: { waivers } }), file: "a.md" }],
    vocabulary,
  );
  expect(told(report!)).toEqual([]);
  expect(report!.messages.map(({ code }) => code)).toContain("waived");
});

const EDITIONS = join(ROOT, "content/editions");

function editionOf(day: string): ToCheck[] {
  const folder = join(EDITIONS, day);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .map((name) => {
      const facts = readFileSync(join(folder, name.replace(/\.md$/, ".facts.json")), "utf8");
      return {
        file: name,
        text: readFileSync(join(folder, name), "utf8"),
        facts: parseFacts(facts, name),
      };
    });
}

const SEEDED = ["2025-04-10", "2025-04-27", "2025-05-08"];

/** So few of the figures are tried, each with a check of the whole edition. */
const EVERY = 4;

test.for(SEEDED)("any figure of %s that two articles print is held in both", (day) => {
  const edition = editionOf(day);
  expect(checkEdition(edition, vocabulary).flatMap(told)).toEqual([]);
  const isShared = ({ ref, origin, method }: Fact, at: number): boolean =>
    origin === "signal" &&
    method !== "evidence" &&
    edition.some(
      (other, index) => index !== at && other.facts.facts.some((each) => each.ref === ref),
    );
  let seeded = 0;
  for (const [at, article] of edition.entries()) {
    const shared = article.facts.facts.filter((each) => isShared(each, at));
    for (const fact of shared.filter((_, index) => index % EVERY === 0)) {
      const facts = article.facts.facts.map((each) =>
        each.ref === fact.ref ? { ...each, value: off(each.value) } : each,
      );
      const changed = edition.with(at, { ...article, facts: { ...article.facts, facts } });
      const reports = checkEdition(changed, vocabulary);
      const both = reports.filter((report) => told(report).length > 0).length;
      expect(both, fact.ref).toBeGreaterThanOrEqual(2);
      seeded++;
    }
  }
  expect(seeded).toBeGreaterThan(4);
});

/** Another value, which prints another figure. */
const off = (value: number | string): number | string =>
  typeof value === "number" ? value * 1.2 + 1.1 : "2020-01-01";
