import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { digestOfDated } from "../../generator/base/digest.ts";
import { currentInput, inputOf, observationsOf } from "../../generator/measure/input.ts";
import { measure } from "../../generator/measure/measure.ts";
import { periods, signalOf, viewWith, walk } from "./fake-view.ts";
import { measures } from "../support/bundle.ts";

const days = periods(6);
const view = viewWith([{ id: "x.close", values: [1, 2.5, 3, 4, 5, 6] }]);
const history = view.history("x.close");

test("an input names its stretch and digests its days and the bytes of its values", () => {
  const plain = createHash("sha256").update(`${days[1]},${days[2]}`);
  for (const value of [2.5, 3]) {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(value);
    plain.update(bytes);
  }
  expect(inputOf(history, 1, 2)).toEqual({
    series: "x.close",
    from: days[1],
    to: days[2],
    count: 2,
    digest: plain.digest("hex").slice(0, 16),
  });
});

test("every stretch of a list of days has the digest of its own days and values, whatever was digested of the list before", () => {
  const { days: list, values } = history;
  for (let from = 0; from <= list.length; from++)
    for (let to = from; to <= list.length; to++)
      expect(digestOfDated(list, values, from, to)).toBe(
        createHash("sha256")
          .update(list.slice(from, to).join())
          .update(new Uint8Array(values.slice(from, to).buffer))
          .digest("hex")
          .slice(0, 16),
      );
});

test("an input keeps its digest when it is written and copied", () => {
  const input = inputOf(history, 0, 3);
  expect(JSON.parse(JSON.stringify(input))).toEqual({ ...input });
  expect(Object.keys(input)).toContain("digest");
});

test("the same data gives the same input in another view", () => {
  const input = inputOf(history, 1, 4);
  expect(currentInput(viewWith([{ id: "x.close", values: [1, 2.5, 3, 4, 5, 6] }]), input)).toEqual(
    input,
  );
});

test("a changed value inside the stretch changes the digest, one outside does not", () => {
  const input = inputOf(history, 1, 4);
  const digestWith = (values: number[]): string =>
    currentInput(viewWith([{ id: "x.close", values }]), input).digest;
  expect(digestWith([1, 2.5, 3, 4, 5.01, 6])).not.toBe(input.digest);
  expect(digestWith([9, 2.5, 3, 4, 5, 9])).toBe(input.digest);
});

test("a value that is missing in the other view changes count and digest", () => {
  const input = inputOf(history, 1, 4);
  const other = viewWith([
    { id: "x.close", values: [1, 2.5, 3, 4, 5, 6], without: [days[4]!, days[2]!] },
  ]);
  const current = currentInput(other, input);
  expect(current).toMatchObject({ from: days[1], to: days[4], count: 2 });
  expect(current.digest).not.toBe(input.digest);
});

test("an input of a series that is not declared any more has no observations", () => {
  const current = currentInput(viewWith([]), inputOf(history, 1, 4));
  expect(current.count).toBe(0);
  expect(observationsOf(viewWith([]), current)).toEqual([]);
});

test("the observations behind an input come with the instants at which they were public", () => {
  expect(observationsOf(view, inputOf(history, 4, 5))).toEqual([
    { day: days[4], value: 5, public: history.publics[4] },
    { day: days[5], value: 6, public: history.publics[5] },
  ]);
});

test("of a pair only a common day changes the input", () => {
  const btc = walk(60);
  const fund = { id: "fund.close", calendar: "XNYS", values: walk(40, 2) } as const;
  const before = viewWith([{ id: "btc.close", values: btc }, fund]);
  const [input] = signalOf(before, "btc+fund.returns.correlation30").inputs;
  const digestWithout = (day: string): string => {
    const values = btc.map((value, at) => (periods(60)[at] === day ? value + 1 : value));
    return currentInput(viewWith([{ id: "btc.close", values }, fund]), input!).digest;
  };
  expect(digestWithout("2025-05-03")).toBe(input!.digest);
  expect(digestWithout("2025-05-02")).not.toBe(input!.digest);
});

test("the digest of what was read changes with every value that was read, and with no other", () => {
  const values = walk(60);
  const readWith = (at: number | undefined, names: readonly string[]): string => {
    const changed = values.map((value, index) => (index === at ? value + 1 : value));
    const signals = measure(viewWith([{ id: "x.close", values: changed }]), measures);
    for (const name of names) signals.read("x", "close", name);
    return signals.digest();
  };
  const read = (at: number | undefined): string => readWith(at, ["last", "sma50", "sma200"]);
  expect(readWith(undefined, ["sma50", "last", "last", "sma50Distance"])).toBe(read(undefined));
  expect(readWith(undefined, ["last"])).not.toBe(read(undefined));
  for (let at = 0; at < 10; at++) expect(read(at)).toBe(read(undefined));
  for (let at = 10; at < 60; at++) expect(read(at)).not.toBe(read(undefined));
});
