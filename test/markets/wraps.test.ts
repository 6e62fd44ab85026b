import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { daysFrom, type Day } from "../../generator/base/day.ts";
import { run, ungathered, type CliHome } from "../support/cli.ts";
import { marketHome } from "./home.ts";

/** Editions after the sessions of June 23 to 27, 2025; on that of the 24th prices of oil and the S&P 500 did little. */
const DAYS = daysFrom("2025-06-24", "2025-06-28");

const STOCKS = /^(?:S&P 500|Nasdaq-100) /;

/** Each market with its wrap, on which of the days there is one, and what its headlines are about. */
const WRAPS = {
  equities: { wrap: "index-wrap", days: DAYS, about: STOCKS },
  commodities: { wrap: "commodities-wrap", days: DAYS, about: /^(?:WTI crude|Gold fund) / },
  // Rates come out on Monday for the week before.
  fx: { wrap: "currency-wrap", days: DAYS.slice(0, 1), about: /^(?:EUR\/USD|Broad dollar index) / },
  macro: {
    wrap: "macro-wrap",
    days: DAYS,
    about: /^(?:(?:10|2)-year Treasury yield|S&P 500) /,
  },
  mixed: {
    wrap: "markets-wrap",
    days: DAYS,
    about: /^(?:S&P 500|Nasdaq-100|WTI crude|Gold fund|Bitcoin|Ether) /,
  },
} as const;

function textOf(home: CliHome, day: Day, slug: string): string {
  return readFileSync(home.path("content/editions", day, `${slug}.md`), "utf8");
}

function titleOf(text: string): string {
  return /^title: "(.*)"$/m.exec(text)?.[1] ?? "";
}

describe.each(Object.entries(WRAPS))(
  "the wrap of init --market %s",
  (market, { wrap, days, about }) => {
    test("is there after every session with new prices, leads with one, says it anew each day, and dates what is older", async () => {
      using home = await marketHome(market);
      const backfill = await run(home, ["backfill", "--from", DAYS[0]!, "--to", DAYS.at(-1)!]);
      expect([backfill.status, backfill.stderr]).toEqual([0, ""]);
      const texts = days.map((day) => textOf(home, day, wrap));
      const titles = texts.map(titleOf);
      for (const title of titles) {
        expect(title).toMatch(about);
        expect(title).not.toMatch(/correlation|link to/);
      }
      // Yields and rates of a week are older than the session.
      for (const title of titles.filter((each) =>
        /^(?:10-year|2-year|EUR|Broad dollar)/.test(each),
      ))
        expect(title).toMatch(/ (?:on|to) (?:Mon|Tues|Wednes|Thurs|Fri)day/);
      expect(new Set(titles).size).toBe(titles.length);
      for (const text of texts) expect(text).toMatch(/^\| (?:Close|Rates) of \w+day, June \d+ \|/m);
      const files = days.map((day) => `content/editions/${day}/${wrap}.md`);
      expect(await run(home, ["check", ...files])).toMatchObject({ status: 0 });
      if (market !== "equities") return;
      // Ten funds of the eleven sectors rose on June 23, consumer discretionary the most and energy the least.
      expect(titles[0]).toMatch(/^S&P 500 rises 1\.0% to 6,025\.17/);
      expect(texts[0]).toContain(
        "Of the eleven sectors ten rose, the consumer discretionary sector (XLY) the most, by 2.0%, and the energy sector (XLE) lost the most, 2.5%.",
      );
      // On June 26 the index closed 3.13 points below its record of February 19.
      expect(texts[3]).toContain("short of its record close of 6,144.15 on February 19.");
    });
  },
);

/** Has the price of oil come a session later, as that of its spot market does. */
function delayOil(home: CliHome): void {
  const config = readFileSync(home.path("bellwether.yaml"), "utf8");
  const late = config.replace(/(id: wti\.close\n(?:.*\n)*? {4}lag: )PT4H/, "$11 session + PT1H");
  writeFileSync(home.path("bellwether.yaml"), late);
  ungathered(home);
}

test("an older price leads only where it is much larger, with its weekday; the day of each is in the table and in the sources", async () => {
  using home = await marketHome("commodities");
  delayOil(home);
  await run(home, ["daily", "--date", "2025-04-04"]);
  // Oil's high of Wednesday is older than Thursday's session, in which the S&P 500 lost 4.8%.
  const quiet = textOf(home, "2025-04-04", "commodities-wrap");
  expect(titleOf(quiet)).toMatch(/^Gold fund falls 0\.6%/);
  expect(quiet).toMatch(/^\| WTI crude, front future \(April 2\) \| \$71\.71 \| \+0\.7% \|/m);
  expect(quiet).toMatch(/Data to April 3, 2025; WTI crude, .* to April 2\./);
  await run(home, ["daily", "--date", "2025-06-25"]);
  expect(titleOf(textOf(home, "2025-06-25", "commodities-wrap"))).toMatch(
    /^WTI crude tumbles 8\.6% to \$68\.51 on Monday, /,
  );
});

