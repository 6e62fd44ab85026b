import fc from "fast-check";
import { expect, test } from "vitest";
import { dayFromNumber, daysFrom, dayNumber, type Day } from "../../../generator/base/day.ts";
import { randomFrom } from "../../../generator/base/random.ts";
import {
  fixed,
  found,
  type Measure,
  type PairMeasure,
} from "../../../generator/measure/definition.ts";
import { measuresOf } from "../../../generator/measure/measures.ts";
import { lacking, single } from "../../../generator/measure/reading.ts";
import { valuesOf } from "../../../generator/measure/signal-values.ts";
import { readsOf } from "../../../generator/narrate/evidence/reads.ts";
import { NOTHING, type Kept } from "../../../generator/narrate/evidence/cache.ts";
import { cutTracks } from "../../../generator/narrate/evidence/track.ts";
import type { Narrative } from "../../../generator/narrate/narrative.ts";
import { compileRule } from "../../../generator/narrate/rules/rule.ts";
import type { Scale } from "../../../generator/narrate/scales/scale.ts";
import type { Catalogue, Claim, Subject } from "../../../generator/publication/catalogue.ts";
import type { Announcement } from "../../../generator/publication/events/event.ts";
import type { Settlement } from "../../../generator/store/settlement.ts";
import type { Stored } from "../../../generator/store/columns.ts";
import {
  bindingsFor,
  catalogue as bundled,
  ground,
  measures as builtIn,
} from "../../support/bundle.ts";
import { calendarNamed, declaredSeries } from "../../support/calendars.ts";
import { ledgerOf, pastOf, type TestPast } from "./support.ts";

/** A publication that a few lines declare, with all that a rule of it can follow from. */
interface World {
  readonly subjects: readonly {
    readonly id: string;
    readonly kind: string;
    readonly list?: string;
  }[];
  /** By id, what stands beside the defaults of a series. */
  readonly series: Readonly<Record<string, object>>;
  readonly rows: Readonly<Record<string, readonly Stored[]>>;
  readonly importance: number;
  readonly market: string;
  readonly announced: readonly Announcement[];
  readonly claims: readonly Claim[];
  readonly settled: readonly Settlement[];
  /** Where the upper band of the scale begins. */
  readonly cut: number;
  /** What changes are held against. */
  readonly threshold: number;
  readonly target: "close" | "volume";
}

const FIRST: Day = "2025-01-01";
const DAYS = daysFrom(FIRST, "2025-04-30");

const at = (day: Day, hours = 8): number => Date.parse(`${day}T00:00:00Z`) + hours * 3_600_000;

/** A value a day, public at eight the next; a walk that the name decides. */
function walked(name: string, from = FIRST): Stored[] {
  const random = randomFrom(name);
  let value = 100;
  return DAYS.filter((day) => day >= from).map((day) => {
    value *= 1 + 0.06 * (random() - 0.5);
    return { day, value, revision: 0, public: at(day, 32) };
  });
}

function event(day: Day, known: Day, more: Partial<Announcement> = {}): Announcement {
  return {
    id: `decision:${day}`,
    kind: "decision",
    day,
    at: `${day}T14:00:00.000Z`,
    known: `${known}T00:00:00.000Z`,
    figures: {},
    ...more,
  };
}

function claimed(id: string, seen: Day, ended?: Day): Claim {
  return {
    id,
    subject: "a",
    quantity: "close",
    reporter: "R",
    medium: "M",
    posted: seen,
    seen: `${seen}T06:00:00Z`,
    figures: [],
    ...(ended && { ended: `${ended}T06:00:00Z` }),
  };
}

