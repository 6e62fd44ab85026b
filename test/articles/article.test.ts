import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  contentDigest,
  formatArticle,
  parseArticle,
  type FrontMatter,
} from "../../generator/articles/article.ts";
import { AUTOMATIC, saveDraft } from "../../generator/articles/editions.ts";
import { formatFacts, parseFacts } from "../../generator/articles/facts-file.ts";
import { readOnDisk } from "../../generator/articles/on-disk.ts";
import { STATES } from "../../generator/articles/states.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { NOTE } from "../check/note.ts";
import { temporaryFolder } from "../gather/support.ts";
import { problemsOf } from "../support/problems.ts";

const EDITIONS = join(import.meta.dirname, "../../content/editions");

const samples = readdirSync(EDITIONS).flatMap((day) =>
  readdirSync(join(EDITIONS, day))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(EDITIONS, day, name)),
);

const note = parseArticle(NOTE.text, "note.md");

/** The same object with its keys the other way round. */
const turned = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).toReversed()) as T;

test("the sample articles are written as they are read", () => {
  expect(samples.length).toBeGreaterThan(30);
  for (const path of samples) {
    const text = readFileSync(path, "utf8");
    const { frontMatter, body } = parseArticle(text, path);
    expect(formatArticle(frontMatter, body)).toBe(text);
  }
});

test("the keys of the front matter stand in one order, wherever they were put", () => {
  expect(formatArticle(turned(note.frontMatter), note.body)).toBe(
    formatArticle(note.frontMatter, note.body),
  );
});

test("facts say the same after they were written and read", () => {
  expect(parseFacts(formatFacts(NOTE.facts), "x")).toEqual(NOTE.facts);
});

test("an article is read and printed in every state", () => {
  for (const status of STATES) {
    const text = formatArticle({ ...note.frontMatter, status }, note.body);
    expect(text).toContain(`\nstatus: "${status}"\n`);
    expect(parseArticle(text, "x.md").frontMatter.status).toBe(status);
  }
});

test("the value of a key is found where it is written", () => {
  const text = NOTE.text.replace("title: ", "# a remark\ntitle:   ");
  const { offset, source } = parseArticle(text, "x.md").written("title");
  expect(text.slice(offset, offset + source.length)).toBe(source);
  expect(JSON.parse(source)).toBe(note.frontMatter.title);
});

const digestOf = (changes: Partial<FrontMatter>, body = note.body, facts = NOTE.facts): string =>
  contentDigest({ frontMatter: { ...note.frontMatter, ...changes }, body }, facts);

describe("the digest of an article and its facts", () => {
  const digest = digestOf({});

  test("is the same whoever reviewed it and however far it has come", () => {
    expect(digestOf({ status: "approved", review: "Mara" })).toBe(digest);
  });

  test("is the same in whatever order and quotes it is written", () => {
    const facts = { ...turned(NOTE.facts), facts: NOTE.facts.facts.map(turned) };
    expect(contentDigest({ ...note, frontMatter: turned(note.frontMatter) }, facts)).toBe(digest);
    const plain = NOTE.text.replace(/^language: "(.*)"$/m, "language: $1");
    expect(plain).not.toBe(NOTE.text);
    expect(contentDigest(parseArticle(plain, "x.md"), NOTE.facts)).toBe(digest);
  });

  test("is another for any other text, head or fact", () => {
    fc.assert(
      fc.property(fc.nat({ max: note.body.length - 1 }), fc.string({ minLength: 1 }), (at, put) => {
        const body = note.body.slice(0, at) + put + note.body.slice(at);
        expect(digestOf({}, body)).not.toBe(digest);
      }),
    );
    for (const change of [
      { title: "Another" },
      { tags: [] },
      { aliases: ["/x/"] },
      { waivers: [{ figure: "12%", reason: "quoted" }] },
      { corrections: [{ date: "2025-05-09", text: "A figure was wrong." }] },
    ])
      expect(digestOf(change)).not.toBe(digest);
    const [first, ...rest] = NOTE.facts.facts;
    const facts = { ...NOTE.facts, facts: [{ ...first!, value: 1 }, ...rest] };
    expect(digestOf({}, note.body, facts)).not.toBe(digest);
  });
});