test("a wrap is written where another index has more to say of the lead's kind, and one that is not written is said to be missing", async () => {
  using home = await marketHome("equities");
  await run(home, ["daily", "--date", "2025-04-09"]);
  const text = textOf(home, "2025-04-09", "index-wrap");
  expect(titleOf(text)).toBe("S&P 500 falls 1.6% to 4,982.77, its lowest since April 19, 2024");
  // 6,144.15 less a fifth.
  expect(text).toContain("at 4,915.32, would be 20% below the high of February 19");
  const path = "templates/stories/index-wrap.md";
  await run(home, ["eject", path]);
  const story = readFileSync(home.path(path), "utf8");
  writeFileSync(home.path(path), story.replace(/^needs: 2$/m, "needs: 90"));
  const { status, stdout } = await run(home, ["daily", "--date", "2025-04-10"]);
  expect(status).toBe(1);
  expect(stdout).toContain("2025-04-10: the edition has no index-wrap: nothing leads it");
});

test("a sector's note names the fund whose prices it tells, once, and calls the sector by its name", async () => {
  using home = await marketHome("equities");
  await run(home, ["daily", "--date", "2025-06-24"]);
  const text = textOf(home, "2025-06-24", "energy-sector-note").split("\n## Sources")[0]!;
  expect(text).toContain(
    'title: "Energy sector drops 2.5% on 3.6 times the usual volume of its fund"',
  );
  expect(text).toContain(
    "of the Energy Select Sector SPDR (XLE), the fund that holds the sector's",
  );
  expect(text.match(/energy sector \(XLE\)/gi)).toHaveLength(1);
});

test("a day on which no story is due is told as such and awaits nobody; one whose stories say nothing does", async () => {
  using home = await marketHome("equities");
  // Sunday and Monday, before the session that follows Friday's.
  const quiet = await run(home, ["backfill", "--from", "2025-06-22", "--to", "2025-06-23"]);
  expect(quiet.status).toBe(0);
  for (const day of ["2025-06-22", "2025-06-23"])
    expect(quiet.stdout).toContain(`${day}: no article, since no story was due`);
  const publication = readFileSync(home.path("bellwether.yaml"), "utf8");
  const alone = publication.replace(/stories: \[.*\]/, "stories: [index-wrap]");
  writeFileSync(home.path("bellwether.yaml"), alone);
  const path = "templates/stories/index-wrap.md";
  await run(home, ["eject", path]);
  const story = readFileSync(home.path(path), "utf8");
  writeFileSync(home.path(path), story.replace(/^needs: 2$/m, "needs: 90"));
  const silent = await run(home, ["daily", "--date", "2025-06-24"]);
  expect(silent.status).toBe(1);
  expect(silent.stdout).toContain("2025-06-24: no article, since no story found enough to say");
});

test("an index is told before its sectors: a bull market, averages crossed, every index of a large day; sectors stand in a table", async () => {
  using home = await marketHome("equities");
  const days = ["2024-07-25", "2025-04-10", "2025-05-01", "2025-05-13"];
  for (const day of days)
    expect(await run(home, ["daily", "--date", day])).toMatchObject({ status: 0 });
  const [july, rally, month, bull] = days.map((day) => textOf(home, day, "index-wrap"));
  // 20,868.15 is 22.1% above the 17,090.40 of April 8.
  expect(titleOf(bull!)).toBe(
    "Nasdaq-100 jumps 4.0% into a bull market, 22.1% above its April 8 low",
  );
  expect(bull).toContain(
    "The S&P 500 closed above its 200-day average, 5,750.37, after 32 sessions below it, and the Nasdaq-100 closed above its 200-day average, 20,191.06, after 46 sessions below it.",
  );
  expect(bull!.match(/^\| [\w ]+ \(XL\w+\) \| \$\d/gm)).toHaveLength(11);
  expect(bull).toContain(
    "The move was broad: on a day that the S&P 500 ended up 3.3%, ten of the eleven sectors rose",
  );
  expect(rally).toContain("and the Russell 2000 8.7% to 1,913.16, the most since March 2020.");
  expect(month).toContain("The S&P 500 ended the month down 0.8%, its 3rd losing month in a row");
  expect(july).toContain(
    "The S&P 500 closed below its 50-day average, 5,428.30, after 54 sessions above it",
  );
  // The split of August 8, 2024, ten for one, was still to come: the price is the one that was traded.
  expect(july).toMatch(/^\| MicroStrategy \| \$1,672\.69 \| −2\.9% \|/m);
});

test("why a share moved is told by its beta, or by a link that its interval bears", async () => {
  using home = await marketHome("mixed");
  delayOil(home);
  await run(home, ["daily", "--date", "2025-06-14"]);
  const gold = textOf(home, "2025-06-14", "gold-fund-note");
  expect(gold).toContain(
    "over 30 sessions the two have tended to move against each other: their correlation is −0.59 (−0.78 to −0.29).",
  );
  expect(gold).not.toContain("does not explain");
  // Oil of Friday came after the cut-off of Saturday.
  expect(textOf(home, "2025-06-14", "markets-wrap")).toContain(
    "There is no WTI crude price of Friday in these data.",
  );
});

test("a report on prices is headed with its figures, and the yields of the eve are no answer to it", async () => {
  using home = await marketHome("macro");
  await run(home, ["daily", "--date", "2025-01-16"]);
  const note = textOf(home, "2025-01-16", "macro-release-note");
  expect(titleOf(note)).toBe(
    "US inflation rises to 2.9% in December, core inflation falls to 3.2%",
  );
  expect(note).toMatch(/^\| US core inflation \| 3\.2% \| 3\.3% \| −0\.7 pp \|/m);
  expect(note).toContain("The Treasury yields of Wednesday are not out yet");
  expect(note).not.toMatch(/yield fell|yield rose/);
});
