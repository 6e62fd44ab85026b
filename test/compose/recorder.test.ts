import fc from "fast-check";
import { expect, test } from "vitest";
import { sentencesOf, skeletonDigest } from "../../generator/base/sentences.ts";
import { Recorder, type FactDraft } from "../../generator/compose/print/recorder.ts";

function draft(text: string): FactDraft {
  return {
    id: "",
    text,
    value: 1,
    unit: "count",
    decimals: 0,
    magnitude: 1,
    direction: "none",
    subjects: [],
    origin: "parameter",
    ref: `test:${text}`,
    sources: [],
    inputs: [],
  };
}

test("facts are numbered in the order of the text, not of the rendering", () => {
  const recorder = new Recorder();
  const [second, first] = [recorder.mark(draft("2")), recorder.mark(draft("1"))];
  expect(recorder.settle(`From ${first} to ${second}.`)).toBe("From 1 to 2.");
  expect(recorder.facts().map(({ id, text }) => `${id}=${text}`)).toEqual(["f1=1", "f2=2"]);
});

test("a figure that is rendered but not printed is no fact", () => {
  const recorder = new Recorder();
  recorder.mark(draft("9"));
  recorder.settle("Nothing here.");
  expect(recorder.facts()).toEqual([]);
});

test("each sentence of each line keeps its own facts", () => {
  const recorder = new Recorder();
  const [a, b, c] = ["1.5%", "2", "3"].map((text) => recorder.mark(draft(text)));
  recorder.settle(`- Up ${a} to ${b}. Then ${c}.\n- Again ${a}.`);
  recorder.settle(`### Why ${a}?`);
  expect(recorder.sentences()).toEqual([
    { skeleton: skeletonDigest("Up # to #."), facts: ["f1", "f2"] },
    { skeleton: skeletonDigest("Then #."), facts: ["f3"] },
    { skeleton: skeletonDigest("Again #."), facts: ["f1"] },
    { skeleton: skeletonDigest("Why #?"), facts: ["f1"] },
  ]);
});

test("no mark is left in a settled text", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.stringMatching(/^[\d.,%$]{1,8}$/))), (pieces) => {
      const recorder = new Recorder();
      const plain = pieces
        .map(([words, figure]) => `${words.replace(/[\uE000-\uF8FF]/g, "")}${figure}`)
        .join("");
      const marked = pieces
        .map(
          ([words, figure]) =>
            `${words.replace(/[\uE000-\uF8FF]/g, "")}${recorder.mark(draft(figure))}`,
        )
        .join("");
      expect(recorder.settle(marked)).toBe(plain);
    }),
  );
});

test("sentences end where a reader would end them", () => {
  expect(
    sentencesOf(
      "It rose 2.1% to $5. The U.S. Treasury stood still! Did it? “Yes.” 14 days passed.",
    ),
  ).toEqual([
    "It rose 2.1% to $5.",
    "The U.S. Treasury stood still!",
    "Did it?",
    "“Yes.”",
    "14 days passed.",
  ]);
});

test("a skeleton ignores typography and nothing else", () => {
  expect(skeletonDigest("Bitcoin’s rise: #, up")).toBe(skeletonDigest("bitcoin's  rise #  up"));
  expect(skeletonDigest("Bitcoin rose #")).not.toBe(skeletonDigest("Bitcoin fell #"));
  expect(skeletonDigest("# and #")).not.toBe(skeletonDigest("# and"));
});

const coin = { subject: "coin", head: "Coinbase", first: "Coinbase (COIN)", later: "Coinbase" };
const its = { ...coin, first: "Coinbase's", later: "Coinbase's", pronoun: "its" };
const other = { subject: "mstr", head: "Strategy", first: "Strategy", later: "Strategy" };

test("a subject is called in full where the body first names it", () => {
  const recorder = new Recorder();
  const name = recorder.name(coin);
  expect(recorder.settle(`${name} rises`, "head")).toBe("Coinbase rises");
  expect(recorder.settle(`${name} rose.`)).toBe("Coinbase (COIN) rose.");
  expect(recorder.settle(`Then ${name} fell.`)).toBe("Then Coinbase fell.");
});

test("a pronoun stands only where no other subject can be meant", () => {
  const recorder = new Recorder();
  const [a, of, b] = [recorder.name(coin), recorder.name(its), recorder.name(other)];
  expect(recorder.settle(`${a} rose. ${of} RSI fell.`)).toBe("Coinbase (COIN) rose. Its RSI fell.");
  expect(recorder.settle(`${a} and ${b} rose. ${of} RSI fell.`)).toBe(
    "Coinbase and Strategy rose. Coinbase's RSI fell.",
  );
  expect(recorder.settle(`Trading was thin. ${of} RSI fell.`)).toBe(
    "Trading was thin. Coinbase's RSI fell.",
  );
});