describe("an article on the disk", () => {
  const draft = {
    slug: "note",
    frontMatter: { ...note.frontMatter, status: "draft" as const },
    body: note.body,
    markdown: NOTE.text,
    facts: NOTE.facts,
  };
  const world = realWorld();

  test("is read as it was filed, and is another only by its approval", () => {
    const home = temporaryFolder();
    const { path } = saveDraft(world, home, draft, undefined);
    const before = readOnDisk(world, home, path);
    expect(before.file).toBe(`content/editions/${note.frontMatter.edition}/note.md`);
    expect(before.facts).toEqual(NOTE.facts);
  });

  test("that was withdrawn is not made again", () => {
    const home = temporaryFolder();
    const { path } = saveDraft(world, home, draft, AUTOMATIC);
    const { article } = readOnDisk(world, home, path);
    const withdrawn = { ...article.frontMatter, status: "withdrawn" as const, review: "Mara" };
    world.files.write(path, formatArticle(withdrawn, article.body));
    expect(saveDraft(world, home, draft, AUTOMATIC).saved).toBe("kept");
  });

  test("without facts is named", () => {
    const home = temporaryFolder();
    const { path } = saveDraft(world, home, draft, undefined);
    world.files.remove(path.replace(".md", ".facts.json"));
    expect(problemsOf(() => readOnDisk(world, home, path))).toMatchObject([
      { code: "facts-file", file: expect.stringMatching(/^content\/.*note\.facts\.json$/) },
    ]);
  });
});

describe("a file as other editors leave it", () => {
  const whole = formatArticle(note.frontMatter, "One line.\n\nAnother.\n");

  test("with a byte order mark and lines that end in CR LF is read as without", () => {
    const { frontMatter, body, written } = parseArticle(
      `\uFEFF${whole.replaceAll("\n", "\r\n")}`,
      "a.md",
    );
    expect(frontMatter).toEqual(parseArticle(whole, "a.md").frontMatter);
    expect(body.replaceAll("\r\n", "\n")).toBe("One line.\n\nAnother.\n");
    const { offset, source } = written("title");
    expect(`\uFEFF${whole.replaceAll("\n", "\r\n")}`.slice(offset).startsWith(source)).toBe(true);
  });

  test.for(["edition", "date"] as const)("with a %s of the year 9999 is refused", (key) => {
    const front = {
      ...note.frontMatter,
      [key]: key === "date" ? "9999-12-31T12:00:00Z" : "9999-12-31",
    };
    expect(() => parseArticle(formatArticle(front, "Text."), "a.md")).toThrow(
      /a\.md:\d+:\d+: .*of the years 1900 to 2199/,
    );
  });

  test.for([
    ["lists on a line", `${"- ".repeat(1500)}x`],
    [
      "lists line by line",
      Array.from({ length: 1500 }, (_, at) => `${"  ".repeat(at)}- x`).join("\n"),
    ],
    ["quotes", `${">".repeat(1500)} x`],
    ["numbered lists", `${"1. ".repeat(1500)}x`],
  ])("with 1,500 nested %s is refused before it is parsed", ([, body = ""]) => {
    expect(() => parseArticle(formatArticle(note.frontMatter, body), "a.md")).toThrow(
      "nested too deeply",
    );
  });

  test.for([
    "- a\n  - b\n    - c",
    "1. a\n   > b",
    `${" ".repeat(300)}aligned`,
    `* * *\n${"-".repeat(300)}`,
  ])("is not refused for %j", (body) => {
    expect(parseArticle(formatArticle(note.frontMatter, body), "a.md").body).toBe(body);
  });
});
