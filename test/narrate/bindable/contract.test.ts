import { describe, expect, test } from "vitest";
import { isDay } from "../../../generator/base/day.ts";
import { UNITS } from "../../../generator/publication/units.ts";
import { Drafter } from "../../../generator/compose/print/drafting.ts";
import { ArticlePrinter } from "../../../generator/compose/print/printer.ts";
import { Recorder } from "../../../generator/compose/print/recorder.ts";
import type { Binding, ForValue, Statement } from "../../../generator/narrate/bindable/bindable.ts";
import { keyOf, typeOf, type Named } from "../../../generator/narrate/bindable/named.ts";
import { bindingsOf, valueOf } from "../../../generator/narrate/rules/evaluate.ts";
import { faultsOfExamples } from "../../../generator/narrate/rules/examples.ts";
import { bindingOf, resolve } from "../../../generator/narrate/rules/names.ts";
import { compileRule, type Rule } from "../../../generator/narrate/rules/rule.ts";
import { compileTemplate } from "../../../generator/narrate/templates/template.ts";
import { bindables, bindingsFor, catalogue, ground, scales } from "../../support/bundle.ts";
import { desk, editionOf } from "../../support/edition.ts";

/** What `for:` says for each bindable, what may be named of it, and a name that is nearly one of these. */
const MEMBERS: Readonly<
  Record<
    string,
    { readonly said: ForValue; readonly names: readonly string[]; readonly near: string }
  >
> = {
  subject: {
    said: "crypto",
    names: ["id", "kind", "name", "symbol", "proxy", "close.last", "close.rsi14"],
    near: "nmae",
  },
  pair: { said: ["index", "asset"], names: ["returns.correlation30"], near: "retuns.beta60" },
  claim: {
    said: "reported_claim",
    names: ["subject", "quantity", "reporter", "medium", "posted", "ageDays", "level", "multiple"],
    near: "levle",
  },
  event: {
    said: "fed-decision",
    names: [
      "kind",
      "name",
      "day",
      "time",
      "localTime",
      "place",
      "localDay",
      "daysAhead",
      "hoursSince",
      "importance",
      "lower",
      "previousLower",
      "previousLowerSince",
    ],
    near: "dayAhead",
  },
};

/** Whether a stated value is one of its unit. */
function isOf(unit: string, value: number | string): boolean {
  if (unit === "date") return isDay(String(value));
  return unit === "time" ? /^\d\d:\d\d$/.test(String(value)) : Number.isFinite(value);
}

const place = { file: "test.md", line: 1, column: 1 };
const edition = editionOf("2025-05-08");
const before = bindingsFor({ index: "sp500", asset: "btc" });

test("every bindable is held to the contract", () => {
  expect(Object.keys(MEMBERS)).toEqual([...bindables.keys()]);
  for (const [id, bindable] of bindables) expect(bindable.id).toBe(id);
});