const BEGUN: World = {
  subjects: [
    { id: "a", kind: "crypto" },
    { id: "b", kind: "crypto" },
    { id: "ix", kind: "equity_index" },
    { id: "s1", kind: "equity", list: "shares.csv" },
    { id: "s2", kind: "equity", list: "shares.csv" },
    { id: "r", kind: "ratio" },
  ],
  series: {
    "a.close": { second: { by: "x", source: "y", tolerance: 1 } },
    "a.close~second": {},
    "b.close": {},
    "b.volume": {},
    "ix.close": {},
    "s1.close": {},
    "s1.volume": {},
    "s2.close": {},
    "r.close": { source: undefined, derive: { as: "ratio", of: ["a.close", "b.close"] } },
  },
  rows: {
    "a.close": walked("a"),
    "a.close~second": walked("a").map((row, n) => ({
      ...row,
      value: row.value * (n % 9 ? 1 : 1.02),
    })),
    "b.close": walked("b", "2025-01-20"),
    "b.volume": walked("v", "2025-01-20"),
    "ix.close": walked("ix"),
    "s1.close": walked("s1").filter((_, n) => n % 2 === 0),
    "s1.volume": walked("sv"),
    "s2.close": walked("s2", "2025-02-10"),
  },
  importance: 2,
  market: "24/7",
  announced: [event("2025-01-29", "2025-01-01"), event("2025-03-19", "2025-01-01")],
  claims: [claimed("one", "2025-02-20")],
  settled: [],
  cut: 1,
  threshold: 1,
  target: "close",
};

function catalogueOf({ subjects, series, importance, market }: World): Catalogue {
  return {
    ...bundled,
    subjects: new Map(
      subjects.map(({ id, kind, list }): [string, Subject] => [
        id,
        { id, kind, name: id, symbol: id, aliases: [], calendar: "24/7", ...(list && { list }) },
      ]),
    ),
    series: new Map(
      Object.entries(series).map(([id, more]) => {
        const [base = ""] = id.split("~");
        const declared = declaredSeries({
          id: base,
          title: id,
          unit: "USD",
          source: "x",
          calendar: "24/7",
          lag: "PT8H",
          staleAfter: 2,
          range: [0, 1e9],
          decimals: 2,
          ...more,
        });
        return [id, base === id ? declared : { ...declared, id, secondOf: base }];
      }),
    ),
    events: new Map([
      [
        "decision",
        {
          id: "decision",
          name: "d",
          source: "x",
          importance,
          zone: "UTC",
          time: "14:00",
          figures: {},
        },
      ],
    ]),
    market: calendarNamed(market),
  };
}

/** How many pairs there are, as a plugin may measure it. */
const pairCount: PairMeasure = {
  method: "pair-count",
  parameters: {},
  countsPairs: true,
  outputs: [fixed("pairCount", "count", 0)],
  compute: (pair, { pairs }) => {
    const returns = pair.returns(2);
    return returns.ok ? found({ pairCount: pairs }, ...returns.used) : returns;
  },
};

function without<T extends object, K extends keyof T>(whole: T, name: K): Omit<T, K> {
  return Object.fromEntries(Object.entries(whole).filter(([each]) => each !== name)) as Omit<T, K>;
}

const isPair = (each: object): each is PairMeasure => !("classes" in each);
const measures = measuresOf(
  builtIn.all.filter((each) => !isPair(each)) as Measure[],
  [...builtIn.all.filter(isPair), pairCount],
  "test",
);

function scaleOf(cut: number): Scale {
  return {
    id: "size",
    title: "t",
    definition: "d",
    unit: "percent",
    range: [-Infinity, Infinity],
    bands: [
      { id: "low", from: -Infinity, to: cut },
      { id: "high", from: cut, to: Infinity },
    ],
  };
}

