import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bandFor,
  bandOf,
  loadScales,
  problemsOfCalm,
  problemsOfInstead,
  verbsFor,
  type Scale,
} from "../../generator/narrate/scales/scale.ts";
import { catalogue, measures, scales } from "../support/bundle.ts";
import { worldOf } from "../support/memory-files.ts";
import { placesOf, problemsOf } from "../support/problems.ts";

const HEAD = `id: heat
title: Heat
definition: How warm it is.
unit: points
range: [0, 100]
bands:
`;

function problems(bands: string, head = HEAD): ReturnType<typeof problemsOf> {
  return problemsOf(() =>
    loadScales(worldOf({ "/home/templates/scales/heat.yaml": head + bands }), "/home"),
  );
}

const COLD = "  - { id: cold, from: 0, to: 50, words: [cold] }\n";
const HOT = "  - { id: hot, from: 50, to: 100, words: [hot] }\n";

describe("a scale", () => {
  test("that covers its range is clean", () => {
    expect(problems(COLD + HOT)).toEqual([]);
  });

  test.each([
    ["a gap", COLD + "  - { id: hot, from: 60, to: 100, words: [hot] }\n", "8:22 scale-gap"],
    [
      "an overlap",
      COLD + "  - { id: hot, from: 40, to: 100, words: [hot] }\n",
      "8:22 scale-overlap",
    ],
    [
      "a band that ends before it starts",
      "  - { id: cold, from: 0, to: -5, words: [cold] }\n",
      "7:30 scale-order",
    ],
    ["an end short of the range", COLD, "7:30 scale-gap"],
    [
      "an end beyond the range",
      `${COLD}  - { id: hot, from: 50, to: 120, words: [hot] }\n`,
      "8:30 scale-overlap",
    ],
    ["a band named twice", COLD + HOT.replace("hot", "cold"), "8:11 repeated-band"],
    ["an unknown key", `${COLD}${HOT}colour: red\n`, "9:9 schema"],
  ])("with %s is refused at its place", (_what, bands, place) => {
    expect(placesOf(problems(bands))).toContain(place);
  });

  test("must be called as its file is", () => {
    expect(placesOf(problems(COLD + HOT, HEAD.replace("heat", "cold-and-hot")))).toEqual([
      "1:5 scale-id",
    ]);
  });

  test("that is no YAML is refused with its line", () => {
    expect(placesOf(problems("  - { id: cold, from: [\n"))[0]).toMatch(/^\d+:\d+ yaml$/);
  });
});

test("a value on a cut point belongs to the band that begins there", () => {
  const rsi = scales.get("rsi")!;
  expect(bandOf(rsi, 29.999).id).toBe("oversold");
  expect(bandOf(rsi, 30).id).toBe("weak");
  expect(bandOf(rsi, 70).id).toBe("overbought");
  expect(bandOf(rsi, 100).id).toBe("overbought");
});

test("the verb of a move follows the per cent beside it, so that a larger one never has a smaller verb", () => {
  const move = scales.get("move")!;
  expect(bandFor(move, 0.3, 3.3).id).toBe("moderate");
  expect(bandFor(move, 2.8, -1.8).id).toBe("moderate");
  expect(bandFor(move, 1.1, -6.3).id).toBe("large");
  expect(bandFor(move, 1.6, 8.0).id).toBe("exceptional");
  expect(bandFor(move, 2.8, -0.6).id).toBe("slight");
});

/** What is said of the scales where one of them names others so. */
function saidOf(instead: Record<string, string>): string[] {
  const changed = new Map([...scales, ["rsi", { ...scales.get("rsi")!, instead }] as const]);
  return problemsOfInstead(changed, catalogue.kinds).map(({ message }) => message);
}

describe("the verb of a move is that of what the kind of subject has in its place", () => {
  const { kinds } = catalogue;
  const moved = (kind: string | undefined, percent: number, by = 0.1): string | undefined =>
    verbsFor(scales.get("move")!, { by, percent, kind, isCalm: true }, scales, kinds).up?.[0];

  test("as half a per cent is a rise of a currency and little of a coin", () => {
    expect(moved("currency_pair", 0.5)).toBe("rose");
    expect(moved("crypto", 0.5)).toBe("edged up");
    expect(moved(undefined, 0.5)).toBe("edged up");
    expect(moved("currency_pair", -2.1)).toBe("surged");
  });

  test("by the nearest kind above it", () => {
    expect(moved("equity_index", 2.1)).toBe("jumped");
    expect(moved("fund", 2.1)).toBe("jumped");
    expect(moved("spot_etf", 2.1)).toBe("rose");
  });

  test("and a kind or scale that there is not, or one of no per cent, is named", () => {
    expect(saidOf({ stone: "move" })).toEqual(['instead.stone: There is no kind "stone".']);
    expect(saidOf({ asset: "mov" })).toEqual(['instead.asset: There is no scale "mov".']);
    expect(saidOf({ asset: "move" })).toEqual([
      'instead.asset: "move" is counted in z; expected percent.',
    ]);
    expect(saidOf({ asset: "rsi", index: "index-move" })).toEqual([]);
  });
});

test("a day that was not calm has no verb that calls it small, and its large ones stay", () => {
  const verbs = [true, false].flatMap((isCalm) =>
    (
      [
        ["crypto", 0.6],
        ["fund", 0.3],
        ["crypto", 8],
      ] as const
    ).map(([kind, percent]) => {
      const move = { by: 0.1, percent, kind, isCalm };
      return verbsFor(scales.get("move")!, move, scales, catalogue.kinds).up?.[0];
    }),
  );
  expect(verbs).toEqual(["edged up", "edged up", "surged", "gained", "gained", "surged"]);
});

test.each([
  ["volume.ratio30", []],
  ["volum.ratio30", ['calm: there is no "volum" for "volum.ratio30".']],
  ["close.dayRangeRatio3", ['calm: there is no "dayRangeRatio3" for "close.dayRangeRatio3".']],
])("what a calm day stays below is a signal that there is: %s", (path, said) => {
  const changed = new Map([["move", { ...scales.get("move")!, calm: { [path]: 2 } }]]);
  const problemsFound = problemsOfCalm(changed, catalogue.quantities, measures.signals);
  expect(problemsFound.map(({ message }) => message)).toEqual(said);
});

test("a scale of sizes takes a negative value by its size, one with a negative range by its value", () => {
  expect(bandOf(scales.get("move")!, -3.1).id).toBe("exceptional");
  expect(bandOf(scales.get("drawdown")!, -10.4).id).toBe("correction");
  const [below, above] = [
    { id: "against", from: -1, to: 0 },
    { id: "with", from: 0, to: 1 },
  ];
  const signed: Scale = { ...scales.get("move")!, range: [-1, 1], bands: [below!, above!] };
  expect(bandOf(signed, -0.4).id).toBe("against");
});

test("every value falls into exactly one band of every bundled scale", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...scales.values()),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      (scale, value) => {
        const [low, high] = scale.range;
        fc.pre(value >= low && value < high);
        const holding = scale.bands.filter((band) => band.from <= value && value < band.to);
        expect(holding).toEqual([bandOf(scale, value)]);
      },
    ),
  );
});
