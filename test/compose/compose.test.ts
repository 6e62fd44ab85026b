import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Day } from "../../generator/base/day.ts";
import { compose, deskOf, type Draft } from "../../generator/compose/compose.ts";
import { isEdited, parseArticle, formatArticle } from "../../generator/compose/article.ts";
import { escapeMarkdown, unescapeMarkdown } from "../../generator/compose/escape.ts";
import { loadLanguage } from "../../generator/compose/language.ts";
import { planStory } from "../../generator/compose/plan.ts";
import { loadStories } from "../../generator/compose/story.ts";
import type { Claim } from "../../generator/gather/catalogue.ts";
import { loadClaims } from "../../generator/gather/claims.ts";
import { columnsOf, type Columns } from "../../generator/gather/columns.ts";
import { publicByLag } from "../../generator/gather/lag.ts";
import { viewOf } from "../../generator/gather/view.ts";
import { measure } from "../../generator/measure/measure.ts";
import { cutoffOf, type Edition } from "../../generator/narrate/bound.ts";
import { narrate, type Finding } from "../../generator/narrate/narrate.ts";
import { loadNarratives } from "../../generator/narrate/narrative.ts";
import { catalogue, publication, ROOT, scales, world } from "../support/bundle.ts";

const narratives = loadNarratives(world, ROOT, catalogue, scales);
const themes = new Set(narratives.map((each) => each.theme));
const stories = loadStories(world, ROOT, publication.stories, themes, catalogue);
const desk = deskOf(loadLanguage(world, ROOT, "en"), "en", scales);
const bundledClaims = loadClaims(world, ROOT, catalogue);
const loaded = new Map<string, Columns>();

/** The bundled history as the as-of view sees it, without a database. */
function columns(id: string): Columns {
  let found = loaded.get(id);
  if (!found) loaded.set(id, (found = read(id)));
  return found;
}

function read(id: string): Columns {
  const series = catalogue.series.get(id)!;
  const [head = "", ...lines] = readFileSync(join(ROOT, "content/data", series.from!.file), "utf8")
    .trim()
    .split("\n");
  const at = head.split(",").indexOf(series.from!.column);
  const stated = head.split(",").indexOf("public");
  const rows = lines.map((line) => line.split(",")).filter((cells) => cells[at] !== "");
  return columnsOf(
    rows.map((cells) => ({
      day: cells[0] as Day,
      value: Number(cells[at]),
      revision: 0,
      public:
        stated > 0 && cells[stated]
          ? Date.parse(cells[stated])
          : publicByLag(series, cells[0] as Day),
    })),
  );
}

interface Changed {
  readonly claims?: readonly Claim[];
  readonly names?: Readonly<Record<string, string>>;
}

function editionOf(day: Day, { claims = bundledClaims, names = {} }: Changed = {}): Edition {
  const subjects = new Map(
    [...catalogue.subjects].map(([id, subject]) => [
      id,
      { ...subject, name: names[id] ?? subject.name },
    ]),
  );
  const view = viewOf(
    cutoffOf(day, "12:00"),
    { ...catalogue, subjects },
    { columns, claims: () => claims },
  );
  return { day, view, signals: measure(view) };
}

function drafts(day: Day, changed: Changed = {}): Draft[] {
  const edition = editionOf(day, changed);
  const findings = narrate(narratives, edition);
  return stories.flatMap((story) => compose(story, findings, edition, desk) ?? []);
}

test("the same input gives the same bytes", () => {
  expect(drafts("2025-05-08")).toEqual(drafts("2025-05-08"));
});

test("a cross-market note runs on 2025-05-08 and quotes the claim with its hedges", () => {
  const [note] = drafts("2025-05-08");
  expect(note?.slug).toBe("cross-market-note");
  const text = `${note?.frontMatter.description} ${note?.body}`;
  expect(text).toContain("about 4.6%");
  expect(text).toContain("at least six years");
  expect(text).toContain("The Kobeissi Letter");
});

test("before the claim was seen, nothing of it is printed", () => {
  const later = bundledClaims.map((claim) => ({ ...claim, seen: "2025-05-08T12:00:01Z" }));
  expect(
    drafts("2025-05-08", { claims: later })
      .map((draft) => draft.markdown)
      .join(),
  ).not.toContain("Kobeissi");
});

