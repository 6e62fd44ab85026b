import { spawn } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { routed } from "../gather/sources/routes.ts";
import { PROJECT, temporaryFolder } from "../gather/support.ts";
import { provider } from "../gather/web/provider.ts";
import { providersUntil } from "./providers.ts";

const CLI = join(PROJECT, "generator/cli.ts");
const KILLS = 50;
/** Milliseconds between which a run is killed: from its start to after its end. */
const [SOONEST, LATEST] = [200, 600];

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
  mkdirSync(join(folder, "content/data"), { recursive: true });
  for (const name of readdirSync(join(PROJECT, "content/data")).filter((each) =>
    each.endsWith(".csv"),
  )) {
    const lines = readFileSync(join(PROJECT, "content/data", name), "utf8").split("\n");
    writeFileSync(join(folder, "content/data", name), `${lines.slice(0, 300).join("\n")}\n`);
  }
  return folder;
}

function gatherLive(folder: string, base: string): { ended: Promise<unknown>; kill: () => void } {
  const child = spawn(process.execPath, [CLI, "gather", "--live", "--home", folder], {
    stdio: "ignore",
    env: { ...process.env, BELLWETHER_HTTP_VIA: base },
  });
  return {
    ended: new Promise((done) => child.once("exit", done)),
    kill: () => void child.kill("SIGKILL"),
  };
}

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

test(`a gathering that is killed ${KILLS} times loses nothing and doubles nothing`, async () => {
  const { base } = await provider(routed(providersUntil("2025-05-08")));
  const [killed, whole] = [home(), home()];
  for (let time = 0; time < KILLS; time++) {
    const run = gatherLive(killed, base);
    await sleep(SOONEST + ((time * 137) % (LATEST - SOONEST)));
    run.kill();
    await run.ended;
  }
  await gatherLive(killed, base).ended;
  await gatherLive(whole, base).ended;
  const rows = stored(whole);
  expect(rows.length).toBeGreaterThan(4000);
  expect(stored(killed)).toEqual(rows);
}, 300_000);
