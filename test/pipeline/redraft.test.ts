import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseArticle } from "../../generator/articles/article.ts";
import { editionAnswer } from "../../generator/commands/editions.ts";
import { gather } from "../../generator/gather/gather.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { makeEdition, type Made } from "../../generator/newsroom/pipeline.ts";
import { publishEditions } from "../../generator/newsroom/publishing.ts";
import { verifyTrail } from "../../generator/review/audit.ts";
import { openWorkflow, type Workflow } from "../../generator/review/workflow.ts";
import { operator } from "../../generator/review/workflow/people.ts";
import { hashOf } from "../../generator/store/trail.ts";
import type { Store } from "../../generator/store/store.ts";
import { sentencesOf } from "../../generator/base/sentences.ts";
import { worldAt } from "../gather/support.ts";
import { siteKit } from "../support/bundle.ts";
import { type CliHome, siteOf } from "../support/cli.ts";
import { keepFew } from "../support/few.ts";
import { own } from "../support/own.ts";
import { problemsAfter } from "../support/problems.ts";
import { makeFolder, removeFolder } from "../support/room.ts";
import { isCopy, openTestStore } from "../support/store.ts";

const DAY = "2025-05-08";
const WRAP = `content/editions/${DAY}/market-wrap.md`;
const MADE = "2025-05-08T12:05:00Z";
const LATER = "2025-05-08T15:00:00Z";
/** What comes late: the closes of the VIX of that week. */
const LATE = "content/data/vix.csv";

const ada = operator("Ada");

let made: CliHome;
let whole: string;
/** The article as it is written once all data have come. */
let now: string;

