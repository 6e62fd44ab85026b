import { writeFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { provider } from "../gather/web/provider.ts";
import { run, smallHome, type CliHome } from "../support/cli.ts";

/** Closes by day, and what the coin market traded. */
const CLOSES: Readonly<Record<string, number>> = {
  "2024-11-27": 5998.74,
  "2024-11-29": 6032.38,
  "2025-03-06": 5738.52,
  "2025-03-07": 5770.2,
  "2025-03-10": 5614.56,
};

/** A home whose commands ask the provider of the test. */
interface Rehearsed extends CliHome {
  readonly env: Readonly<Record<string, string>>;
}

interface Market {
  down: boolean;
  volume: number;
  updated: number;
  title: string;
}

/** A publication whose closes come from one address, behind a provider that a test may change. */
async function rehearsing(): Promise<{ made: Rehearsed; market: Market }> {
  const made = smallHome();
  onTestFinished(() => made[Symbol.dispose]());
  writeFileSync(
    made.path("live.yaml"),
    `sources:
  feed: { publisher: The Feed, url: https://feed.example.com/, licence: free, commercial: true, attribution: The Feed }
subjects:
  - { id: crypto-market, kind: crypto, name: the crypto market, symbol: TOTAL, calendar: 24/7 }
  - { id: idx, kind: equity_index, name: The Index, symbol: IDX, calendar: XNYS }
series:
  - { id: idx.close, title: The Index, unit: points, source: feed, calendar: XNYS, lag: PT30M, staleAfter: 1, range: [100, 90000], decimals: 2, live: { by: json, url: "https://feed.example.com/closes", rows: rows, date: "0", value: "1", expect: { symbol: IDX } } }
  - { id: crypto-market.volume, title: Volume, unit: USD, source: feed, calendar: 24/7, lag: PT2H, staleAfter: 2, range: [1000000000, 5000000000000], decimals: 0, maxGap: 30, live: { by: coingecko, field: total_volume } }
`,
  );
  const market: Market = { down: false, volume: 6e10, updated: 0, title: "IDX" };
  const { base } = await provider((request, response) => {
    const body = request.url?.includes("coingecko")
      ? {
          data: {
            total_market_cap: { usd: 3e12 },
            total_volume: { usd: market.volume },
            updated_at: market.updated,
          },
        }
      : { symbol: market.title, rows: Object.entries(CLOSES) };
    if (market.down) response.writeHead(404).end();
    else response.setHeader("content-type", "application/json").end(JSON.stringify(body));
  });
  return { made: { ...made, env: { BELLWETHER_HTTP_VIA: base } }, market };
}

interface Row {
  readonly id: string;
  readonly last?: string;
  readonly age: number | null;
  readonly added: number;
  readonly isStale: boolean;
  readonly fault?: string;
}

/** What a live run at an instant says of a series. */
async function at(made: Rehearsed, now: string, id = "idx.close"): Promise<Row> {
  const { stdout } = await run(
    made,
    ["gather", "--live", "--only", id, "--now", now, "--json"],
    made.env,
  );
  return (JSON.parse(stdout) as { series: Row[] }).series.find((each) => each.id === id)!;
}

test("a half day is over when it is, and a holiday makes nothing late", async () => {
  const { made } = await rehearsing();
  expect(await at(made, "2024-11-28T18:00Z")).toMatchObject({ last: "2024-11-27", age: 0 });
  expect(await at(made, "2024-11-29T18:29Z")).toMatchObject({ last: "2024-11-27", age: 0 });
  expect(await at(made, "2024-11-29T18:31Z")).toMatchObject({ last: "2024-11-29", age: 0 });
});

test("closes come an hour earlier in UTC once New York has changed its clocks", async () => {
  const { made } = await rehearsing();
  expect(await at(made, "2025-03-07T20:31Z")).toMatchObject({ last: "2025-03-06" });
  expect(await at(made, "2025-03-07T21:31Z")).toMatchObject({ last: "2025-03-07" });
  expect(await at(made, "2025-03-10T20:29Z")).toMatchObject({ last: "2025-03-07" });
  expect(await at(made, "2025-03-10T20:31Z")).toMatchObject({ last: "2025-03-10" });
});

test("a source that is down for three days is named and late, and what was missed is caught up", async () => {
  const { made, market } = await rehearsing();
  await at(made, "2025-03-05T22:00Z");
  market.down = true;
  expect((await at(made, "2025-03-06T22:00Z")).fault).toContain("404");
  expect(await at(made, "2025-03-10T22:00Z")).toMatchObject({ added: 0, isStale: true });
  market.down = false;
  expect(await at(made, "2025-03-11T12:00Z")).toMatchObject({
    last: "2025-03-10",
    added: 3,
    age: 0,
  });
});

test("an edition is made from its cut-off on, and that of the day before until then", async () => {
  const { made } = await rehearsing();
  const daysOf = async (now: string): Promise<string[]> => {
    const { stdout } = await run(made, ["daily", "--live", "--now", now, "--json"], made.env);
    return (JSON.parse(stdout) as { editions: { day: string }[] }).editions.map(({ day }) => day);
  };
  expect(await daysOf("2025-05-08T11:59Z")).toEqual(["2025-05-07"]);
  expect(await daysOf("2025-05-08T12:01Z")).toEqual(["2025-05-08"]);
  const ofFiles = await run(made, ["daily", "--now", "2025-05-08T11:59Z", "--json"]);
  expect(ofFiles.stdout).toContain('"day":"2025-05-07"');
});

test("editions that were missed for longer than a fortnight are named, with the command that makes them", async () => {
  const { made } = await rehearsing();
  await run(made, ["daily", "--date", "2025-05-01"], made.env);
  const daily = ["daily", "--live", "--now", "2025-05-20T12:01Z"];
  const { status, stdout } = await run(made, daily, made.env);
  expect(status).toBe(1);
  expect(stdout).toContain("No edition from 2025-05-02 to 2025-05-06, which is too long ago");
  expect(stdout).toContain("bellwether backfill --live --from 2025-05-02 --to 2025-05-06");
});

test("the volume of a market, told once a night, may more than double while it has no history", async () => {
  const { made, market } = await rehearsing();
  const night = async (day: string, volume: number): Promise<Row> => {
    Object.assign(market, { volume, updated: Date.parse(`${day}T00:10:00Z`) / 1000 });
    return at(made, `${day}T00:20Z`, "crypto-market.volume");
  };
  expect(await night("2025-05-05", 6e10)).toMatchObject({ added: 1, last: "2025-05-04" });
  expect(await night("2025-05-06", 1.5e11)).toMatchObject({ added: 1, last: "2025-05-05" });
  expect(await night("2025-05-07", 6.2e10)).toMatchObject({ added: 1, last: "2025-05-06" });
});

test("a provider's text steers no terminal, and stands as escapes in JSON", async () => {
  const { made, market } = await rehearsing();
  market.title = "\u001B[2JIDX\u202E\u009B";
  const command = ["gather", "--live", "--only", "idx.close", "--now", "2025-03-11T12:00Z"];
  const plain = await run(made, command);
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  expect(plain.stdout + plain.stderr).not.toMatch(/\u001B\[2J|[\u0080-\u009f\u202a-\u202e]/);
  const json = await run(made, [...command, "--json"], made.env);
  expect(json.stderr).toBe("");
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  expect(json.stdout).not.toMatch(/[\0-\x09\x0b-\x1f\x80-\x9f\u202a-\u202e]/);
  expect(json.stdout.trim().split("\n")).toHaveLength(1);
});

test("an instant that is none is refused, and so is a second clock", async () => {
  const { made } = await rehearsing();
  expect((await run(made, ["sources", "--now", "yesterday"], made.env)).status).toBe(2);
  const both = ["gather", "--replay", ".", "--now", "2025-05-08T11:59Z"];
  expect((await run(made, both)).stderr).toContain("(two-clocks)");
});
