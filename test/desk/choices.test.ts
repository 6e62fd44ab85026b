import { afterAll, beforeAll, expect, test } from "vitest";
import { formatArticle } from "../../generator/articles/article.ts";
import { check } from "../../generator/check/check.ts";
import { retold } from "../../generator/compose/retell.ts";
import { choicesOf } from "../../generator/desk/article/alternatives.ts";
import { openArticle } from "../../generator/desk/article/desk-article.ts";
import { paragraphsIn } from "../../generator/desk/article/marked-page.ts";
import { openRoom, type DeskRoom } from "../../generator/desk/room.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { openTestStore } from "../support/store.ts";
import type { Store } from "../../generator/store/store.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { launch } from "../browser/browser.ts";
import { open } from "../browser/open.ts";
import { siteKit } from "../support/bundle.ts";
import { openDeskHome, signedIn, type DeskHome } from "./desk-home.ts";

const DAY = "2025-05-08";

let home: DeskHome;
let store: Store;
let room: DeskRoom;

beforeAll(async () => {
  home = await openDeskHome([DAY]);
  const world = realWorld();
  store = await openTestStore(world, home.path());
  room = openRoom(openNewsroom(world, home.path(), siteKit), store);
});

afterAll(async () => {
  await room.looker.stop();
  await store.close();
  await home[Symbol.asyncDispose]();
});

test("whatever of the program's own takes the place of a sentence holds, each figure with its fact, and is no person's", async () => {
  const { newsroom } = room;
  const found: unknown[] = [];
  let tried = 0;
  for (const slug of ["cross-market-note", "market-wrap", "flash"]) {
    const article = await openArticle(room, DAY, slug);
    const { frontMatter, body } = article.article;
    for (const paragraph of paragraphsIn(body)) {
      const { sentences, next } = choicesOf(newsroom, article, paragraph);
      for (const sentence of sentences)
        for (const { id, telling } of [...sentence.phrasings, ...next.slice(0, 1)]) {
          tried += 1;
          const { edition } = article;
          const texts = retold(
            { body, facts: article.facts },
            sentence.gone,
            telling,
            edition,
            newsroom.desk,
          );
          const text = formatArticle(frontMatter, texts.body);
          const known = {
            view: edition.view,
            measures: newsroom.kit.measures,
            scales: newsroom.scales,
          };
          const report = check(
            { text, file: article.file },
            texts.facts,
            newsroom.vocabulary,
            known,
          );
          const said = report.messages
            .filter(({ severity, line }) => severity !== "notice" || line > 1)
            .map(({ code, message }) => `${code}: ${message}`);
          if (said.length > 0) found.push([slug, sentence.text, id, telling.text, said]);
        }
    }
  }
  expect(tried).toBeGreaterThan(40);
  expect(found).toEqual([]);
});

test("one key puts another finding in the place of a sentence: its facts are entered, and the trail says what was there", async () => {
  const browser = await launch();
  try {
    const storageState = await signedIn(browser, home.served);
    const address = new URL(`/articles/${DAY}/cross-market-note`, home.served.address).href;
    await using opened = await open(browser, address, { storageState });
    const { page, complaints } = opened;
    const figure = page.locator(".paper p .figure", { hasText: "$392.48" });
    await figure.click();
    await page.locator("[data-figure-told]", { hasText: "$392.48" }).waitFor();
    await page.keyboard.press("d");
    const sentence = page.locator("[data-sentence][aria-current]", { hasText: "$392.48" });
    await sentence.waitFor();
    const was = await sentence.locator(".quote").innerText();
    const told = await sentence.locator("[data-next]").first().textContent();
    await page.keyboard.press("d");
    await page.waitForURL(/said=replaced/);
    expect(complaints).toEqual([]);
    expect(await page.locator("main .said").innerText()).toContain("Replaced");
    const text = home.read(`${DAY}/cross-market-note`);
    expect(text).toContain(told);
    expect(text).not.toContain(was);
    expect(await page.locator("[data-figure].unknown, .paper p:not(.legend) .person").count()).toBe(
      0,
    );
    const article = await openArticle(room, DAY, "cross-market-note");
    expect(article.report.errors).toBe(0);
    const chosen = article.facts.sentences.filter((each) => each.chosen);
    expect(chosen.length).toBeGreaterThan(0);
    expect(article.facts.facts.some((fact) => fact.text === "$392.48")).toBe(false);
    const [row] = article.rows;
    expect(row).toMatchObject({ action: "replace", detail: { was, is: told } });
    expect(article.facts.findings.filter((each) => each.chosen)).toMatchObject([
      { narrative: row!.detail!["narrative"] },
    ]);
  } finally {
    await browser.close();
  }
});
