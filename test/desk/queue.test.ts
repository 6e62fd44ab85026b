import { readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readOnDisk } from "../../generator/articles/on-disk.ts";
import { differences } from "../../generator/desk/article/differences.ts";
import { changesLine, changesOf, largeMove } from "../../generator/desk/index/changes.ts";
import { openIndex } from "../../generator/desk/index/article-index.ts";
import type { Entry } from "../../generator/desk/index/entry.ts";
import type { Look } from "../../generator/desk/index/look.ts";
import {
  byUrgency,
  isClean,
  isOpen,
  URGENCIES,
  urgencyOf,
} from "../../generator/desk/index/urgency.ts";
import { browserModules } from "../../generator/desk/theme/browser-modules.ts";
import { catalogue, ROOT, scales, world } from "../support/bundle.ts";
import { own } from "../support/own.ts";
import { makeFolder, removeFolder } from "../support/room.ts";

const read = (path: string) => readOnDisk(world, ROOT, `content/editions/${path}.md`);
const [today, yesterday] = [read("2025-05-08/market-wrap"), read("2025-05-07/market-wrap")];

const looks = fc.record<Look>({
  textHash: fc.constant(""),
  standing: fc.constantFrom("draft", "edited", "unsigned", "broken"),
  errors: fc.nat(2),
  blocked: fc.constant(undefined),
  waived: fc.nat(1),
  byHand: fc.nat(1),
  figures: fc.nat(9),
  changes: fc.constant(""),
  fresh: fc.nat(2),
  move: fc.option(fc.constant("up 8%"), { nil: undefined }),
});

const entryOf = (slug: number): Entry => ({
  day: `2025-05-0${1 + (slug % 8)}`,
  slug: `a${slug}`,
  file: "",
  title: "",
  story: "",
  standing: "draft",
  review: undefined,
  scheduled: undefined,
  isPublished: false,
  digest: "",
});

test("the queue never has what is less urgent before what is more urgent", () => {
  fc.assert(
    fc.property(fc.array(fc.option(looks, { nil: undefined }), { maxLength: 20 }), (all) => {
      const found = new Map(all.map((look, at) => [entryOf(at), look]));
      const sorted = [...found.keys()].toSorted(byUrgency((entry) => found.get(entry)));
      const ranks = sorted.map((entry) => URGENCIES.indexOf(urgencyOf(found.get(entry))));
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    }),
  );
});

test("what is approved without being read has no error, no waiver and no sentence of a person", () => {
  fc.assert(
    fc.property(looks, fc.boolean(), (look, isPublished) => {
      expect(isClean({ ...entryOf(1), isPublished }, look)).toBe(
        !isPublished && look.errors + look.waived + look.byHand === 0,
      );
    }),
  );
});

test("what changed since the article before is told in one line: new narratives, what is gone, values", () => {
  const line = changesLine(changesOf(catalogue, today.facts, yesterday.facts));
  expect(line).toContain("New: year high (Bitcoin)");
  expect(line).toContain("Bitcoin price $97,032, was $96,802");
  expect(line).not.toContain("\n");
  expect(changesLine(changesOf(catalogue, today.facts, today.facts))).toBe(
    "Tells the same as the one before.",
  );
});

test("a move is large from where the scale of moves says so", () => {
  expect(largeMove(today.facts, scales.get("move"))).toBeUndefined();
  const large = {
    ...today.facts,
    facts: today.facts.facts.map((fact) =>
      fact.ref === "btc.close.change1" ? { ...fact, value: -4.2 } : fact,
    ),
  };
  expect(largeMove(large, scales.get("move"))?.ref).toBe("btc.close.change1");
});

test("two texts differ by whole words and figures, and only where they differ", () => {
  const { article } = today;
  const edited = { ...article, body: article.body.replace("$1,811.61", "$1,911.61") };
  expect(differences(article, article)).toEqual([]);
  const [part, ...others] = differences(article, edited);
  expect(others).toEqual([]);
  const pieces = part?.paragraphs.flatMap((each) => each.pieces) ?? [];
  expect(pieces.flatMap(({ text, isNew, isGone }) => (isNew || isGone ? text : []))).toEqual([
    "$1,811.61",
    "$1,911.61",
  ]);
});

test("every package that a module of the desk imports is served, under an address that a browser knows", () => {
  const { sources } = browserModules(world, ROOT);
  expect([...sources.keys()]).toEqual(expect.arrayContaining(["editor.js", "@codemirror/view.js"]));
  const imported = [...sources].flatMap(([name, text]) =>
    [...text.matchAll(/\b(?:from|import)\s*"([^"]+)"/g)].map(([, to = ""]) =>
      new URL(to, `http://desk/${name}`).pathname.slice(1),
    ),
  );
  expect(imported.filter((each) => !sources.has(each))).toEqual([]);
});

test("an approved article that was edited since waits for a person, also when its file was written in place", async () => {
  const home = makeFolder("desk");
  const file = own(home, "content/editions/2025-05-08/market-wrap.md");
  own(home, "content/editions/2025-05-08/market-wrap.facts.json");
  let now = Date.parse("2025-05-08T12:00:00Z");
  const index = openIndex({ ...world, now: () => now }, home);
  await index.whole;
  const waiting = (): string[] =>
    index
      .all()
      .filter(isOpen)
      .map(({ standing }) => standing);
  expect(waiting()).toEqual([]);
  writeFileSync(file, readFileSync(file, "utf8").replace("Bitcoin gained", "Bitcoin slid"));
  now += 60_000;
  index.refresh();
  expect(waiting()).toEqual(["edited"]);
  writeFileSync(file, readFileSync(file, "utf8").replace(/^approved: .*\n/m, ""));
  now += 60_000;
  index.refresh();
  expect(waiting()).toEqual(["unsigned"]);
  removeFolder(home);
});
