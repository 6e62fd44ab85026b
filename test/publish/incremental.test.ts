import fc from "fast-check";
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { gather } from "../../generator/gather/gather.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath, type Store } from "../../generator/store/store.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { publisher, publishEditions } from "../../generator/newsroom/publishing.ts";
import { own } from "../support/own.ts";
import { cliHome, run, smallHome, type CliHome, siteOf } from "../support/cli.ts";
import { siteKit } from "../support/bundle.ts";

const world = realWorld();

let made: CliHome;

beforeAll(async () => {
  made = smallHome();
  const range = ["--from", "2025-05-07", "--to", "2025-05-08"];
  expect(await run(made, ["backfill", ...range])).toMatchObject({ status: 0 });
});

afterAll(() => made?.[Symbol.dispose]());

const EDITIONS = "content/editions";

const CLAIMS = "content/data/claims";

function rewrite(home: CliHome, path: string, change: (text: string) => string): void {
  const target = own(home.folder, path);
  writeFileSync(target, change(readFileSync(target, "utf8")));
}

/** The `at`th article there is. */
function articleOf(home: CliHome, at: number): string | undefined {
  const articles = readdirSync(home.path(EDITIONS), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .sort();
  return articles.length > 1 ? `${EDITIONS}/${articles[at % articles.length]}` : undefined;
}

const changed =
  (from: string | RegExp, to: string) =>
  (home: CliHome, at: number): void => {
    const article = articleOf(home, at);
    if (article) rewrite(home, article, (text) => text.replace(from, to));
  };

/** So many sequences of edits are tried: a few, or as many as `BELLWETHER_SEQUENCES` says. */
const SEQUENCES = Number(process.env["BELLWETHER_SEQUENCES"] ?? 3);

/** For all of them, in milliseconds: a minute for each, on a machine that others use too. */
const PATIENCE_MS = Math.max(300_000, SEQUENCES * 60_000);

type Edit = (home: CliHome, at: number, store: Store) => void | Promise<void>;

const EDITS: Readonly<Record<string, Edit>> = {
  "a headline changes": changed(/^title: "/m, 'title: "New: '),
  "a text changes": changed("\n## ", "\nA word more.\n\n## "),
  "a tag changes": changed(/^tags: \["/m, 'tags: ["new", "'),
  "an article is taken back": changed('status: "approved"', 'status: "draft"'),
  "an article goes": (home, at) => {
    const article = articleOf(home, at);
    if (article) rmSync(home.path(article));
  },
  "an article comes again": (home, at) => {
    const article = articleOf(made, at) as string;
    writeFileSync(home.path(article), readFileSync(made.path(article), "utf8"));
  },
  "its facts change": (home, at) => {
    const article = articleOf(home, at);
    if (!article) return;
    const facts = article.replace(/\.md$/, ".facts.json");
    rewrite(home, facts, (text) => text.replace('"version": 1', '"version":  1'));
  },
  "the layout changes": (home) =>
    rewrite(home, "site/layouts/article.hbs", (text) => `${text}<!-- changed -->\n`),
  "a word of the pages changes": (home) =>
    rewrite(home, "templates/vocabulary/en/pages.yaml", (text) =>
      text.replace(/(title: )(\S)/, "$1New $2"),
    ),
  "the publication changes its name": (home) =>
    rewrite(home, "bellwether.yaml", (text) => text.replace("  name: ", "  name: New ")),
  "the style changes": (home) =>
    rewrite(home, "site/styles/6-leaves.css", (text) => `${text}/* changed */\n`),
  "a claim is put otherwise": async (home, at, store) => {
    const claim = readdirSync(home.path(CLAIMS)).find((name) => name.endsWith(".yaml"));
    rewrite(home, `${CLAIMS}/${claim}`, (text) => text.replace(/^reporter: /m, `$&New ${at} `));
    await gather(world, openNewsroom(world, home.folder, siteKit).publication, store);
  },
  "a value is revised": async (_home, at, store) => {
    await store.write((writer) => {
      const revised = { day: "2025-05-06", value: 90_000 + at, public: EARLY, stated: false };
      return writer.record("btc.close", "another source", EARLY, [revised]);
    });
  },
  "a page is changed by another hand": (home, at) => {
    const pages = readdirSync(home.path("site/dist"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".html"))
      .sort();
    const page = home.path("site/dist", pages[at % pages.length]!);
    writeFileSync(page, readFileSync(page, "utf8").replace(/[a-z]/, "x"));
  },
};

/** After these the newsroom is opened again, as `serve --watch` does. */
const REOPENED = new Set([
  "a word of the pages changes",
  "the publication changes its name",
  "a claim is put otherwise",
]);

/** What a machine keeps of earlier runs. */
const CACHES = [
  "texts",
  "articles",
  "seen",
  "records.json",
  "cards.json",
  "checked-articles-en.json",
];

/** Before the cut-off of the newest edition. */
const EARLY = Date.parse("2025-05-08T00:30:00Z");

async function siteAnew(home: CliHome): Promise<Map<string, string>> {
  using anew = cliHome(home);
  for (const name of CACHES) rmSync(anew.path("var", name), { recursive: true, force: true });
  await withStoreOf(anew, (store) =>
    publishEditions(openNewsroom(world, anew.folder, siteKit), store),
  );
  return siteOf(anew);
}

async function withStoreOf<T>(home: CliHome, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(world, storePath(home.folder));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

test(
  "a site made again after any edits is the very site that is made anew",
  async () => {
    const edit = fc.record({
      name: fc.constantFrom(...Object.keys(EDITS)),
      at: fc.nat(8),
      isNewRun: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 2, maxLength: 4 }), async (edits) => {
        using home = cliHome(made);
        await withStoreOf(home, async (store) => {
          let build = publisher(store);
          let newsroom = openNewsroom(world, home.folder, siteKit);
          await build(newsroom);
          for (const { name, at, isNewRun } of edits) {
            if (isNewRun) build = publisher(store);
            await EDITS[name]!(home, at, store);
            if (REOPENED.has(name)) newsroom = openNewsroom(world, home.folder, siteKit);
            await build(newsroom);
          }
        });
        expect(siteOf(home)).toEqual(await siteAnew(home));
      }),
      { numRuns: SEQUENCES },
    );
  },
  PATIENCE_MS,
);

test("what was published for the first time is neither checked nor made a second time", async () => {
  using home = cliHome(made);
  const publishNow = (): Promise<unknown> =>
    withStoreOf(home, (store) => publishEditions(openNewsroom(world, home.folder, siteKit), store));
  const kept = (): unknown[] => [
    readFileSync(home.path("var/checked-articles-en.json"), "utf8"),
    readdirSync(home.path("var/texts"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".json"))
      .map((name) => [name, statSync(home.path("var/texts", name)).mtimeMs]),
  ];
  await publishNow();
  const first = kept();
  await publishNow();
  expect(kept()).toEqual(first);
});

test("what another command stores meanwhile is in the site that is made again", async () => {
  using home = cliHome(made);
  let before: ReadonlyMap<string, string> = new Map();
  await withStoreOf(home, async (store) => {
    const newsroom = openNewsroom(world, home.folder, siteKit);
    const build = publisher(store);
    await build(newsroom);
    before = siteOf(home);
    const revised = { day: "2025-05-07", value: 90_000, public: EARLY, stated: false };
    await withStoreOf(home, (other) =>
      other.write((writer) => writer.record("btc.close", "another command", EARLY, [revised])),
    );
    await build(newsroom);
  });
  const after = siteOf(home);
  expect(after).not.toEqual(before);
  expect(after).toEqual(await siteAnew(home));
});
