import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { addDays, type Day } from "../../../generator/base/day.ts";
import { narrate } from "../../../generator/narrate/narrate.ts";
import { catalogue, ROOT } from "../../support/bundle.ts";
import { bundledEvents, editionOf, narratives } from "../../support/edition.ts";
import { bookOf, bundledRows, pastOf, ruleOnly } from "./support.ts";

/** What followed twenty decisions of the Federal Reserve, computed again by plain loops over the bundled CSV files. */

const DAY = "2025-05-08";
const LAST = "2025-05-07";

function rows(file: string): Record<string, string>[] {
  const [head = "", ...lines] = readFileSync(join(ROOT, "content/data", file), "utf8")
    .trim()
    .split("\n");
  const names = head.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]));
  });
}

const btc = rows("btc.csv").filter((row) => row["date"]! <= LAST);
const closeAt = new Map(btc.map((row) => [row["date"]!, Number(row["close"])]));
const decided = rows("events/fed-decisions.csv").filter(
  (row) => row["date"]! <= LAST && row["upper"] !== "",
);
const TWENTY = decided.slice(-20).map((row) => row["date"]!);

/** The close some days after a day against that day's, in percent. */
const after = (day: string, days: number): number =>
  (closeAt.get(addDays(day as Day, days))! / closeAt.get(day)! - 1) * 100;

test.each(TWENTY)("the decision of %s, the one before it, and what Bitcoin did that day", (day) => {
  const at = decided.findIndex((row) => row["date"] === day);
  const [decision, before] = [decided[at]!, decided[at - 1]!];
  const next = addDays(day as Day, 1);
  const edition = editionOf(next);
  const found = narrate(narratives, edition).find(
    ({ narrative }) => narrative.id === "events/fed-decision",
  )!;
  const told = (name: string): unknown => found.bound.get("event")!.value(name, next);
  expect(told("day")).toBe(day);
  for (const name of ["lower", "upper", "change"])
    expect([name, told(name)]).toEqual([name, Number(decision[name])]);
  expect(told("previousUpper")).toBe(Number(before["upper"]));
  const way = Math.sign(Number(decision["change"]));
  let run = 0;
  while (Math.sign(Number(decided[at - run]!["change"])) === way) run++;
  expect(told("changeRun")).toBe(run);
  const like = decided.slice(0, at).findLast((row) => Math.sign(Number(row["change"])) === way)![
    "date"
  ];
  expect(told("changeLikeSince")).toBe(like);
  const change = edition.signals.read("btc", "close", "change1");
  expect(change.ok && change.signal.value).toBeCloseTo(after(addDays(day as Day, -1), 1), 9);
});

interface Counted {
  readonly episodes: number;
  readonly hits: number;
  readonly baseRate: number;
}

/** What the record of a rule says of decisions, and what going through these days one by one and through all days gives. */
function recordOf(
  event: string,
  when: string,
  decisions: readonly string[],
): { readonly told: Counted; readonly counted: Counted } {
  const past = pastOf(catalogue, bundledRows, { announcements: () => bundledEvents });
  const HORIZON = 5;
  const rule = ruleOnly("test/reaction", {
    for: { event, asset: "btc" },
    when,
    stance: "bullish",
    evidence: { target: "asset.close", horizons: [HORIZON] },
  });
  const record = bookOf(past, [rule], DAY).all()[0]!;
  const [{ episodes, hits, rates }] = record.horizons as [(typeof record.horizons)[number]];
  const days = btc.map((row) => row["date"]!).filter((day) => day >= record.from);
  const over = days.filter((day) => addDays(day as Day, HORIZON) <= LAST);
  const cases = [...new Set(decisions)].filter((day) => over.includes(day));
  const isRisen = (day: string): boolean => after(day, HORIZON) > 0;
  const share = (100 * over.filter(isRisen).length) / over.length;
  return {
    told: { episodes, hits, baseRate: Number(rates!.baseRate.toFixed(9)) },
    counted: {
      episodes: cases.length,
      hits: cases.filter(isRisen).length,
      baseRate: Number(share.toFixed(9)),
    },
  };
}

test("the record of what followed is what going through the decisions one by one gives, against all days", () => {
  const days = decided.map((row) => row["date"]!);
  const when = "event.hoursSince >= 0.0 && event.hoursSince < 24.0";
  const { told, counted } = recordOf("fed-decision", when, days);
  expect(told).toEqual(counted);
  expect(counted.episodes).toBeGreaterThanOrEqual(20);
});

const banks = (["ecb", "boe"] as const).map((bank) => ({
  kind: `${bank}-decision`,
  decided: rows(`events/${bank}-decisions.csv`).filter(
    (row) => row["date"]! <= LAST && row["rate"] !== "",
  ),
}));

/** Changes of a rate of which the edition of the next morning tells. */
const CHANGES = banks.flatMap(({ kind, decided: its }) =>
  its
    .slice(-16)
    .flatMap((row, at, last) =>
      at > 0 && row["change"] !== "0" ? [[kind, row["date"]!, last[at - 1]!["rate"]!]] : [],
    ),
) as [string, string, string][];

test.each(CHANGES)("%s on %s: the rate before it and after", (kind, day, earlier) => {
  const next = addDays(day as Day, 1);
  const found = narrate(narratives, editionOf(next)).find(
    ({ narrative, bound }) =>
      narrative.id === "events/rate-decision-and-coin" &&
      bound.get("event")?.value("kind", next) === kind,
  )!;
  const told = (name: string): unknown => found.bound.get("event")!.value(name, next);
  const row = banks
    .find((each) => each.kind === kind)!
    .decided.find((each) => each["date"] === day)!;
  expect([told("day"), told("rate"), told("change"), told("previousRate")]).toEqual([
    day,
    Number(row["rate"]),
    Number(row["change"]),
    Number(earlier),
  ]);
});

test("the record of what followed decisions of both banks, each day once, against all days", () => {
  const days = banks.flatMap(({ decided: its }) => its.map((row) => row["date"]!));
  const when = "event.daysAhead == -1.0 && event.rate > -20.0";
  const { told, counted } = recordOf("rate_decision", when, days);
  expect(told).toEqual(counted);
  expect(counted.episodes).toBeGreaterThan(40);
});
