import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addDays } from "../../generator/base/day.ts";
import { check } from "../../generator/check/check.ts";
import { loadFigureVocabulary } from "../../generator/check/figures/vocabulary.ts";
import { deskOf } from "../../generator/compose/desk.ts";
import { loadLanguage } from "../../generator/compose/language.ts";
import { narrate } from "../../generator/narrate/narrate.ts";
import { readNarrative } from "../../generator/narrate/narrative.ts";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { loadPublication } from "../../generator/publication/publication.ts";
import { UNITS } from "../../generator/publication/units.ts";
import { columnsOf } from "../../generator/store/columns.ts";
import { catalogue, ground, ROOT, scales, world } from "../support/bundle.ts";
import { drafts, editionOf } from "../support/edition.ts";
import { worldOf } from "../support/memory-files.ts";
import { faultsOfPhrasings } from "../support/phrasings.ts";

const DAY = "2025-05-08";

describe.each([
  ["EUR", "€97,032", "$97,032", "USD"],
  ["GBP", "£97,032", "€97,032", "EUR"],
  ["JPY", "¥97,032", "£97,032", "GBP"],
])("with every price in %s", (currency, price, wrong, other) => {
  const series = new Map(
    [...catalogue.series].map(([id, each]) => [
      id,
      { ...each, unit: each.unit.replace("USD", currency) },
    ]),
  );
  const wrap = drafts(DAY, { catalogue: { ...catalogue, series } }).find(
    ({ frontMatter }) => frontMatter.story === "market-wrap",
  )!;
  const vocabulary = loadFigureVocabulary(world, ROOT, "en", UNITS);
  const errors = (text: string): string[] =>
    check({ text, file: "wrap.md" }, wrap.facts, vocabulary)
      .messages.filter(({ severity }) => severity === "error")
      .map(({ code, message }) => `${code} ${message}`);

  test("the article is written in it and checks clean", () => {
    expect(wrap.markdown).toContain(price);
    expect(wrap.markdown).not.toContain("$");
    expect(errors(wrap.markdown)).toEqual([]);
  });

  test(`a price in ${other} is refused with the names of both`, () => {
    const found = errors(wrap.markdown.replaceAll(price, wrong));
    expect(found.length).toBeGreaterThan(0);
    for (const each of found)
      expect(each).toMatch(new RegExp(`^wrong-unit .* counts ${other}; .* counts ${currency}\\.$`));
  });
});

describe("a quantity and a unit that bellwether.yaml declares", () => {
  const DECLARED = `
quantities: { contractsOpen: { class: amount }, inventory: { class: level } }
subjects:
  - { id: wti, kind: ratio, name: WTI crude, symbol: CL, calendar: 24/7 }
`;
  const BARRELS = "barrels: { nouns: { one: barrel, other: barrels }, magnitudes: true }";
  const SERIES = `
  - &oil { id: wti.contractsOpen, title: WTI open interest, unit: barrels, source: fred, calendar: 24/7, lag: PT1H, staleAfter: 2, range: [0, 1e12], decimals: 0 }
  - { <<: *oil, id: wti.inventory, title: WTI inventory }
`;
  const file = readFileSync(join(ROOT, "bellwether.yaml"), "utf8")
    .replace(/^subjects:\n/m, DECLARED.trimStart())
    .replace(/^units: \{/m, `units: { ${BARRELS},`)
    .concat(SERIES.trimStart().replace(/^/, "  "));
  const { catalogue: declared } = loadPublication(
    worldOf({ "/home/bellwether.yaml": file }),
    "/home",
    BUILT_IN,
  );
  const RULE = `---
id: oil/open-interest
for: { oil: wti }
when: oil.contractsOpen.change5 > 0.0 && oil.inventory.change1 < 0.0
salience: 50
stance: neutral
tags: [oil]
examples:
  - given: { oil.contractsOpen.change5: 1, oil.inventory.change1: -1 }
    holds: true
  - given: { oil.contractsOpen.change5: -1, oil.inventory.change1: -1 }
    holds: false
---
# headline
{{oil.name}} open interest is at {{oil.contractsOpen.last}}
---
Open interest in {{oil.name}} reaches {{oil.contractsOpen.last}}
---
{{oil.name}} inventory is down by {{size oil.inventory.change1}}
# summary
{{oil.name}} inventory is {{oil.inventory.last}}.
---
Inventory of {{oil.name}} is at {{oil.inventory.last}}.
---
At {{oil.inventory.last}}, {{oil.name}} inventory is down.
# fact
Open interest in {{oil.name}} stood at {{oil.contractsOpen.last}}, {{signed oil.contractsOpen.change5}} in the week.
---
{{oil.name}} inventory was {{oil.inventory.last}}, a change of {{signed oil.inventory.change1}}.
---
Of {{oil.name}} {{whole oil.inventory.last}} are in store.
# reading
More contracts are open and less is in store.
---
Less {{oil.name}} is in store.
---
Contracts and stores went apart.
# risk
A week is short.
---
Stores are counted once.
---
One week is no trend.
# faq: How much {{oil.name}} is in store?
{{oil.inventory.last}}.
---
It is {{oil.inventory.last}}.
---
Now {{oil.inventory.last}}.
`;
  const days = Array.from({ length: 30 }, (_, at) => addDays(DAY, at - 30));
  const columnsWith = (value: (at: number) => number) =>
    columnsOf(
      days.map((day, at) => ({
        day,
        value: value(at),
        public: Date.parse(`${addDays(day, 1)}T01:00:00Z`),
        revision: 0,
      })),
    );
  const columns = new Map([
    ["wti.contractsOpen", columnsWith((at) => 1_200_000_000 + at * 4_000_000)],
    ["wti.inventory", columnsWith((at) => 42_030 - at)],
  ]);
  const edition = editionOf(DAY, { catalogue: declared, columns });
  const { units } = declared;

  test("a change of an amount is in percent, that of a level in the unit itself", () => {
    expect(edition.signals.read("wti", "contractsOpen", "change1")).toMatchObject({
      signal: { value: expect.closeTo(0.3049, 3), unit: "percent" },
    });
    expect(edition.signals.read("wti", "inventory", "change1")).toMatchObject({
      signal: { value: -1, unit: "barrels", decimals: 0 },
    });
  });

  test("are measured, written with their nouns, and check clean", () => {
    const narrative = readNarrative(RULE, "open-interest.md", "oil/open-interest", {
      ...ground,
      catalogue: declared,
    });
    const findings = narrate([narrative], edition);
    expect(findings).toHaveLength(1);
    const language = loadLanguage(world, ROOT, "en", units);
    const desk = deskOf(
      language,
      "en",
      scales,
      ground.bindables,
      [],
      "https://example.org/methodology/",
    );
    const texts: string[] = [];
    const vocabulary = loadFigureVocabulary(world, ROOT, "en", units);
    expect(faultsOfPhrasings(findings, edition, desk, vocabulary, texts)).toEqual([]);
    expect(texts.join("\n")).toContain("stood at 1.3 billion barrels, +1.5% in the week");
    expect(texts.join("\n")).toContain("inventory was 42,001 barrels, a change of −1 barrel.");
  });
});
