import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { parseArticle } from "../../generator/articles/article.ts";
import { accountsOf } from "../../generator/desk/access/accounts.ts";
import { addPerson } from "../../generator/desk/access/people.ts";
import { keptJobs } from "../../generator/desk/acts/jobs.ts";
import { gather } from "../../generator/gather/gather.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { openPostgres } from "../../generator/store/postgres/open.ts";
import { hashOf } from "../../generator/store/trail.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { siteKit } from "../support/bundle.ts";
import { makeFolder, removeFolder } from "../support/room.ts";
import { freshSchema, placeAt } from "../support/postgres.ts";
import { openDeskHome } from "./desk-home.ts";
import { PASSWORD, Visitor } from "./door.ts";

const DAY = "2025-05-08";
const ARTICLE = `${DAY}/cross-market-note`;

/** A desk in a process of its own, by its port. */
async function startDesk(home: string, url: string): Promise<number> {
  const program = join(import.meta.dirname, "desk-process.ts");
  const child = spawn(process.execPath, [program, home, url], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  child.stderr.on("data", (text) => (said += String(text)));
  const line = once(createInterface({ input: child.stdout }), "line");
  const ended = once(child, "exit").then(() => [`no port: ${said}`]);
  return Number((await Promise.race([line, ended]))[0]);
}

test("two desks on two machines share one database: who signs in at one edits at the other, and the first shows it", async () => {
  await using home = await openDeskHome([DAY]);
  const other = makeFolder("desk");
  onTestFinished(() => removeFolder(other));
  for (const each of ["bellwether.yaml", "content"])
    cpSync(home.path(each), join(other, each), { recursive: true });
  const url = await freshSchema();
  const store = await openPostgres(placeAt(url));
  onTestFinished(() => store.close());
  const world = realWorld();
  await gather(world, openNewsroom(world, other, siteKit).publication, store);
  const { path: link } = await addPerson(
    accountsOf(store),
    "Edda Editor",
    "editor",
    undefined,
    Date.now(),
  );
  const ports = await Promise.all([startDesk(home.path(), url), startDesk(other, url)]);
  const [one, two] = ports.map((port) => new Visitor(port)) as [Visitor, Visitor];
  await one.get(link);
  expect((await one.post(link, { password: PASSWORD })).status).toBe(303);
  // As behind a proxy: the same browser, by another process. A machine's cookies are told apart by port.
  for (const [name, value] of one.cookies)
    two.cookies.set(name.replace(String(ports[0]), String(ports[1])), value);
  const page = await two.get(`/articles/${ARTICLE}/edit`);
  expect(page.status).toBe(200);
  const before = readFileSync(join(other, "content/editions", `${ARTICLE}.md`), "utf8");
  const { frontMatter, body } = parseArticle(before, ARTICLE);
  const saved = await two.post(`/articles/${ARTICLE}/edit`, {
    text: hashOf(before),
    title: frontMatter.title,
    description: frontMatter.description,
    tags: frontMatter.tags.join(", "),
    body: `${body}\n\nAdded at the other desk.`,
  });
  expect([saved.status, saved.headers.location]).toEqual([303, expect.stringContaining(ARTICLE)]);
  await expect
    .poll(async () => (await one.get(`/articles/${ARTICLE}`)).body)
    .toContain("Added at the other desk.");
  expect(home.read(ARTICLE)).toBe(
    readFileSync(join(other, "content/editions", `${ARTICLE}.md`), "utf8"),
  );
  // Work that one has begun is shown by the other, and what came of it.
  const job = { name: "Publishing", done: 1, total: 3 };
  keptJobs(store).note("a-job", job);
  await expect.poll(async () => (await one.get("/work/a-job")).body).toContain("Publishing");
  await keptJobs(store).end("a-job", { ...job, outcome: { path: "/", said: "published" } });
  expect((await two.get("/work/a-job")).headers.location).toContain("/?");
  // Whoever signs out at one is out at both.
  await one.get("/account");
  await one.post("/sign-out");
  expect((await two.get("/")).headers.location).toContain("/sign-in");
});
