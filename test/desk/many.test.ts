import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Visitor } from "./door.ts";
import { DAY, realDesk, type RealDesk } from "./real-desk.ts";

let desk: RealDesk;
let editor: Visitor;

beforeAll(async () => {
  desk = await realDesk();
  editor = await desk.joined("Edda Editor", "editor");
});

afterAll(() => desk[Symbol.asyncDispose]());

const titles = (body: string): number => [...body.matchAll(/data-row/g)].length;

test("the queue finds articles by words of headline, day and story", async () => {
  const all = await editor.get("/?show=all");
  expect(titles(all.body)).toBe(3);
  const found = await editor.get(`/?show=all&q=${encodeURIComponent(`flash ${DAY}`)}`);
  expect(titles(found.body)).toBe(1);
  const none = await editor.get("/?show=all&q=zebra");
  expect(titles(none.body)).toBe(0);
  expect(none.body).toContain("Nothing has “zebra”");
});

test("many articles are held at once, with one reason", async () => {
  let page = await editor.get("/approve-clean");
  await expect
    .poll(async () => {
      await editor.get("/");
      page = await editor.get("/approve-clean");
      return [...page.body.matchAll(/name="article"/g)].length;
    })
    .toBe(2);
  const [article = ""] = [...page.body.matchAll(/name="article" value="([^"]+)"/g)].map(
    ([, value = ""]) => value,
  );
  expect((await editor.post("/approve-clean", { article, do: "hold", why: " " })).status).toBe(422);
  let answer = await editor.post("/approve-clean", { article, do: "hold", why: "Shorter." });
  await expect
    .poll(async () => {
      answer = await editor.get(answer.headers.location ?? "/");
      return answer.body;
    })
    .toContain("Changes are requested of 1 article");
  const [path = ""] = article.split(" ");
  const text = readFileSync(desk.path("content/editions", `${path}.md`), "utf8");
  expect(text).toContain('status: "changes-requested"');
});