test("a note has 500 to 900 words and two questions or more", () => {
  for (const day of ["2025-04-10", "2025-04-11", "2025-05-08"]) {
    const note = drafts(day).find((draft) => draft.slug === "cross-market-note");
    const words = note?.body.split(/\s+/).length ?? 0;
    expect(words).toBeGreaterThanOrEqual(500);
    expect(words).toBeLessThanOrEqual(900);
    expect(note?.body.match(/^### /gm)?.length ?? 0).toBeGreaterThanOrEqual(2);
  }
});

test("no sentence stands twice in an article", () => {
  for (const day of ["2025-04-10", "2025-04-20", "2025-05-03", "2025-05-08"]) {
    for (const draft of drafts(day)) {
      const sentences = draft.body
        .split("## Sources")[0]!
        .split(/(?<=[.?!])\s+/)
        .filter((each) => each.length > 40);
      expect(new Set(sentences).size).toBe(sentences.length);
    }
  }
});

test("data that came late are named, and their findings dropped", () => {
  const [wrap] = drafts("2025-05-04");
  expect(wrap?.body).toContain("Bitcoin flow into exchanges (April 30)");
  expect(wrap?.facts.findings.map((each) => each.narrative)).not.toContain(
    "flows/exchange-net-flow",
  );
});

test("weekends bring no stock or fund flow of the Friday before as news", () => {
  const [wrap] = drafts("2025-05-04");
  const findings = wrap?.facts.findings.map((each) => each.narrative) ?? [];
  expect(findings).toContain("equities/closed");
  expect(findings.some((each) => each.startsWith("flows/etf") || each === "equities/session")).toBe(
    false,
  );
});

describe("a hostile name", () => {
  const names = {
    btc: "[x](javascript:alert`1`) <img src=x onerror=alert(1)> **B** &lt;b&gt; | # _B_",
  };

  test("is escaped in the body and plain in the front matter", () => {
    const [, wrap] = drafts("2025-05-08", { names });
    expect(wrap?.body).toContain("\\[x\\]");
    expect(wrap?.body).not.toMatch(/(?<!\\)<img/);
    expect(wrap?.body).not.toMatch(/(?<!\\)\[x\](?=\()/);
  });

  test("comes back whole from its escapes", () => {
    expect(unescapeMarkdown(escapeMarkdown(names.btc))).toBe(names.btc);
  });
});

describe("a plan", () => {
  const edition = editionOf("2025-05-08");
  const findings = narrate(narratives, edition);
  const wrap = stories.find((story) => story.id === "market-wrap")!;

  test("prints a finding once", () => {
    const plan = planStory(wrap, findings, edition.day);
    expect(new Set(plan?.printed).size).toBe(plan?.printed.length);
  });

  test("keeps to the sections' limits", () => {
    const plan = planStory(wrap, findings, edition.day)!;
    for (const section of plan.sections) {
      const planned = wrap.sections.find((each) => each.titles === section.titles)!;
      expect(section.groups.length).toBeLessThanOrEqual(planned.most);
      expect(section.groups.filter((group) => group.read).length).toBeLessThanOrEqual(
        planned.readings,
      );
    }
  });

  test("is none without a lead, or with too little beside it", () => {
    const only = (theme: string): Finding[] =>
      findings.filter((each) => each.narrative.theme === theme);
    expect(
      planStory({ ...wrap, lead: { ...wrap.lead, least: 1000 } }, findings, edition.day),
    ).toBeUndefined();
    expect(planStory(wrap, only("price"), edition.day)).toBeUndefined();
    expect(planStory(wrap, [], edition.day)).toBeUndefined();
  });
});

describe("findings", () => {
  const findings = narrate(narratives, editionOf("2025-05-08"));

  test("come by salience", () => {
    const saliences = findings.map((each) => each.salience);
    expect(saliences).toEqual(saliences.toSorted((a, b) => b - a));
  });

  test("never hold where a signal is not available", () => {
    expect(findings.some((each) => each.narrative.id === "short-interest/regime")).toBe(false);
  });
});

test("an article reads back as it was written, and shows when it was edited", () => {
  const [draft] = drafts("2025-05-08");
  const article = parseArticle(draft!.markdown, "x.md");
  expect(article.frontMatter).toEqual(draft!.frontMatter);
  expect(article.body).toBe(draft!.body);
  expect(isEdited(article)).toBe(false);
  expect(isEdited({ ...article, body: article.body.replace("Bitcoin", "Ether") })).toBe(true);
  const approved = formatArticle(
    { ...article.frontMatter, status: "approved", review: "Ada" },
    article.body,
  );
  expect(isEdited(parseArticle(approved, "x.md"))).toBe(false);
});
