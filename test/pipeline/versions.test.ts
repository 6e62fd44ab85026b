import fc from "fast-check";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { correctFiles } from "../../generator/review/correct.ts";
import { dueCorrections } from "../../generator/review/corrections.ts";
import { revisedFigures } from "../../generator/review/revised.ts";
import { checkFiles } from "../../generator/review/review.ts";
import { stepOn } from "../../generator/review/workflow/act.ts";
import { operator } from "../../generator/review/workflow/people.ts";
import { editionAnswer } from "../../generator/commands/editions.ts";
import { gather } from "../../generator/gather/gather.ts";
import { openRecords } from "../../generator/narrate/evidence/records.ts";
import { cutoffOf } from "../../generator/narrate/edition.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { makeEdition, makeEditions, type Made } from "../../generator/newsroom/pipeline.ts";
import { publishEditions } from "../../generator/newsroom/publishing.ts";
import type { Store } from "../../generator/store/store.ts";
import { worldAt } from "../gather/support.ts";
import { siteKit } from "../support/bundle.ts";
import { filesBelow, type CliHome } from "../support/cli.ts";
import { keepFew } from "../support/few.ts";
import { own } from "../support/own.ts";
import { makeFolder, removeFolder } from "../support/room.ts";
import { isCopy, openTestStore } from "../support/store.ts";

const DAY = "2025-05-08";
const EDITION = `content/editions/${DAY}`;

/** Minutes after the cut-off of the edition. */
const MADE = "2025-05-08T12:05:00Z";
const NEXT_MORNING = "2025-05-09T09:00:00Z";
const MONTHS_LATER = "2025-08-01T09:00:00Z";

/** What came late: the closes of the VIX of that week. */
const LATE = "content/data/vix.csv";

/** What every notice says, whichever figures it lists. */
const NOTICE = "ata that came after publication";

let made: CliHome;
let whole: string;

/** A publication whose edition of the day was made live, without the rows that came late. */
beforeAll(async () => {
  made = homeOf();
  whole = readFileSync(made.path(LATE), "utf8");
  writeFileSync(made.path(LATE), whole.replace(/^2025-05-0[5-7],.*\n/gm, ""));
  await at(made, MADE, async (newsroom, store) => {
    await makeEdition(newsroom, store, DAY);
  });
});

afterAll(() => made?.[Symbol.dispose]());

/** A publication of few stories with a store of its own that nothing is in yet, or a copy of another. */
function homeOf(from?: CliHome): CliHome {
  const folder = makeFolder("versions");
  if (from) {
    cpSync(from.folder, folder, { recursive: true, verbatimSymlinks: true });
    isCopy(folder, from.folder);
  } else {
    for (const part of ["bellwether.yaml", "content/data"]) own(folder, part);
    keepFew(folder);
  }
  return {
    folder,
    path: (...names) => join(folder, ...names),
    [Symbol.dispose]: () => removeFolder(folder),
  };
}

/** Gathers at an instant, and works. */
async function at<T>(
  home: CliHome,
  instant: string,
  work: (newsroom: ReturnType<typeof openRoom>, store: Store) => Promise<T>,
): Promise<T> {
  const newsroom = openRoom(home, instant);
  const store = await openTestStore(newsroom.world, home.folder);
  try {
    await gather(newsroom.world, newsroom.publication, store);
    return await work(newsroom, store);
  } finally {
    await store.close();
  }
}

function openRoom(home: CliHome, instant: string) {
  return openNewsroom(worldAt(instant), home.folder, siteKit);
}

const publishAt = (home: CliHome, instant: string) => at(home, instant, publishEditions);

const makeAt = (home: CliHome, instant: string): Promise<Made> =>
  at(home, instant, (newsroom, store) => makeEdition(newsroom, store, DAY));

const lateComes = (home: CliHome): void => writeFileSync(home.path(LATE), whole);

const articlesOf = (home: CliHome): string[] =>
  [...filesBelow(home, EDITION).keys()]
    .filter((name) => name.endsWith(".md"))
    .map((name) => home.path(EDITION, name));

const errorsIn = async (home: CliHome, instant: string): Promise<number[]> =>
  (await at(home, instant, (room, store) => checkFiles(room, store, articlesOf(home)))).map(
    ({ errors }) => errors,
  );

const none = (home: CliHome): number[] => articlesOf(home).map(() => 0);

test("an edition made as news says by when its data had come, and is the same made again", async () => {
  using home = homeOf(made);
  const before = filesBelow(home, EDITION);
  for (const path of articlesOf(home)) expect(readFileSync(path, "utf8")).toContain(`\narrived: "`);
  await makeAt(home, MADE);
  await makeAt(home, MONTHS_LATER);
  expect(filesBelow(home, EDITION)).toEqual(before);
});

test("when a source recovers after three sessions, approved articles that were made without it have no error", async () => {
  using home = homeOf(made);
  expect(await errorsIn(home, MADE)).toEqual(none(home));
  lateComes(home);
  expect(await errorsIn(home, NEXT_MORNING)).toEqual(none(home));
});