describe.each(Object.entries(MEMBERS))("what rules call a %s", (id, { said, names, near }) => {
  const bindable = bindables.get(id)!;
  const binding = bindingOf(said, bindables, { catalogue, before }) as Binding;
  const bindings = new Map([...before, ["it", binding]]);
  const nameable = { ...ground, bindings };
  const ways = bindingsOf(bindings, edition.view);
  const named = names.map((name): Named => resolve(["it", ...name.split(".")], nameable) as Named);

  test("takes its own values of `for:` and no other's", () => {
    expect(binding.bindable).toBe(bindable);
    expect(binding.key).not.toBe("");
    for (const word of bindable.words(catalogue))
      expect(bindingOf(word, bindables, { catalogue, before })).toMatchObject({ key: word });
    const others = Object.entries(MEMBERS).filter(([other]) => other !== id);
    for (const [, { said: value }] of others)
      expect(bindable.read(value, { catalogue, before })).toBeUndefined();
  });

  test("knows its names and refuses another with the nearest", () => {
    expect(named.map(keyOf)).toEqual(names.map((name) => `it.${name}`));
    const unknown = resolve(["it", ...near.split(".")], nameable);
    expect(unknown).toMatchObject({ kind: "unknown", advice: expect.stringContaining("mean") });
  });

  test("is cast in every way there is, each once, and no subject twice", () => {
    expect(ways.length).toBeGreaterThan(0);
    const ids = ways.map((way) => [...way.values()].map((bound) => bound.id).join());
    expect(new Set(ids).size).toBe(ids.length);
    for (const way of ways) {
      const subjects = [...way.values()].flatMap(({ subject }) => subject?.id ?? []);
      expect(new Set(subjects).size).toBe(subjects.length);
    }
  });

  test("is about subjects and series that are declared", () => {
    for (const bound of ways.map((way) => way.get("it")!)) {
      for (const subject of bound.subjects) expect(catalogue.subjects.has(subject)).toBe(true);
      for (const series of bound.seriesOf("close")) expect(catalogue.series.has(series)).toBe(true);
    }
    for (const subject of binding.subjects?.(catalogue) ?? [])
      expect(catalogue.subjects.get(subject.id)).toBe(subject);
  });

  test("gives rules values of the types that its names have", () => {
    const known = named.map((each) => {
      const values = ways.map((way) => valueOf(each, way, edition));
      return [
        keyOf(each),
        ...new Set(values.flatMap((value) => (value === undefined ? [] : typeof value))),
      ];
    });
    expect(known).toEqual(named.map((each) => [keyOf(each), typeOf(each)]));
  });

  test("is read by rules and held in their examples", () => {
    for (const each of named) {
      const key = keyOf(each);
      const rule = compileRule(`${key} == ${key}`, "bool", nameable, () => place) as Rule;
      const given = typeOf(each) === "number" ? 1 : "x";
      const wrong = typeOf(each) === "number" ? "x" : 1;
      const faults = (value: number | string): number =>
        faultsOfExamples([{ given: { [key]: value }, holds: true }], rule, nameable).length;
      expect([key, faults(given), faults(wrong)]).toEqual([key, 0, 1]);
    }
  });

  test("states values that can be traced to who stated them", () => {
    const printed = ways.flatMap((way) =>
      named.map((each): [string, string | Statement | undefined] => {
        if (each.kind === "signal" || each.kind === "edition") return [each.kind, ""];
        return [each.kind, way.get("it")!.print(each.name)];
      }),
    );
    expect(
      printed.filter(([kind, print]) => kind === "figure" && typeof print === "string"),
    ).toEqual([]);
    const stated = printed.flatMap(([, print]) => (typeof print === "object" ? [print] : []));
    for (const statement of stated) {
      const { value, unit, ref, subjects, sources = [] } = statement;
      expect([...UNITS.keys()]).toContain(unit);
      expect(isOf(unit, value)).toBe(true);
      expect(subjects.filter((subject) => !catalogue.subjects.has(subject))).toEqual([]);
      for (const source of sources) expect(catalogue.sources.has(source)).toBe(true);
      const said = bindable.saidBy?.(ref, edition.view)?.reporter;
      expect(sources[0] ?? said).toBeTruthy();
    }
  });

  test("prints what its names say, each figure as a fact", () => {
    const recorder = new Recorder();
    const printer = new ArticlePrinter(new Drafter(edition, desk.language), recorder, scales);
    for (const each of named.filter(({ kind }) => kind !== "number")) {
      const template = compileTemplate(`It is {{${keyOf(each)}}}.`, nameable, place);
      if (Array.isArray(template)) throw new Error(template[0]?.message);
      const way = ways.find((one) => valueOf(each, one, edition) !== undefined)!;
      const facts = recorder.facts().length;
      expect(recorder.settle(printer.render(template, way)!)).toMatch(/^It is \S.*\.$/);
      const isFigure = each.kind === "signal" || each.kind === "figure";
      expect(recorder.facts().length - facts).toBeGreaterThanOrEqual(isFigure ? 1 : 0);
    }
  });

  test("has a digest that changes with what is known of it, where the series do not decide", () => {
    const nothing = editionOf("2025-05-08", { claims: [] });
    const cast = bindingsOf(bindings, nothing.view);
    const isSame = JSON.stringify(cast) === JSON.stringify(ways);
    expect(bindable.data?.(nothing.view) === bindable.data?.(edition.view)).toBe(isSame);
    expect(isSame).toBe(cast.length === ways.length);
  });
});

test("a pair takes two single subjects that stand before it", () => {
  const context = { catalogue, before: bindingsFor({ asset: "btc", claim: "reported_claim" }) };
  expect(bindingOf(["asset", "asett"], bindables, context)).toMatchObject({
    advice: 'Did you mean "asset"?',
  });
  expect(bindingOf(["asset", "claim"], bindables, context)).toMatchObject({
    message: 'The pair names "claim", which is no subject.',
  });
});

test("what nothing is called is refused with the nearest of all words", () => {
  const { advice } = bindingOf("reported_clam", bindables, { catalogue, before }) as {
    advice: string;
  };
  expect(advice).toBe('Did you mean "reported_claim"?');
});
