import { expect, test } from "vitest";
import { parseArticle, textHash } from "../../generator/articles/article.ts";
import {
  commentOn,
  commentsOn,
  paragraphsOf,
  resolveComment,
} from "../../generator/review/workflow/remarks.ts";
import { readDeskText } from "../../generator/review/workflow/desk-text.ts";
import { saveEdit } from "../../generator/review/workflow/save.ts";
import { hashOf } from "../../generator/store/trail.ts";
import { problemsAfter } from "../support/problems.ts";
import { FLASH, person, setPublished, setState } from "./desk-folder.ts";
import { deskHome, type DeskHome } from "./desk-home.ts";

const [ada, bob] = [person("Ada"), person("Bob")];

const save = (home: DeskHome, markdown: string, base: string, by = ada) =>
  saveEdit(home.room, home.store, FLASH, markdown, { by, base: hashOf(base) });

const atTop = (text: string, said: string): string => text.replace("\n## ", `\n${said}\n\n## `);

const atEnd = (text: string, said: string): string => `${text}\n${said}\n`;

test("an edit of a text that was changed meanwhile is not saved, and comes back with all three texts and both edits in one", async () => {
  const home = await deskHome();
  const base = home.read();
  await save(home, atTop(base, "Said by Ada."), base);
  // A text that is read at the desk is known from the first row on.
  const second = home.read();
  const mine = atEnd(base, "Said by Bob.");
  const saved = await save(home, mine, base, bob);
  expect(saved).toMatchObject({ saved: false, conflict: { base, theirs: second, mine } });
  expect(home.read()).toBe(second);
  expect(await home.store.text(hashOf(mine))).toBe(mine);
  const { merged = "", textHash: there } = saved.saved ? { textHash: "" } : saved.conflict;
  for (const said of ["Said by Ada.", "Said by Bob."]) expect(merged).toContain(said);
  const again = await saveEdit(home.room, home.store, FLASH, merged, { by: bob, base: there });
  expect(again.saved).toBe(true);
});

test("two edits of one sentence are not merged", async () => {
  const home = await deskHome();
  const base = home.read();
  const { title } = parseArticle(base, FLASH).frontMatter;
  await save(home, base.replace(title, `${title}, one says`), base);
  const saved = await save(home, base.replace(title, `${title}, another says`), base, bob);
  expect(saved.saved ? undefined : saved.conflict.merged).toBeUndefined();
  expect(saved.saved ? undefined : saved.conflict.merge?.title).toContainEqual(
    expect.objectContaining({ mine: `${title}, another says`, theirs: `${title}, one says` }),
  );
});

test("an edit neither approves nor waives, whatever its head says", async () => {
  const home = await deskHome();
  const base = home.read();
  const forged = atTop(base, "More.")
    .replace('status: "draft"', 'status: "approved"\nreview: "Eve"\napproved: "0"')
    .replace(/^inputs:/m, 'waivers: [{ figure: "65", reason: "so" }]\ninputs:');
  await save(home, forged, base);
  const { frontMatter, body } = parseArticle(home.read(), FLASH);
  expect(body).toContain("More.");
  expect([
    frontMatter.status,
    frontMatter.review,
    frontMatter.approved,
    frontMatter.waivers,
  ]).toEqual(["draft", undefined, undefined, undefined]);
});

test("what readers have seen is not edited in silence", async () => {
  const home = await deskHome();
  setState(home.folder, "approved");
  const { frontMatter, body } = parseArticle(home.read(), FLASH);
  setPublished(home.folder, textHash(frontMatter, body));
  const text = home.read();
  const codes = await problemsAfter(() => save(home, atTop(text, "More."), text));
  expect(codes.map(({ code }) => code)).toEqual(["not-allowed"]);
});

test("a comment is of a paragraph as it was, follows it where it goes, and is put by", async () => {
  const home = await deskHome();
  const text = home.read();
  const paragraphs = paragraphsOf(parseArticle(text, FLASH).body);
  const { id } = await commentOn(home.room, home.store, FLASH, {
    by: bob,
    paragraph: 1,
    body: "Is this so?",
  });
  const comments = async () => commentsOn(await readDeskText(home.room, home.store, FLASH));
  expect(await comments()).toMatchObject([{ by: bob, quote: paragraphs[1], paragraph: 1 }]);
  await save(home, text.replace("---\n\n", "---\n\nFirst of all.\n\n"), text);
  expect(await comments()).toMatchObject([{ paragraph: 2 }]);
  const now = home.read();
  await save(home, now.replace(paragraphs[1]!, "Another."), now);
  expect((await comments())[0]).not.toHaveProperty("paragraph");
  await resolveComment(home.room, home.store, FLASH, { by: ada, id });
  expect(await comments()).toMatchObject([{ resolved: { by: ada } }]);
});