/** A rule for every way to depend on something. */
function rulesOf(world: World): Narrative[] {
  const { threshold, cut, target } = world;
  const catalogue = catalogueOf(world);
  const scales = new Map([["size", scaleOf(cut)]]);
  const rule = (
    name: string,
    said: Parameters<typeof bindingsFor>[0],
    source: string,
    target?: string,
  ): Narrative => {
    const bindings = bindingsFor(said, catalogue);
    const context = { ...ground, catalogue, measures, scales, bindings };
    const when = compileRule(source, "bool", context, () => ({ file: name, line: 1, column: 1 }));
    if (Array.isArray(when)) throw new Error(when.map(({ message }) => message).join("\n"));
    const evidence = target === undefined ? undefined : { target, horizons: [5] };
    return { id: `test/${name}`, bindings, when, evidence } as unknown as Narrative;
  };
  return [
    rule("rise", { asset: "crypto" }, `asset.close.change1 > ${threshold}.0`, "asset.close"),
    rule("band", { asset: "crypto" }, 'band("size", asset.close.change1) == "high"', "asset.close"),
    rule(
      "both",
      { asset: "a", index: "ix" },
      "asset.close.change1 > 0.0 && index.close.change1 > 0.0",
    ),
    rule("pair", { one: "a", other: "b", pair: ["one", "other"] }, "pair.returns.pairCount > 5.0"),
    rule("monday", { asset: "b" }, 'edition.weekday == "monday"', "asset.close"),
    rule(
      "event",
      { event: "scheduled_event", asset: "a" },
      "event.importance > 1.0 && event.daysAhead <= 2.0",
    ),
    rule("one-event", { event: "decision" }, "event.daysAhead >= 0.0"),
    rule("claim", { claim: "reported_claim", asset: "a" }, "claim.ageDays <= 3.0"),
    rule("sources", { asset: "a" }, "asset.close.sourcesApart > 1.0"),
    rule("covered", { asset: "a" }, 'asset.covered.contains("fund")'),
    rule("ratio", { ratio: "ratio" }, `ratio.close.change1 > ${threshold}.0`, "ratio.close"),
    rule("listed", { stock: "equity" }, "stock.close.change1 > 0.0", `stock.${target}`),
    rule("level", { index: "ix" }, "index.close.support > 0.0"),
    rule("break", { asset: "a" }, "asset.close.breakDays > 1.0"),
  ];
}

function pastIn(world: World): TestPast {
  const past = pastOf(catalogueOf(world), (id) => world.rows[id] ?? [], {
    announcements: () => world.announced,
    claims: () => world.claims,
    settlements: () => world.settled,
  });
  return { ...without(past, "from"), measures };
}

const day = fc.integer({ min: dayNumber(FIRST), max: dayNumber(DAYS.at(-1)!) }).map(dayFromNumber);
const seriesId = fc.constantFrom(...Object.keys(BEGUN.rows));

type Edit = (world: World) => World;

const declares =
  (id: string, more: object): Edit =>
  (world) => ({
    ...world,
    series: { ...world.series, [id]: { ...world.series[id], ...more } },
  });
const fills =
  (id: string, change: (rows: readonly Stored[]) => readonly Stored[]): Edit =>
  (world) => ({ ...world, rows: { ...world.rows, [id]: change(world.rows[id] ?? []) } });

/** One of the things that come to a publication from one day to another. */
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.constantFrom<Edit>(
    // A series beside: of a new subject, of one that is there, with a past that begins before all others.
    (world) => ({
      ...world,
      subjects: [...world.subjects, { id: "far", kind: "dollar_index" }],
      series: { ...world.series, "far.close": {} },
      rows: { ...world.rows, "far.close": walked("far") },
    }),
    (world) => ({
      ...world,
      subjects: [...world.subjects, { id: "c", kind: "crypto" }],
      series: { ...world.series, "c.close": {} },
      rows: { ...world.rows, "c.close": walked("c") },
    }),
    (world) => ({
      ...world,
      subjects: [...world.subjects, { id: "f", kind: "fund" }],
    }),
    (world) => ({ ...world, subjects: world.subjects.toReversed() }),
    (world) => ({
      ...world,
      subjects: world.subjects.map((each) => (each.id === "b" ? { ...each, kind: "fund" } : each)),
    }),
    (world) => ({
      ...world,
      subjects: world.subjects.map(({ id, kind }) => ({ id, kind })),
    }),
    declares("b.volume", {}),
    declares("a.close", { second: undefined }),
    declares("a.close", { staleAfter: 0 }),
    declares("s2.close", { lag: "PT30H" }),
    declares("r.close", { derive: { as: "difference", of: ["a.close", "ix.close"] } }),
    declares("ix.close", { calendar: "XNYS" }),
    (world) => ({ ...world, importance: 1 }),
    (world) => ({ ...world, market: "XNYS" }),
    (world) => ({ ...world, cut: 0 }),
    (world) => ({ ...world, threshold: 2 }),
    (world) => ({ ...world, target: world.target === "close" ? "volume" : "close" }),
    (world) => ({
      ...world,
      settled: DAYS.flatMap((each, n): Settlement[] => {
        const first = world.rows["a.close"]!.find((row) => row.day === each);
        const second = world.rows["a.close~second"]!.find((row) => row.day === each);
        return first && second && n % 2 === 0
          ? [
              {
                series: "a.close",
                day: each,
                first: first.value,
                second: second.value,
                why: "w",
                by: "x" as never,
                at: FIRST,
              },
            ]
          : [];
      }),
    }),
  ),
  fc
    .tuple(seriesId, day, day)
    .map(([id, of, on]) =>
      fills(id, (rows) =>
        rows.flatMap((row) =>
          row.day === of && row.public < at(on)
            ? [row, { ...row, value: row.value * 1.5, revision: row.revision + 1, public: at(on) }]
            : [row],
        ),
      ),
    ),
  fc
    .tuple(seriesId, day)
    .map(([id, of]) => fills(id, (rows) => rows.filter((row) => row.day !== of))),
  fc
    .tuple(seriesId, day)
    .map(([id, of]) =>
      fills(id, (rows) =>
        rows.map((row) => (row.day === of ? { ...row, value: row.value * 0.5 } : row)),
      ),
    ),
  seriesId.map((id) =>
    fills(id, (rows) => [
      ...daysFrom("2024-12-20", "2024-12-31").map((each) => ({
        day: each,
        value: 90,
        revision: 0,
        public: at(each, 32),
      })),
      ...rows,
    ]),
  ),
  fc.tuple(day, day).map(([on, known]): Edit => (world) => ({
    ...world,
    announced: [...world.announced, event(on, known)],
  })),
  day.map((known): Edit => (world) => ({
    ...world,
    announced: [...world.announced, event("2025-03-19", known, { calledOff: true })],
  })),
  fc.tuple(day, fc.option(day, { nil: undefined })).map(([seen, ended]): Edit => (world) => ({
    ...world,
    claims: [...world.claims, claimed("two", seen, ended)],
  })),
);