test("what came late is in an edition that no reader has seen", async () => {
  using home = homeOf(made);
  const before = filesBelow(home, EDITION);
  lateComes(home);
  const { articles } = await makeAt(home, NEXT_MORNING);
  expect(articles.map(({ saved }) => saved)).toContain("rewritten");
  expect(filesBelow(home, EDITION)).not.toEqual(before);
  expect(await errorsIn(home, NEXT_MORNING)).toEqual(none(home));
});

test("a site that cannot be made leaves no article noted as seen", async () => {
  using home = homeOf(made);
  const page = home.path("content/pages/imprint.md");
  mkdirSync(dirname(page), { recursive: true });
  writeFileSync(
    page,
    "---\ntitle: Imprint\ndescription: Who makes this.\n---\n\n![A house](gone.png)\n",
  );
  const published = home.path(EDITION, "published.json");
  await at(home, MADE, async (newsroom, store) => {
    await expect(publishEditions(newsroom, store)).rejects.toThrow("imprint.md");
    expect(existsSync(published)).toBe(false);
    rmSync(page);
    await publishEditions(newsroom, store);
    expect(existsSync(published)).toBe(true);
  });
});

test("what readers may have seen stays as it was when a value comes late, and the run names it", async () => {
  using home = homeOf(made);
  await publishAt(home, MADE);
  const before = filesBelow(home, EDITION);
  lateComes(home);
  for (const instant of [NEXT_MORNING, MONTHS_LATER]) {
    const again = await makeAt(home, instant);
    expect(again.articles.map(({ saved }) => saved)).not.toContain("rewritten");
    const changed = again.articles.find(({ late: figures }) => figures !== undefined)!;
    const { lines } = editionAnswer([again]);
    expect(lines.join("\n")).toContain(`bellwether correct ${changed.path}`);
    expect(filesBelow(home, EDITION)).toEqual(before);
    await publishAt(home, instant);
    expect(filesBelow(home, EDITION)).toEqual(before);
    expect(await errorsIn(home, instant)).toEqual(none(home));
  }
});

test("editions of a range that were published are kept, and made again when they are asked for anew", async () => {
  using home = homeOf(made);
  await publishAt(home, MADE);
  const before = filesBelow(home, EDITION);
  lateComes(home);
  const range = { from: DAY, to: DAY };
  const backfill = (anew: boolean): Promise<Made[]> =>
    at(home, MONTHS_LATER, (room, store) =>
      makeEditions(room, store, range, async () => {}, { anew }),
    );
  await backfill(false);
  expect(filesBelow(home, EDITION)).toEqual(before);
  const [again] = await backfill(true);
  expect(again?.articles.map(({ saved }) => saved)).toContain("rewritten");
  expect([...filesBelow(home, EDITION).keys()]).not.toContain("published.json");
});

test("a value that its source revises after it was told is named, and is no correction by itself", async () => {
  using home = homeOf(made);
  await publishAt(home, MADE);
  const revised = (instant: string) =>
    at(home, instant, (room, store) => revisedFigures(room, store, { from: DAY, to: DAY }));
  expect(await revised(NEXT_MORNING)).toEqual([]);
  const file = home.path("content/data/btc.csv");
  writeFileSync(
    file,
    readFileSync(file, "utf8").replace(/^(2025-05-07,.*?)97032\.\d+/m, "$197132"),
  );
  expect(await revised(MONTHS_LATER)).toContainEqual({
    path: `${EDITION}/market-wrap.md`,
    name: "Bitcoin price",
    day: "2025-05-07",
    was: "$97,032",
    is: "$97,132",
  });
  expect(await at(home, MONTHS_LATER, (room, store) => dueCorrections(room, store))).toEqual([]);

  // Once the shares are split, a price of before stands otherwise for a reason that nobody is to be told of.
  const declared = home.path("bellwether.yaml");
  const split = readFileSync(declared, "utf8").replace(
    "    id: btc.close\n",
    "    id: btc.close\n    splits: { 2025-06-02: 2 }\n",
  );
  writeFileSync(declared, split);
  const names = (await revised(MONTHS_LATER)).map(({ name }) => name);
  expect(names).not.toContain("Bitcoin price");
});

