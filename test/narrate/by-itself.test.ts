import { expect, test } from "vitest";
import { subjectsByThemselves } from "../../generator/narrate/by-itself.ts";
import type { Binding, Bindings } from "../../generator/narrate/bindable/bindable.ts";
import type { Catalogue, Subject } from "../../generator/publication/catalogue.ts";

const subjects = new Map(
  ["a", "b", "c", "d", "index"].map((id) => [id, { id } as unknown as Subject] as const),
);
const catalogue = { subjects } as unknown as Catalogue;

/** A rule whose names stand for these subjects. */
function about(...names: readonly (readonly string[] | undefined)[]): { bindings: Bindings } {
  const bindings = names.map((ids, at): [string, Binding] => [
    `name${at}`,
    { ...(ids && { subjects: () => ids.map((id) => subjects.get(id)!) }) } as unknown as Binding,
  ]);
  return { bindings: new Map(bindings) };
}

const idsOf = (...rules: readonly { bindings: Bindings }[]): string[] =>
  subjectsByThemselves(rules, catalogue).map(({ id }) => id);

const EACH = ["a", "b", "c", "d"];

test("what is told of one subject, or of one beside another that all share, is told by itself", () => {
  expect(idsOf(about(EACH))).toEqual([...EACH, "index"]);
  expect(idsOf(about(EACH), about(["index"], EACH, undefined))).toEqual(EACH);
  expect(idsOf(about(["index"], ["a"]), about(["index"], EACH))).toEqual(EACH);
});

test("of two subjects that one rule is about at once, one is shared", () => {
  expect(idsOf(about(["a"], ["b"]))).toEqual(["a", "c", "d", "index"]);
  expect(idsOf(about(["a"], ["b"]), about(EACH, ["b"]))).toEqual(["a", "c", "d", "index"]);
  expect(idsOf(about(EACH, EACH))).toEqual(["index"]);
});