/** What is kept, and what a cold start gives, of the rules that were asked for, up to a day. */
function told(rules: readonly Narrative[], world: World, to: Day, kept: Kept = NOTHING) {
  const ledger = ledgerOf(pastIn(world), rules, to, kept);
  const { rules: held, entries } = cutTracks(ledger.tracks, () => dayNumber(to));
  const targets = Object.keys(ledgerOf(pastIn(world), rules, to).tracks.entries);
  const tracks = JSON.stringify([
    rules.map(({ id }) => [id, held[id]?.held]),
    targets.map((id) => [id, entries[id]?.steps]),
  ]);
  return { tracks, kept: ledger.kept ?? kept };
}

test("always, whatever was edited meanwhile, the record from what is kept is that which is worked out anew", () => {
  const step = fc.record({
    edits: fc.array(edit, { minLength: 1, maxLength: 3 }),
    to: fc
      .integer({ min: dayNumber("2025-02-20"), max: dayNumber(DAYS.at(-1)!) })
      .map(dayFromNumber),
    asked: fc.subarray(
      rulesOf(BEGUN).map(({ id }) => id),
      { minLength: 1 },
    ),
  });
  fc.assert(
    fc.property(
      day.filter((each) => each > "2025-02-01"),
      fc.array(step, { minLength: 1, maxLength: 3 }),
      (to, steps) => {
        let world = BEGUN;
        let { kept } = told(rulesOf(world), world, to);
        for (const { edits, to: until, asked } of steps) {
          world = edits.reduce((sofar, each) => each(sofar), world);
          const rules = rulesOf(world).filter(({ id }) => asked.includes(id));
          const warm = told(rules, world, until, kept);
          expect(warm.tracks).toBe(told(rules, world, until).tracks);
          ({ kept } = warm);
        }
      },
    ),
    { numRuns: 60 },
  );
});

/** The rules whose record is begun anew where a world has become another, by what is kept of it; no other rule is evaluated on any day. */
function redone(change: Edit): string[] {
  const to = DAYS.at(-1)!;
  const { kept } = told(rulesOf(BEGUN), BEGUN, to);
  const world = change(BEGUN);
  const evaluated = new Set<string>();
  const rules = rulesOf(world).map((rule) => {
    const evaluate: typeof rule.when.evaluate = (values) => {
      evaluated.add(rule.id);
      return rule.when.evaluate(values);
    };
    return { ...rule, when: { ...rule.when, evaluate } };
  });
  const { tracks } = ledgerOf(pastIn(world), rules, to, kept);
  const anew = rules
    .map(({ id }) => id)
    .filter((id) => tracks.rules[id]?.key !== kept.tracks.rules[id]?.key);
  expect(evaluated.difference(new Set(anew))).toEqual(new Set());
  return anew.map((id) => id.slice("test/".length)).sort();
}

