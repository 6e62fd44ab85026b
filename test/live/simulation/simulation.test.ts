import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { daysFrom, type Day } from "../../../generator/base/day.ts";
import { BUILT_IN } from "../../../generator/newsroom/kit.ts";
import { withStoreToRead } from "../../../generator/newsroom/with-store.ts";
import { loadPublication } from "../../../generator/publication/publication.ts";
import type { AsOfView } from "../../../generator/store/asof.ts";
import { realWorld } from "../../../generator/world/disk.ts";
import { filesBelow, type CliHome } from "../../support/cli.ts";
import { comparedIn, missingOfTruth, wrongInArticle, wrongInStore } from "./compared.ts";
import { PerfectDesk } from "./desk.ts";
import { faultsOf, KINDS } from "./faults.ts";
import { FEEDS, type Poll } from "./feeds.ts";
import { factsOf, openNewsroom } from "./newsroom.ts";
import { wrongInOutput } from "./told.ts";

/**
 * Sixty days each, with holidays, half days and a change of the clock; nine days with every kind of fault unless
 * `BELLWETHER_YEAR=whole`, as CI has it.
 */
const STRETCHES: readonly (readonly [seed: string, from: Day, to: Day])[] =
  process.env["BELLWETHER_YEAR"] === "whole"
    ? [
        ["winter", "2024-11-18", "2025-01-16"],
        ["spring", "2025-02-10", "2025-04-10"],
        ["summer", "2025-04-11", "2025-06-09"],
      ]
    : [["spring", "2025-03-05", "2025-03-13"]];

/** The series without which a run does not end with 0, and the periods that each may be behind. */
const REQUIRED = ["btc.close", "eth.close", "sp500.close"];
const STALE_AFTER = 2;

/** Of the few rules too few may hold for a wrap, or for any story: that is told, awaits a person, and is no fault of what was gathered. */
const SAYS_LITTLE =
  /^\d{4}-\d\d-\d\d: (?:the edition has no \S+: nothing leads it, or too little stands beside its lead|no article, since no story found enough to say)\./m;

test.each(STRETCHES)(
  "with faults drawn from %s, %s to %s, nothing false goes out, nothing is lost and every fault is told",
  async (seed, from, to) => {
    const faults = faultsOf(seed, from, to);
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(KINDS));
    const desk = new PerfectDesk(faults);
    const newsroom = await openNewsroom(faults);
    const { home } = newsroom;

    /** What the last command printed. */
    let printed = "";
    const ask = async (poll: Poll, command: "gather" | "daily"): Promise<string[]> => {
      const revised = desk.hear(poll);
      const { status, stdout, stderr } = await newsroom.at(poll, command, "--live");
      printed = stdout;
      const isBehind = REQUIRED.some((id) => behind(desk, id, poll) > STALE_AFTER);
      const isExpected = status === (isBehind || SAYS_LITTLE.test(stdout) ? 1 : 0);
      return [
        ...(isExpected ? [] : [`${poll.day} ${command}: status ${status}\n${stdout}${stderr}`]),
        ...wrongInOutput(stdout, desk, poll, revised),
        ...wrongInStore(await stored(home), desk),
      ];
    };

    let editions = new Map<string, string>();
    let compared = 0;
    for (const day of daysFrom(from, to)) {
      const noon: Poll = { day, time: "12:02" };
      const wrong = [
        ...(await ask({ day, time: "00:45" }, "gather")),
        ...(await ask(noon, "daily")),
      ];
      const articles = [...factsOf(home, day).values()];
      compared += articles.reduce((sum, each) => sum + comparedIn(each), 0);
      wrong.push(...articles.flatMap((facts) => wrongInArticle(facts, desk, noon)));
      if (articles.length === 0 && !SAYS_LITTLE.test(printed))
        wrong.push(`${day}: no article, and no word of why: ${printed}`);
      expect(wrong).toEqual([]);

      const before = [...editions];
      editions = filesBelow(home, "content/editions");
      expect([...editions].filter(([path]) => !path.startsWith(day))).toEqual(before);
      const { status, stdout, stderr } = await newsroom.at(
        noon,
        "publish",
        "--live",
        "--no-search",
      );
      const written = [...editions.keys()].filter((path) => path.endsWith(".md")).length;
      expect([status, stdout], stderr).toEqual([
        0,
        expect.stringContaining(`: ${written} articles, `),
      ]);
    }
    expect(missingOfTruth(await stored(home), { day: to, time: "12:02" })).toEqual([]);
    expect(compared).toBeGreaterThan(10 * daysFrom(from, to).length);
    expect(twiceInFeed(home)).toEqual([]);
  },
  1_800_000,
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
function twiceInFeed(home: CliHome): string[] {
  const feed = readFileSync(home.path("site/dist/feed.xml"), "utf8");
  const ids = [...feed.matchAll(/<id>([^<]+)<\/id>/g)].map(([, id]) => id!);
  return ids.filter((id, at) => ids.indexOf(id) !== at);
}
