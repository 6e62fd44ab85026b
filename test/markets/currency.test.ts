import fc from "fast-check";
import { expect, test } from "vitest";
import type { Day } from "../../generator/base/day.ts";
import { loadFigureVocabulary } from "../../generator/check/figures/vocabulary.ts";
import { narrate } from "../../generator/narrate/narrate.ts";
import type { Catalogue } from "../../generator/publication/catalogue.ts";
import { publicByLag } from "../../generator/publication/lag.ts";
import { UNITS } from "../../generator/publication/units.ts";
import { columnsOf, type Columns } from "../../generator/store/columns.ts";
import { catalogue, ROOT, world } from "../support/bundle.ts";
import { declaredSeries } from "../support/calendars.ts";
import { desk, editionOf, narratives } from "../support/edition.ts";
import { faultsOfPhrasings } from "../support/phrasings.ts";

const DAY: Day = "2025-05-09";
const SIGNS: Readonly<Record<string, string>> = { EUR: "€", GBP: "£", JPY: "¥", USD: "$" };

const SUBJECTS = [
  { id: "werk", kind: "equity", name: "Werk", calendar: "XETR" },
  { id: "oil", kind: "crude_oil", name: "Brent", calendar: "XNYM" },
  { id: "rate", kind: "currency_pair", name: "Paar", calendar: "FX" },
].map((each) => ({ ...each, symbol: each.name, aliases: [] }));

const vocabulary = loadFigureVocabulary(world, ROOT, "en", UNITS);

/** A share, a barrel and a currency, all quoted in one currency. */
function catalogueIn(currency: string): Catalogue {
  const series = SUBJECTS.map(({ id, name, calendar }) =>
    declaredSeries({
      id: `${id}.close`,
      title: `${name} price`,
      unit: currency,
      source: "yahoo",
      calendar,
      lag: "PT1M",
      staleAfter: 2,
      range: [0.01, 1_000_000],
      decimals: 2,
    }),
  );
  return {
    ...catalogue,
    subjects: new Map(SUBJECTS.map((each) => [each.id, each])),
    series: new Map(series.map((each) => [each.id, each])),
  };
}

/** Steps of a price in tenths of a per cent: of a coin, of a currency and of one that hardly moves, whose figures print as none. */
const STEPS = fc
  .tuple(
    fc.constantFrom(0.02, 0.1, 0.3, 1, 1, 2),
    fc.array(fc.integer({ min: -45, max: 46 }), { minLength: 2, maxLength: 23 }),
  )
  .map(([size, tenths]) => tenths.map((each) => each * size));

/** Prices that go up and down by steps in tenths of a per cent, over and over, as far back as the averages look. */
function pricesOf(declared: Catalogue, id: string, tenths: readonly number[]): Columns {
  const series = declared.series.get(id)!;
  const days: Day[] = [];
  let day: Day = "2025-05-09";
  while (days.length < 260) days.push((day = series.calendar.previous(day)));
  let price = 100;
  return columnsOf(
    days.toReversed().map((each, at) => {
      price *= 1 + tenths[at % tenths.length]! / 1000;
      return { day: each, value: price, revision: 0, public: publicByLag(series, each) };
    }),
  );
}

test("a rule for any asset prints in the currency of its subject, and in no other", () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(SIGNS)), STEPS, (currency, tenths) => {
      const declared = catalogueIn(currency);
      const ids = [...declared.series.keys()];
      const columns = new Map(ids.map((id) => [id, pricesOf(declared, id, tenths)]));
      const edition = editionOf(DAY, { catalogue: declared, columns, claims: [] });
      const findings = narrate(narratives, edition).filter(({ bound }) =>
        bound.values().some(({ subject }) => subject !== undefined),
      );
      const written: string[] = [];
      expect(faultsOfPhrasings(findings, edition, desk, vocabulary, written)).toEqual([]);
      const text = written.join("\n");
      const printed = Object.keys(SIGNS).filter((code) => text.includes(SIGNS[code]!));
      expect(printed).toEqual(findings.length > 0 ? [currency] : []);
      for (const word of [/crypto/i, /\bcoins?\b/i, /venues/i, /UTC close/])
        expect(text).not.toMatch(word);
    }),
    { numRuns: 200, seed: 20_250_509 },
  );
});
