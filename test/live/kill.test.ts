import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { routed } from "../gather/sources/routes.ts";
import { PROJECT, temporaryFolder } from "../gather/support.ts";
import { provider } from "../gather/web/provider.ts";
import { startDying, type Ending } from "../support/kills.ts";
import { providersUntil } from "./providers.ts";

const CLI = join(PROJECT, "generator/cli.ts");
const LIVE = `fetch:
  fear-greed.level: { live: { by: alternative-me }, jump: 5 }
  us10y.level: { live: { by: fred, series: DGS10 } }
  vix.level: { live: { by: cboe, index: VIX } }
  btc.marketCap: { live: { by: coinmetrics, asset: btc, metric: CapMrktCurUSD } }
  btc.exchangeInflow: { live: { by: coinmetrics, asset: btc, metric: FlowInExUSD } }
`;

/** A home whose bundled files end early, so that the sources have most to give. */
function home(): string {
  const folder = temporaryFolder();
  cpSync(join(PROJECT, "bellwether.yaml"), join(folder, "bellwether.yaml"));
  writeFileSync(join(folder, "live.yaml"), LIVE);
  cpSync(join(PROJECT, "content/data/events"), join(folder, "content/data/events"), {
    recursive: true,
  });
  for (const name of readdirSync(join(PROJECT, "content/data")).filter((each) =>
    each.endsWith(".csv"),
  )) {
    const lines = readFileSync(join(PROJECT, "content/data", name), "utf8").split("\n");
    writeFileSync(join(folder, "content/data", name), `${lines.slice(0, 300).join("\n")}\n`);
  }
  return folder;
}

/** Gathers, until it is done or killed at a change to the disk. */
const gatherLive = (folder: string, base: string, at?: number): Promise<Ending> =>
  startDying([CLI, "gather", "--live", "--home", folder], at, {
    env: { BELLWETHER_HTTP_VIA: base },
  }).ended;

/** Every stored value, without the instants of retrieval. */
function stored(folder: string): unknown[] {
  const database = new DatabaseSync(join(folder, "var/bellwether.db"), { readOnly: true });
  const rows = database
    .prepare(
      "SELECT name, period, revision, value, public FROM observation JOIN series ON id = series ORDER BY name, period, revision",
    )
    .all();
  database.close();
  return rows;
}

test("a gathering that is killed at one change to the disk after another loses nothing and doubles nothing", async () => {
  const { base } = await provider(routed(providersUntil("2025-05-08")));
  const [killed, whole] = [home(), home()];
  expect((await gatherLive(whole, base)).code).toBe(0);
  const rows = stored(whole);
  const counts: number[] = [];
  for (let at = 1; ; at++) {
    const { code, signal, changes } = await gatherLive(killed, base, at);
    if (code === 0) break;
    expect([signal, changes.length]).toEqual(["SIGKILL", at]);
    if (at > 1) counts.push(stored(killed).length);
  }
  // Some kills came within the bundled files, some within what the sources gave.
  expect(counts[0]).toBe(0);
  expect(counts.filter((count) => count > 4000 && count < rows.length).length).toBeGreaterThan(0);
  expect(stored(killed)).toEqual(rows);
});