function homeOf(from?: CliHome): CliHome {
  const folder = makeFolder("redraft");
  if (from) {
    cpSync(from.folder, folder, { recursive: true });
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

type Desk = Workflow & { readonly make: () => Promise<Made>; readonly store: Store };

/** Gathers at an instant, and works at the desk. */
async function at<T>(home: CliHome, instant: string, work: (desk: Desk) => Promise<T>): Promise<T> {
  const newsroom = openNewsroom(worldAt(instant), home.folder, siteKit);
  const store = await openTestStore(newsroom.world, home.folder);
  try {
    await gather(newsroom.world, newsroom.publication, store);
    const make = () => makeEdition(newsroom, store, DAY);
    const done = await work({ ...openWorkflow(newsroom, store), make, store });
    expect((await verifyTrail(newsroom.world, home.folder, store)).faults).toEqual([]);
    return done;
  } finally {
    await store.close();
  }
}

const lateComes = (home: CliHome): void => writeFileSync(home.path(LATE), whole);

const read = (home: CliHome): string => readFileSync(home.path(WRAP), "utf8");

const filed = ({ articles }: Made) => articles.find(({ path }) => path === WRAP)!;

const save = async ({ save }: Desk, home: CliHome, from: string, to: string): Promise<void> => {
  const text = read(home);
  expect(text).toContain(from);
  expect(await save(WRAP, text.replace(from, to), { by: ada, base: hashOf(text) })).toMatchObject({
    saved: true,
    state: "draft",
  });
};

/** Bitcoin's close of the day before was another, its source says an hour before the cut-off; that came to us two hours after it. */
async function revised(store: Store): Promise<void> {
  const observation = {
    day: "2025-05-07",
    value: 99_000.5,
    public: Date.parse("2025-05-08T11:00:00Z"),
    stated: true,
  };
  const change = await store.write((writer) =>
    writer.record("btc.close", "late", Date.parse("2025-05-08T14:00:00Z"), [observation]),
  );
  expect(change.revised).toBe(1);
}

beforeAll(async () => {
  made = homeOf();
  whole = readFileSync(made.path(LATE), "utf8");
  writeFileSync(made.path(LATE), whole.replace(/^2025-05-0[5-7],.*\n/gm, ""));
  await at(made, MADE, ({ make }) => make());
  using other = homeOf(made);
  lateComes(other);
  await at(other, LATER, ({ make }) => make());
  now = read(other);
  expect(now).not.toBe(read(made));
});

afterAll(() => made?.[Symbol.dispose]());

test("what a person added stays in the text that later data give", async () => {
  using home = homeOf(made);
  await at(home, MADE, (desk) => save(desk, home, "\n## ", "\nA word more.\n\n## "));
  lateComes(home);
  await at(home, LATER, async ({ make, history, act }) => {
    const again = await make();
    expect(filed(again)).toMatchObject({ saved: "merged", status: "draft" });
    expect(editionAnswer([again]).lines.join("\n")).toContain("put together with later data");
    const { body } = parseArticle(read(home), WRAP);
    expect(body.replace("A word more.\n\n", "")).toBe(parseArticle(now, WRAP).body);
    expect((await history(WRAP)).map(({ action, who }) => `${action} ${who.name}`)).toEqual([
      "save Ada",
      "merge automatic",
    ]);
    expect(filed(await make()).saved).toBe("kept");
    expect(await act(WRAP, "approve", { by: ada })).toMatchObject({ done: true });
  });
});

test("a sentence that a person and later data both changed is left as the person has it, and no one approves it before it is settled", async () => {
  using home = homeOf(made);
  const { body } = parseArticle(read(home), WRAP);
  const gone = sentencesOf(body.replace(/\n/g, " ")).find(
    (each) => body.includes(each) && !now.includes(each) && !/[>*#]/.test(each),
  )!;
  await at(home, MADE, (desk) => save(desk, home, gone, `${gone.slice(0, -1)}, as said.`));
  const edited = read(home);
  lateComes(home);
  await at(home, LATER, async ({ make, act, merge, settle }) => {
    const again = await make();
    expect(filed(again)).toMatchObject({ saved: "open", open: 1 });
    expect(editionAnswer([again])).toMatchObject({ status: 1 });
    expect(editionAnswer([again]).lines.join("\n")).toContain(`bellwether merge ${WRAP}`);
    expect(read(home)).toBe(edited);
    expect(filed(await make())).toMatchObject({ saved: "open", open: 1 });
    const refused = await problemsAfter(() => act(WRAP, "approve", { by: ada }));
    expect(refused.map(({ code, advice }) => [code, advice?.includes("bellwether merge")])).toEqual(
      [["open-merge", true]],
    );
    expect((await merge(WRAP))?.written).toContain('status: "draft"');
    await settle(WRAP, { by: ada, keep: "written" });
    expect(parseArticle(read(home), WRAP).body).toBe(parseArticle(now, WRAP).body);
    expect(await act(WRAP, "approve", { by: ada })).toMatchObject({ done: true });
  });
});

test("an approval is taken back where data behind a printed figure come otherwise, and the trail says why", async () => {
  using home = homeOf(made);
  await at(home, MADE, ({ act }) => act(WRAP, "approve", { by: ada }));
  await at(home, LATER, async ({ make, history, store }) => {
    await revised(store);
    const article = filed(await make());
    const last = (await history(WRAP)).at(-1);
    expect(last).toMatchObject({ action: "merge", from: "approved", to: "draft" });
    expect(last?.why).toMatch(/^Data behind it have changed: .*\$97,032/);
    expect(article.saved).toBe("merged");
    expect(read(home)).not.toMatch(/^approved: /m);
  });
});

test("of what was published, each figure that is another by now is listed with the notice, and a correction is in the trail", async () => {
  using home = homeOf(made);
  const newsroom = openNewsroom(worldAt(MADE), home.folder, siteKit);
  const store = await openTestStore(newsroom.world, home.folder);
  await publishEditions(newsroom, store);
  await store.close();
  await at(home, LATER, async ({ corrections, correct, history, store }) => {
    expect(await corrections()).toEqual([]);
    await revised(store);
    const due = (await corrections()).find(({ path }) => path === WRAP)!;
    expect(due.figures).toContainEqual(
      expect.objectContaining({ was: "$97,032", is: expect.stringMatching(/^\$99,00\d$/) }),
    );
    expect(due.notice).toContain("$97,032");
    expect(await correct(WRAP, { by: ada })).toMatchObject({ notice: due.notice });
    expect((await history(WRAP)).at(-1)).toMatchObject({
      action: "correct",
      from: "published",
      to: "corrected",
      why: due.notice,
    });
    expect((await corrections()).map(({ path }) => path)).not.toContain(WRAP);
  });
});

test("a head that calls a text approved is not believed where the trail says otherwise", async () => {
  using home = homeOf(made);
  await at(home, MADE, ({ act }) => act(WRAP, "approve", { by: ada }));
  const approved = read(home);
  await at(home, MADE, ({ act }) =>
    act(WRAP, "request-changes", { by: ada, because: "The headline is dull." }),
  );
  writeFileSync(home.path(WRAP), approved);
  const newsroom = openNewsroom(worldAt(LATER), home.folder, siteKit);
  const store = await openTestStore(newsroom.world, home.folder);
  const { held } = await publishEditions(newsroom, store);
  expect(held).toEqual([
    { file: WRAP, reason: expect.stringContaining("the trail does not say that anybody approved") },
  ]);
  await store.close();
});

test("a scheduled article goes out with the first publish after its hour; a withdrawn one leaves a notice, and no list leads there", async () => {
  using home = homeOf(made);
  const publishAt = async (instant: string) => {
    const newsroom = openNewsroom(worldAt(instant), home.folder, siteKit);
    const store = await openTestStore(newsroom.world, home.folder);
    const summary = await publishEditions(newsroom, store);
    await store.close();
    return { ...summary, site: siteOf(home) };
  };
  const page = `2025/05/08/market-wrap/index.html`;
  await at(home, MADE, ({ act }) =>
    act(WRAP, "schedule", { by: ada, at: "2025-05-08T16:00:00+02:00" }),
  );
  const early = await publishAt("2025-05-08T13:59:00Z");
  expect(early.waiting).toEqual([{ file: WRAP, from: "2025-05-08T14:00:00.000Z" }]);
  expect(early.site.has(page)).toBe(false);
  const due = await publishAt("2025-05-08T14:00:01Z");
  expect([due.waiting, due.site.has(page)]).toEqual([[], true]);
  await at(home, LATER, async ({ act, history }) => {
    expect((await history(WRAP)).at(-1)).toMatchObject({
      action: "publish",
      from: "scheduled",
      to: "published",
    });
    await act(WRAP, "withdraw", { by: ada, because: "The source took its figures back." });
  });
  const { site } = await publishAt("2025-05-08T16:00:00Z");
  expect(site.get(page)).toContain("The source took its figures back.");
  expect(site.get(page)).toContain("May 8, 2025");
  const leading = [...site].filter(
    ([name, text]) => /\.(html|xml|json|txt)$/.test(name) && text.includes("market-wrap/"),
  );
  expect(leading.map(([name]) => name).filter((name) => name !== page)).toEqual([]);
});
