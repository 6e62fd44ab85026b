import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { parseArticle, textHash } from "../../generator/articles/article.ts";
import { serveDesk, type ServedDesk } from "../../generator/desk/serve-desk.ts";
import { gather } from "../../generator/gather/gather.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { openTestStore } from "../support/store.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { ROOT, siteKit } from "../support/bundle.ts";
import { evidenceStore, warmAtOnce } from "../support/evidence.ts";
import { makeFolder, removeFolder } from "../support/room.ts";

const EDITIONS = "content/editions";

/** A desk that answers, over a publication of its own with drafts of some days of the sample. */
export interface DeskHome extends AsyncDisposable {
  readonly served: ServedDesk;
  /** The file of an article, or one within the home. */
  path(...names: string[]): string;
  read(article: string): string;
  write(article: string, text: string): void;
}

/** Front matter as it was before anybody approved the article. */
export function asDraft(text: string): string {
  return text
    .replace(/^status: .*$/m, 'status: "draft"')
    .replace(/^(?:review|approved): .*\n/gm, "");
}

/** Whether somebody has published the samples here is no matter of a test. */
function isOfTheSample(path: string): boolean {
  return basename(path) !== "published.json";
}

/** @param published articles that readers have seen, as `2025-05-05/flash`; the others are drafts. */
export async function openDeskHome(
  days: readonly string[],
  published: readonly string[] = [],
): Promise<DeskHome> {
  const home = makeFolder("desk");
  const path = (...names: string[]): string => join(home, ...names);
  const read = (article: string): string => readFileSync(path(EDITIONS, `${article}.md`), "utf8");
  const write = (article: string, text: string): void =>
    writeFileSync(path(EDITIONS, `${article}.md`), text);
  for (const each of ["bellwether.yaml", "content/data"])
    cpSync(join(ROOT, each), path(each), { recursive: true });
  mkdirSync(path(EDITIONS));
  for (const day of days) {
    cpSync(join(ROOT, EDITIONS, day), path(EDITIONS, day), {
      recursive: true,
      filter: isOfTheSample,
    });
    for (const name of readdirSync(path(EDITIONS, day)).filter((each) => each.endsWith(".md"))) {
      const article = `${day}/${name.slice(0, -3)}`;
      if (!published.includes(article)) write(article, asDraft(read(article)));
      else seen(path, article, read(article));
    }
  }
  await evidenceStore();
  warmAtOnce(home, "bundle");
  const world = realWorld();
  const newsroom = openNewsroom(world, home, siteKit);
  const store = await openTestStore(world, home);
  await gather(world, newsroom.publication, store);
  const served = await serveDesk(newsroom, store, { port: 0, tell: () => undefined });
  return {
    served,
    path,
    read,
    write,
    async [Symbol.asyncDispose]() {
      await served.close();
      await store.close();
      removeFolder(home);
    },
  };
}

function seen(path: DeskHome["path"], article: string, text: string): void {
  const [day = "", slug = ""] = article.split("/");
  const { frontMatter, body } = parseArticle(text, article);
  const version = { text: textHash(frontMatter, body), at: `${day}T12:30:00Z`, corrections: 0 };
  writeFileSync(path(EDITIONS, day, "published.json"), JSON.stringify({ [slug]: [version] }));
}

/** Comes in by the one-time link; what a browser then has to be let in again. */
export async function signedIn(
  browser: Browser,
  { link }: ServedDesk,
): Promise<NonNullable<BrowserContextOptions["storageState"]>> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link!);
  const state = await context.storageState();
  await context.close();
  return state;
}
