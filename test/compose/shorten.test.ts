import { describe, expect, test } from "vitest";
import { compose } from "../../generator/compose/compose.ts";
import { planStory } from "../../generator/compose/plan/plan.ts";
import { withoutReplaced } from "../../generator/compose/plan/precedence.ts";
import { shorter } from "../../generator/compose/plan/shorten.ts";
import { narrate, type Finding } from "../../generator/narrate/narrate.ts";
import { desk, editionOf, narratives, stories, words } from "../support/edition.ts";

const wrap = stories.find(({ id }) => id === "market-wrap")!;
const edition = editionOf("2024-12-20");
const findings = narrate(narratives, edition);

describe("a plan that is too long", () => {
  const plan = planStory(wrap, findings)!;
  const steps = [...shorter(plan)];
  const groups = (at: number): number => steps[at]!.sections.flatMap((each) => each.groups).length;
  const readings = (at: number): number =>
    steps[at]!.sections.flatMap((each) => each.groups).filter((each) => each.read).length;

  test("loses readings first, then what is stated, one at a time, and never its lead nor what has to stay", () => {
    expect(steps[0]).toBe(plan);
    for (let at = 1; at < steps.length; at++) {
      const lost = groups(at - 1) - groups(at) + (readings(at - 1) - readings(at));
      expect(lost).toBeGreaterThan(0);
      expect(steps[at]!.printed).toContain(plan.lead);
    }
    const left = steps.at(-1)!.sections.flatMap((each) => each.groups);
    const mayGo = left.filter(
      ({ stays, findings: its }) => !stays && !its.some((each) => each === plan.lead),
    );
    expect([left.length > 0, mayGo]).toEqual([true, []]);
  });

  test("says nothing more of what it has lost", () => {
    for (const step of steps) {
      const stated = step.sections.flatMap((each) =>
        each.groups.flatMap((group) => group.findings),
      );
      expect(new Set(step.printed)).toEqual(new Set(stated));
    }
  });

  test("gives an article within the story's words, or none", () => {
    for (const most of [500, 400, 250]) {
      const [draft] = compose([{ ...wrap, words: [100, most] }], findings, edition, desk).drafts;
      expect(words(draft!)).toBeLessThanOrEqual(most);
      expect(words(draft!)).toBeGreaterThan(most * 0.6);
    }
    const { drafts } = compose([{ ...wrap, words: [2000, 3000] }], findings, edition, desk);
    expect(drafts).toEqual([]);
  });
});

test("a story's lengths are English words: a language that needs more of them has more", () => {
  const short = { ...wrap, words: [100, 250] as [number, number] };
  const wordy = { ...desk, language: { ...desk.language, wordiness: 1.5 } };
  const [draft] = compose([short], findings, edition, wordy).drafts;
  expect(words(draft!)).toBeGreaterThan(250);
  expect(words(draft!)).toBeLessThanOrEqual(375);
});

test("a quiet day gives a short article, which says so", () => {
  const quiet = editionOf("2024-10-06");
  const held = narrate(narratives, quiet);
  const [draft] = compose([wrap], held, quiet, desk).drafts;
  expect(draft!.facts.findings[0]!.narrative).toBe("price/quiet-day");
  expect(words(draft!)).toBeLessThanOrEqual(wrap.lead!.brief["price/quiet-day"]!);
  const brief = { ...wrap, lead: { ...wrap.lead!, brief: { "price/quiet-day": 180 } } };
  const [short] = compose([brief], held, quiet, desk).drafts;
  expect(words(short!)).toBeLessThanOrEqual(180);
  expect(words(draft!)).toBeGreaterThan(180);
});

function ids(list: readonly Finding[]): string[] {
  return list.map(({ key }) => key);
}

describe("a narrative that replaces another", () => {
  const shown = withoutReplaced(findings);

  test("stands in its place for the same subjects alone", () => {
    expect(ids(findings)).toEqual(
      expect.arrayContaining(["flows/etf-outflow-record|btc,sp500", "flows/etf-outflow|btc,sp500"]),
    );
    expect(ids(shown)).toContain("flows/etf-outflow-record|btc,sp500");
    expect(ids(shown)).not.toContain("flows/etf-outflow|btc,sp500");
    const large = findings.find(({ key }) => key === "price/large-fall|eth")!;
    const ruling = { ...large, narrative: { ...large.narrative, replaces: ["price/averages"] } };
    const left = ids(withoutReplaced([ruling, ...findings]));
    expect(left).toContain("price/averages|btc");
    expect(left).not.toContain("price/averages|eth");
  });

  test("leaves everything else in its order", () => {
    expect(findings.filter((each) => shown.includes(each))).toEqual(shown);
    expect(shown.length).toBeLessThan(findings.length);
  });
});