test("a correction is told on the page, in every feed and to machines, and is approved", async () => {
  using home = homeOf(made);
  await publishAt(home, MADE);
  const first = readFileSync(home.path(EDITION, "published.json"), "utf8");
  lateComes(home);
  const again = await makeAt(home, NEXT_MORNING);
  const { path } = again.articles.find(({ late: figures }) => figures !== undefined)!;
  const [corrected] = await at(home, NEXT_MORNING, (room, store) =>
    correctFiles(room, store, [join(home.folder, path)], { by: operator("Ada") }),
  );
  const { notice, report } = corrected!;
  expect(report.errors).toBe(0);
  expect(notice).toContain(NOTICE);
  const text = readFileSync(home.path(path), "utf8");
  expect(text).toContain('status: "corrected"');
  expect(text).toContain('review: "Ada"');

  expect((await publishAt(home, NEXT_MORNING)).held).toEqual([]);
  const site = filesBelow(home, "site/dist");
  const slug = path.split("/").at(-1)!.replace(".md", "");
  const told = [`2025/05/08/${slug}/index.html`, "feed.xml", "rss.xml", "feed.json"];
  const page = (name: string): string => site.get(name)!.replaceAll("&#x27;", "'");
  for (const name of told) expect(page(name)).toContain(NOTICE);
  expect(page(told[0]!)).toContain('"@type":"CorrectionComment"');
  expect(page(told[0]!)).toContain("2025-05-09T09:00:00.000Z");
  expect(page("feed.xml")).toContain("<updated>2025-05-09T09:00:00.000Z</updated>");
  expect(await errorsIn(home, NEXT_MORNING)).toEqual(none(home));

  const versions = JSON.parse(readFileSync(home.path(EDITION, "published.json"), "utf8"));
  expect(versions[slug]).toHaveLength(2);
  expect(versions[slug][0]).toEqual(JSON.parse(first)[slug][0]);
});

test("a published text that was edited is neither approved nor shown without a notice", async () => {
  using home = homeOf(made);
  await publishAt(home, MADE);
  const [path = ""] = articlesOf(home);
  writeFileSync(path, readFileSync(path, "utf8").replace("\n## ", "\nA word more.\n\n## "));
  const work = <T>(task: Parameters<typeof at<T>>[2]): Promise<T> => at(home, NEXT_MORNING, task);
  await expect(
    work((room, store) => stepOn(room, store, path, "approve", { by: operator("Ada") })),
  ).rejects.toThrow('An article that is "published" does not allow "approve".');
  const { held } = await publishAt(home, NEXT_MORNING);
  expect(held.map(({ reason }) => reason)).toEqual([
    expect.stringContaining("edited after it was published: `bellwether correct "),
  ]);
  const correct = (because?: string) =>
    work((room, store) =>
      correctFiles(room, store, [path], { by: operator("Ada"), ...(because && { because }) }),
    );
  await expect(correct()).rejects.toThrow("readers are to be told what was wrong");
  const [corrected] = await correct("A word was missing.");
  expect(corrected?.notice).toBe("A word was missing.");
  expect((await publishAt(home, NEXT_MORNING)).held).toEqual([]);
});

test("a store that was filled anew cannot tell what had come: the published articles check clean", async () => {
  using home = homeOf(made);
  await publishAt(home, MADE);
  using fresh = homeOf();
  for (const part of ["content/data", EDITION])
    cpSync(home.path(part), fresh.path(part), { recursive: true });
  expect(await errorsIn(fresh, MONTHS_LATER)).toEqual(none(fresh));
});

test("the records behind an edition are those of what had come by then, whenever they are worked out", async () => {
  using home = homeOf(made);
  const recordsAt = (instant: string, arrived?: number) =>
    at(home, instant, async (room, store) => {
      const { archive, upTo } = await openRecords(room, store);
      const view = archive.view(cutoffOf(DAY, room.publication.cutoff), arrived);
      return upTo(DAY).for({ day: DAY, view }).all();
    });
  const first = await recordsAt(MADE);
  expect(first.length).toBeGreaterThan(3);
  const revised = ["2025-04-01", "2025-04-08", "2025-04-15"].map((day, index) => ({
    day,
    value: 70_000 + 9000 * index,
    public: Date.parse(`${day}T23:00:00Z`) + 86_400_000,
    stated: true,
  }));
  await at(home, NEXT_MORNING, (_, store) =>
    store.write((writer) => writer.record("btc.close", "late", Date.parse(NEXT_MORNING), revised)),
  );
  expect(await recordsAt(NEXT_MORNING, Date.parse(MADE))).toEqual(first);
  expect(await recordsAt(NEXT_MORNING)).not.toEqual(first);
});

test("whatever comes later, a published article stays clean", async () => {
  using home = homeOf(made);
  await publishAt(home, MADE);
  const datum = fc.record({
    series: fc.constantFrom("btc.close", "vix.level", "eth.close", "sp500.close", "btc.volume"),
    back: fc.integer({ min: 0, max: 40 }),
    value: fc.double({ min: 1, max: 90_000, noNaN: true }),
    minutes: fc.integer({ min: 1, max: 5_000 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(datum, { minLength: 1, maxLength: 8 }), async (data) => {
      await at(home, NEXT_MORNING, (_, store) =>
        store.write(async (writer) => {
          for (const { series, back, value, minutes } of data) {
            const day = new Date(Date.parse(DAY) - (back + 1) * 86_400_000)
              .toISOString()
              .slice(0, 10);
            const observation = {
              day,
              value,
              public: Date.parse(`${day}T23:00:00Z`),
              stated: true,
            };
            await writer.record(series, "late", Date.parse(MADE) + minutes * 60_000, [observation]);
          }
        }),
      );
      expect(await errorsIn(home, NEXT_MORNING)).toEqual(none(home));
    }),
    { numRuns: 4 },
  );
});
