import { afterAll, beforeAll, expect, test } from "vitest";
import { formatArticle } from "../../generator/articles/article.ts";
import { check } from "../../generator/check/check.ts";
import { retold } from "../../generator/compose/retell.ts";
import { choicesOf } from "../../generator/desk/article/alternatives.ts";
import { openArticle } from "../../generator/desk/article/desk-article.ts";
import { paragraphsIn } from "../../generator/desk/article/marked-page.ts";
import { openRoom, type DeskRoom } from "../../generator/desk/room.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath, type Store } from "../../generator/store/store.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { siteKit } from "../support/bundle.ts";
import { openDeskHome, type DeskHome } from "./desk-home.ts";

const DAY = "2025-05-08";

let home: DeskHome;
let store: Store;
let room: DeskRoom;

beforeAll(async () => {
  home = await openDeskHome([DAY]);
  const world = realWorld();
  store = await openStore(world, storePath(home.path()));
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
