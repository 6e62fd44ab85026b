import { describe, expect, test } from "vitest";
import { failureOf } from "../support.ts";
import { overMembers } from "../../../generator/gather/files/over-members.ts";
import { readTable } from "../../../generator/gather/files/table.ts";

/** Positions of the settlement of May 15, 2026, as FINRA published them, in the columns of its files. */
const MARKET = readTable(
  [
    "settlementDate|symbolCode|currentShortPositionQuantity|averageDailyVolumeQuantity",
    "2026-05-15|BE|28998320|",
    "2026-05-15|CRDO|11200807|",
    "2026-05-15|FN|2396449|",
    "2026-05-15|STRL|1743481|",
    "2026-05-15|MOG.A|1113641|",
    "2026-05-15|AAA|183|",
  ].join("\n"),
  "short.csv",
  { delimiter: "|" },
);

/** Five holdings of the iShares Russell 2000 ETF of May 5, 2026, with their weights; the shares are those in free float by Yahoo Finance. */
const MEMBERS = [
  "asOf,ticker,weight,shares",
  "2026-05-05,BE,1.93,268034301",
  "2026-05-05,CRDO,0.94,165819478",
  "2026-05-05,STRL,0.72,29989997",
  "2026-05-05,FN,0.71,35762738",
  "2026-05-05,MOGA,0.26,",
];

const LAG = Date.parse("2026-05-30T04:00:00Z");

function added(
  column: Parameters<typeof overMembers>[2],
  members: readonly string[] = MEMBERS,
  only?: string,
  market = MARKET,
) {
  const lists = readTable(members.join("\n"), "members.csv");
  return overMembers(market, lists, column, only, () => LAG);
}

/** The members, as they became public at an instant. */
function stated(instant: string): string[] {
  return [`${MEMBERS[0]},public`, ...MEMBERS.slice(1).map((each) => `${each},${instant}`)];
}

function valueOf(...given: Parameters<typeof added>): number {
  return Number(added(...given).rows[0]?.value);
}

describe("a count over the members of an index", () => {
  const short = 28_998_320 + 11_200_807 + 2_396_449 + 1_743_481;
  const shares = 268_034_301 + 165_819_478 + 29_989_997 + 35_762_738;

  test("is what is sold short of all their shares", () => {
    expect(valueOf("percent")).toBeCloseTo((short / shares) * 100, 10);
  });

  test("or what is sold short of each, by its weight", () => {
    const by =
      (1.93 * 28_998_320) / 268_034_301 +
      (0.94 * 11_200_807) / 165_819_478 +
      (0.72 * 1_743_481) / 29_989_997 +
      (0.71 * 2_396_449) / 35_762_738;
    expect(valueOf("byWeight")).toBeCloseTo((by / (1.93 + 0.94 + 0.72 + 0.71)) * 100, 10);
  });

  test("says how many members it covers, and how much of the weight", () => {
    expect([valueOf("matched"), valueOf("members")]).toEqual([4, 5]);
    expect(valueOf("coverage")).toBeCloseTo((4.3 / 4.56) * 100, 10);
  });

  test("of one of them is its own", () => {
    expect(valueOf("percent", MEMBERS, "CRDO")).toBeCloseTo((11_200_807 / 165_819_478) * 100, 10);
    expect(valueOf("members", MEMBERS, "crdo")).toBe(1);
  });

  test("has no days to cover where no volume is given", () => {
    expect(added("daysToCover")).toEqual({ rows: [], unadded: [] });
  });
});

describe("the list of members", () => {
  const later = MEMBERS.map((each) => each.replace("05-05,FN", "05-18,FN"));

  test("is the newest that was there on the day of the settlement", () => {
    expect(valueOf("members", later)).toBe(4);
  });

  test("is too old after a hundred days, and says nothing of what was before it", () => {
    for (const asOf of ["2026-02-03", "2026-05-16"]) {
      const list = MEMBERS.map((each) => each.replace("2026-05-05", asOf));
      expect(added("percent", list)).toEqual({
        rows: [],
        unadded: [
          {
            day: "2026-05-15",
            line: 2,
            why: "No list of members is of 2026-05-15 or of the 100 days before.",
          },
        ],
      });
    }
  });

  test("gives nothing where less than half of its weight is known", () => {
    const list = MEMBERS.map((each) => each.replace(/^(.*BE,1.93),.*/, "$1,"));
    const [unadded] = added("percent", [...list, "2026-05-05,X,1.00,"]).unadded;
    expect(unadded?.why).toMatch(/^Only 3 of 6 members, 42\.6% of the weight,/);
  });

  test("that came out later than the count makes the value public then, and no sooner", () => {
    expect(added("percent").rows[0]?.public).toBeUndefined();
    expect(added("percent", stated("2026-05-06T20:00:00Z")).rows[0]?.public).toBeUndefined();
    expect(added("percent", stated("2026-07-01T08:00:00Z")).rows[0]?.public).toBe(
      "2026-07-01T08:00:00.000Z",
    );
  });
});

test("files of several settlements may stand one below the other, each with its heads", () => {
  const both = readTable(
    ["date,symbol,short", "2026-05-15,BE,1", "date,symbol,short", "2026-05-29,BE,2"].join("\n"),
    "short.csv",
  );
  const { rows } = added("percent", MEMBERS, "BE", both);
  expect(rows.map(({ date }) => date)).toEqual(["2026-05-15", "2026-05-29"]);
});

test.each([
  ["asOf,ticker,weight", "members.csv", 'There is no column "shares".'],
  ["asOf,ticker,weight,shares\nMay 5,BE,1,2", "members.csv", '"May 5" is not a date'],
  ["asOf,ticker,weight,shares\n2026-05-05,BE,1%,2", "members.csv", '"1%" is not a count'],
])("a list that is none is named with its line: %s", (text, file, message) => {
  const { problems } = failureOf(() => added("percent", text.split("\n")));
  expect(problems[0]).toMatchObject({ file });
  expect(problems[0]?.message).toContain(message);
});