const added =
  (id: string, kind: string, from = FIRST): Edit =>
  (world) => ({
    ...world,
    subjects: [...world.subjects, { id, kind }],
    series: { ...world.series, [`${id}.close`]: {} },
    rows: { ...world.rows, [`${id}.close`]: walked(id, from) },
  });

test.each<[string, Edit, readonly string[]]>([
  ["nothing", (world) => world, []],
  ["a quantity more of one of the coins", declares("a.volume", {}), []],
  ["what no rule is about", added("far", "commodity"), ["covered", "pair"]],
  ["an index more, known for longer than all else", added("far", "equity_index"), ["pair"]],
  ["a coin more", added("c", "crypto"), ["band", "pair", "rise"]],
  [
    "another source of a derived series",
    declares("b.close", { staleAfter: 3 }),
    ["band", "pair", "ratio", "rise"],
  ],
  [
    "what is told of a kind of event",
    (world) => ({ ...world, importance: 3 }),
    ["event", "one-event"],
  ],
  ["another cut of a scale", (world) => ({ ...world, cut: 2 }), ["band"]],
  ["the candles of a price whose levels are read", declares("ix.high", {}), ["level"]],
  [
    "shares that stand in a list no more",
    (world) => ({ ...world, subjects: world.subjects.map(({ id, kind }) => ({ id, kind })) }),
    ["listed"],
  ],
  [
    "the sessions of another market",
    (world) => ({ ...world, market: "XNYS" }),
    rulesOf(BEGUN)
      .map(({ id }) => id.slice("test/".length))
      .sort(),
  ],
])("with %s those rules are worked out anew that can read it, and no other", (_, change, rules) => {
  expect(redone(change)).toEqual(rules);
});

test("a bindable that does not say what it reads is worked out anew with anything that is declared", () => {
  const [rule] = rulesOf(BEGUN);
  const vague = (of: World): Narrative => ({
    ...rule!,
    bindings: new Map(
      bindingsFor({ asset: "crypto" }, catalogueOf(of))
        .entries()
        .map(([name, binding]) => [name, without(binding, "declared")]),
    ),
  });
  const reads = (of: World) => readsOf(vague(of), { catalogue: catalogueOf(of), measures });
  const more = added("far", "commodity")(BEGUN);
  expect(reads(BEGUN).stored).toEqual(Object.keys(BEGUN.rows).sort());
  expect(reads(more).declared).not.toEqual(reads(BEGUN).declared);
  expect(reads(BEGUN)).toEqual(reads({ ...BEGUN }));
});

/** Where it may ask for the volume. */
const compute: Measure["compute"] = ({ history, last }, { sibling }) => {
  const volume = sibling("volume");
  return volume?.ok ? found({ test: last }, single(history, last)) : lacking("undefined");
};

test("a measure that reads what it does not name is told so", () => {
  const past = pastIn(BEGUN);
  const view = past.view(at("2025-03-01", 12));
  const asks = (measure: Partial<Measure>) => () =>
    valuesOf(
      view,
      measuresOf(
        [{ ...builtIn.bySignal.get("change1")!, outputs: [fixed("test", "count", 0)], ...measure }],
        [],
        "test",
      ),
    ).read("b", "close", "test");
  expect(asks({ compute })).toThrow('asks for "volume", which is not in its besides');
  expect(asks({ compute, besides: ["volume"] })().ok).toBe(true);
});

test("a pair measure that counts pairs without saying so is told so", () => {
  const silent = without(pairCount, "countsPairs");
  const view = pastIn(BEGUN).view(at("2025-03-01", 12));
  expect(() =>
    valuesOf(view, measuresOf([], [silent], "test")).readPair("a", "b", "pairCount"),
  ).toThrow("without countsPairs");
});
