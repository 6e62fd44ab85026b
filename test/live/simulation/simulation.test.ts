import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { daysFrom, type Day } from "../../../generator/base/day.ts";
import { BUILT_IN } from "../../../generator/newsroom/kit.ts";
import { withStoreToRead } from "../../../generator/newsroom/newsroom.ts";
import { loadPublication } from "../../../generator/publication/publication.ts";
import type { AsOfView } from "../../../generator/store/asof.ts";
import { realWorld } from "../../../generator/world/disk.ts";
import type { CliHome } from "../../support/cli.ts";
import { comparedIn, missingOfTruth, wrongInArticle, wrongInStore } from "./compared.ts";
import { PerfectDesk } from "./desk.ts";
import { faultsOf, KINDS } from "./faults.ts";
import { FEEDS, type Poll } from "./feeds.ts";
import { factsOf, openNewsroom } from "./newsroom.ts";
import { wrongInOutput } from "./told.ts";

/** Sixty days each, with holidays, half days and both changes of the clock between them; a shorter stretch unless `BELLWETHER_YEAR=whole`. */
const STRETCHES: readonly (readonly [seed: string, from: Day, to: Day])[] =
  process.env["BELLWETHER_YEAR"] === "whole"
    ? [
        ["winter", "2024-11-18", "2025-01-16"],
        ["spring", "2025-02-10", "2025-04-10"],
        ["summer", "2025-04-11", "2025-06-09"],
      ]
    : [["spring", "2025-03-05", "2025-03-13"]];

/** Periods that a required series may be behind. */
const STALE_AFTER = 2;
const REQUIRED = ["btc.close", "eth.close", "sp500.close"];

test.each(STRETCHES)(
  "with faults drawn from %s, %s to %s, nothing false goes out, nothing is lost and every fault is told",
  async (seed, from, to) => {
    const faults = faultsOf(seed, from, to);
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(KINDS));
    const desk = new PerfectDesk(faults);
    const newsroom = await openNewsroom(faults);
    const wrong: string[] = [];
    let compared = 0;

    const ask = async (poll: Poll, command: string): Promise<string> => {
      const revised = desk.hear(poll);
      const { status, stdout, stderr } = await newsroom.at(poll, command, "--live");
      const isBehind = REQUIRED.some((id) => behind(desk, id, poll) > STALE_AFTER);
      if (status !== (isBehind ? 1 : 0))
        wrong.push(`${poll.day} ${command}: status ${status}\n${stdout}${stderr}`);
      wrong.push(...wrongInOutput(stdout, desk, poll, revised));
      wrong.push(...wrongInStore(await stored(newsroom.home), desk));
      return stdout;
    };

    for (const day of daysFrom(from, to)) {
      await ask({ day, time: "00:45" }, "gather");
      const noon: Poll = { day, time: "12:02" };
      const said = await ask(noon, "daily");
      const articles = factsOf(newsroom.home, day);
      if (articles.size === 0) wrong.push(`${day}: no article\n${said}`);
      for (const facts of articles.values()) {
        compared += comparedIn(facts);
        wrong.push(...wrongInArticle(facts, desk, noon));
      }
      const published = await newsroom.at(noon, "publish", "--live");
      if (published.status !== 0) wrong.push(`${day} publish: ${published.stdout}`);
      if (wrong.length > 0) break;
    }
    expect(wrong).toEqual([]);
    expect(missingOfTruth(await stored(newsroom.home), { day: to, time: "12:02" })).toEqual([]);
    expect(compared).toBeGreaterThan(10 * daysFrom(from, to).length);
    expect(twice(newsroom.home)).toEqual([]);
  },
  900_000,
);

function behind(desk: PerfectDesk, series: string, poll: Poll): number {
  const feed = FEEDS.find(({ columns }) => Object.values(columns).includes(series))!;
  return desk.behind(feed, series, poll);
}

/** All that is stored, whenever it became public. */
async function stored(home: CliHome): Promise<AsOfView> {
  const world = realWorld();
  const { catalogue } = loadPublication(world, home.folder, BUILT_IN, { live: true });
  return withStoreToRead(world, home.folder, async (store) =>
    (await store.load(catalogue)).view(Number.MAX_SAFE_INTEGER),
  );
}

/** Articles that the site's feed names more than once. */
function twice(home: CliHome): string[] {
  const feed = readFileSync(home.path("site/dist/feed.xml"), "utf8");
  const ids = [...feed.matchAll(/<id>([^<]+)<\/id>/g)].map(([, id]) => id!);
  return ids.filter((id, at) => ids.indexOf(id) !== at);
}
