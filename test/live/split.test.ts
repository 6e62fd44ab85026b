import { writeFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { withStoreToRead } from "../../generator/newsroom/with-store.ts";
import { loadPublication } from "../../generator/publication/publication.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { routed } from "../gather/sources/routes.ts";
import { provider, type Reply } from "../gather/web/provider.ts";
import { run, smallHome, ungathered } from "../support/cli.ts";
import { providersOf } from "./providers.ts";
import { bundledRows } from "./stock.ts";

const SYMBOL = "/v8/finance/chart/MSTR";
const SPLIT_DAY = "2025-03-11";

/** Yahoo's answer with every price before a split of ten for one restated for it, and the split among its events or not. */
function chartUntil(until: string, isSplit: boolean, isTold: boolean): Reply {
  const stock = (): ReturnType<typeof bundledRows> =>
    bundledRows("mstr.csv")
      .filter(({ date = "" }) => date >= "2024-01-01" && date <= until)
      .map((row) => {
        const factor = isSplit ? 10 : 1;
        return { ...row, close: String(Number((Number(row["close"]) / factor).toFixed(4))) };
      });
  const reply = providersOf(stock, until)["query2.finance.yahoo.com"]![SYMBOL] as Reply;
  return (request, response) => {
    const send = response.end.bind(response);
    response.end = ((body: string) => {
      const answer = JSON.parse(body) as { chart: { result: object[] } };
      const date = Date.parse(`${SPLIT_DAY}T13:30:00Z`) / 1000;
      const event = { date, numerator: 10, denominator: 1, splitRatio: "10:1" };
      const events = isTold ? { splits: { [date]: event } } : {};
      Object.assign(answer.chart.result[0]!, { events });
      return send(JSON.stringify(answer));
    }) as typeof response.end;
    reply(request, response);
  };
}

/** A share from Yahoo alone, with what a live run at an instant says of it and what is stored then. */
async function share() {
  const home = ungathered(smallHome());
  onTestFinished(() => home[Symbol.dispose]());
  writeFileSync(
    home.path("live.yaml"),
    `sources:
  feed: { publisher: The Feed, url: https://feed.example.com/, licence: free, commercial: true, attribution: The Feed }
fetch:
  mstr.close: { source: feed, live: { by: yahoo, symbol: MSTR } }
`,
  );
  return async (now: string, chart: Reply) => {
    const { base } = await provider(routed({ "query2.finance.yahoo.com": { [SYMBOL]: chart } }));
    const command = ["gather", "--live", "--only", "mstr.close", "--now", now];
    const { status, stdout } = await run(home, command, { BELLWETHER_HTTP_VIA: base });
    const world = realWorld();
    const { catalogue } = loadPublication(world, home.folder, BUILT_IN, { live: true });
    const { days, values } = await withStoreToRead(world, home.folder, async (store) =>
      (await store.load(catalogue, ["mstr.close"]))
        .view(Number.MAX_SAFE_INTEGER)
        .history("mstr.close"),
    );
    const stored = new Map(days.map((day, at) => [day, values[at]]));
    return { status, stdout, stored };
  };
}

test("a split that Yahoo tells of is applied to the whole history, and the operator is told; one that it does not tell of is asked about", async () => {
  const at = await share();
  const before = await at("2025-03-10T22:00Z", chartUntil("2025-03-10", false, false));
  expect(before.stored.get("2025-03-10")).toBe(239.27);
  expect(before.stored.size).toBeGreaterThan(250);

  const untold = await at("2025-03-11T22:00Z", chartUntil("2025-03-11", true, false));
  expect(untold.stored).toEqual(before.stored);
  expect(untold.stdout).toContain("the history was restated, for a split or another adjustment");

  const told = await at("2025-03-11T23:00Z", chartUntil("2025-03-11", true, true));
  expect(told.stored.get("2025-03-10")).toBe(23.927);
  expect([...told.stored.values()].every((value) => value! < 60)).toBe(true);
  expect(told.stored.get("2025-03-11")).toBeCloseTo(26.028, 1);
  expect(told.stdout).toContain("mstr.close: 2025-03-10 was 239.27 and is 23.927 from now on");
});
