import { placesOf, problemsOf } from "../support/problems.ts";
import { describe, expect, test } from "vitest";
import { formatArticle, isEdited, parseArticle } from "../../generator/articles/article.ts";
import { escapeMarkdown, unescapeMarkdown } from "../../generator/base/text.ts";
import type { Day } from "../../generator/base/day.ts";
import { compose } from "../../generator/compose/compose.ts";
import { planStory } from "../../generator/compose/plan/plan.ts";
import { narrate, type Finding } from "../../generator/narrate/narrate.ts";
import {
  bundledClaims,
  desk,
  drafts,
  editionOf,
  narratives,
  stories,
  words,
} from "../support/edition.ts";

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

test("a claim of 2019 that is entered today leads nothing: its age counts from when it was said", () => {
  const old = bundledClaims.map((claim) => ({ ...claim, posted: "2019-03-04" }));
  for (const day of ["2025-05-08", "2025-05-09", "2025-05-10"])
    expect(
      drafts(day, { claims: old })
        .map((draft) => draft.markdown)
        .join(),
    ).not.toContain("Kobeissi");
});

test("a note has 250 to 900 words and two questions or more", () => {
  for (const day of ["2025-04-10", "2025-04-11", "2025-05-08"]) {
    const note = drafts(day).find((draft) => draft.slug === "cross-market-note");
    expect(words(note!)).toBeGreaterThanOrEqual(250);
    expect(words(note!)).toBeLessThanOrEqual(900);
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
  const wrap = drafts("2025-05-04").find(({ slug }) => slug === "market-wrap");
  expect(wrap?.body).toContain(
    "Bitcoin flow into exchanges and Bitcoin flow out of exchanges (April 30)",
  );
  expect(wrap?.facts.findings.map((each) => each.narrative)).not.toContain(
    "flows/exchange-net-flow",
  );
});

test("weekends bring no stock or fund flow of the Friday before as news", () => {
  const wrap = drafts("2025-04-20").find(({ slug }) => slug === "market-wrap");
  const findings = wrap?.facts.findings.map((each) => each.narrative) ?? [];
  expect(
    ["equities/closed", "calendar/weekend", "calendar/named-holiday-past"].some((each) =>
      findings.includes(each),
    ),
  ).toBe(true);
  expect(
    findings.some(
      (each) =>
        (each.startsWith("flows/etf") && each !== "flows/etf-last-session") ||
        each === "equities/session",
    ),
  ).toBe(false);
});

describe("a hostile name", () => {
  const names = {
    btc: "[x](javascript:alert`1`) <img src=x onerror=alert(1)> **B** &lt;b&gt; | # _B_",
  };

  test("is escaped in the body and plain in the front matter", () => {
    const wrap = drafts("2025-05-08", { names }).find(({ slug }) => slug === "market-wrap");
    expect(wrap?.body).toContain("\\[x\\]");
    expect(wrap?.body).not.toMatch(/(?<!\\)<img/);
    expect(wrap?.body).not.toMatch(/(?<!\\)\[x\](?=\()/);
  });

  test("comes back whole from its escapes", () => {
    expect(unescapeMarkdown(escapeMarkdown(names.btc))).toBe(names.btc);
  });
});

test.each([
  ["2025-04-10", true],
  ["2025-05-08", false],
])("the summary of a wrap tells what %s still brings: %s", (day, isOnCalendar) => {
  const wrap = drafts(day).find(({ slug }) => slug === "market-wrap")!;
  const { description } = wrap.frontMatter;
  const said = description.endsWith("Today brings the US consumer price report, at 12:30 UTC.");
  expect(said).toBe(isOnCalendar);
});

/** The summary of the wrap of a day where what is rare has to be at least so salient. */
function summaryOn(day: Day, least: number): string {
  const edition = editionOf(day);
  const told = stories.map((story) =>
    story.id === "market-wrap"
      ? { ...story, lead: { ...story.lead!, rarest: { ...story.lead!.rarest!, least } } }
      : story,
  );
  const wrap = compose(told, narrate(narratives, edition), edition, desk).drafts.find(
    ({ slug }) => slug === "market-wrap",
  )!;
  return wrap.frontMatter.description;
}

describe("what is rarest of the day", () => {
  const least = stories.find(({ id }) => id === "market-wrap")!.lead!.rarest!.least;

  test("stands in the summary behind the second sentence, whatever leads", () => {
    expect(summaryOn("2024-11-12", least)).toMatch(
      /^Bitcoin .*\. Inflows to US spot bitcoin ETFs .*\. The S&P 500 closed at 6,001\.35/,
    );
    expect(summaryOn("2024-11-12", 1000)).not.toContain("S&P");
  });

  test("stands in place of what a lead says that is no price", () => {
    expect(summaryOn("2025-02-22", least)).toContain("The S&P 500 fell 1.7%");
    expect(summaryOn("2025-02-22", least)).not.toContain("resistance");
    expect(summaryOn("2025-02-22", 1000)).toContain(
      "above resistance at $98,819, but closed back below it",
    );
  });

  test("is one, and none where the summary tells of such already", () => {
    const said = summaryOn("2024-11-07", least);
    expect(said).toContain("The S&P 500 jumped 2.5%");
    expect(said).not.toContain("Russell 2000");
  });
});

describe("a plan", () => {
  const edition = editionOf("2025-05-08");
  const findings = narrate(narratives, edition);
  const wrap = stories.find((story) => story.id === "market-wrap")!;

  test("prints a finding once", () => {
    const plan = planStory(wrap, findings);
    expect(new Set(plan?.printed).size).toBe(plan?.printed.length);
  });

  test("keeps to the sections' limits", () => {
    const plan = planStory(wrap, findings)!;
    for (const section of plan.sections) {
      const planned = wrap.sections.find((each) => each.title === section.title)!;
      expect(section.groups.length).toBeLessThanOrEqual(planned.most);
      expect(section.groups.filter((group) => group.read).length).toBeLessThanOrEqual(
        planned.readings,
      );
    }
  });

  test("is led by what is about its first subject, unless another matters by more than that counts", () => {
    const [btc, eth] = ["btc", "eth"].map((id) =>
      findings.find((each) => each.key === `price/averages|${id}`)!,
    );
    const leadBy = (mainBy: number): string =>
      planStory({ ...wrap, lead: { ...wrap.lead!, mainBy }, needs: 0 }, [
        { ...eth!, salience: 50 },
        { ...btc!, salience: 40 },
      ])!.lead!.key;
    expect(leadBy(12)).toBe(btc!.key);
    expect(leadBy(8)).toBe(eth!.key);
  });

  test("is led by a narrative with a least of its own only from there on", () => {
    const lead = { ...wrap.lead!, leastOf: { "price/averages": 1000 } };
    const averages = findings.filter(({ narrative }) => narrative.id === "price/averages");
    expect(planStory({ ...wrap, needs: 0 }, averages)).toBeDefined();
    expect(planStory({ ...wrap, lead, needs: 0 }, averages)).toBeUndefined();
  });

  test("is none without a lead, or with too little beside it", () => {
    const only = (theme: string): Finding[] =>
      findings.filter((each) => each.narrative.theme === theme);
    expect(planStory({ ...wrap, lead: { ...wrap.lead!, least: 1000 } }, findings)).toBeUndefined();
    expect(planStory(wrap, only("conditions"))).toBeUndefined();
    expect(planStory(wrap, [])).toBeUndefined();
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

test("an article in which a merge was not finished is refused at the marker", () => {
  const [draft] = drafts("2025-05-08");
  const lines = draft!.markdown.split("\n");
  lines.splice(20, 0, "<<<<<<< HEAD");
  const problems = problemsOf(() => parseArticle(lines.join("\n"), "x.md"));
  expect(placesOf(problems)).toEqual(["21:1 merge-conflict"]);
});
