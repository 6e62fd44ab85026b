import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { routed } from "../gather/sources/routes.ts";
import { PROJECT } from "../gather/support.ts";
import { provider } from "../gather/web/provider.ts";
import { EXCHANGES } from "../gather/sources/exchange-answers.ts";
import { cliHome, run } from "../support/cli.ts";

const HOUR = 3600;

/** 2025-05-08, midnight UTC. */
const DAY = 1_746_662_400;

/** That day of Bitcoin by the hour: it opened and closed as in the sample's data, and all of its rise but little came as New York opened. */
const PRICES = Array.from({ length: 24 }, (_, hour) =>
  hour < 13 ? [97_035, 97_035] : hour === 13 ? [97_035, 102_500] : [102_500, 103_241],
);

/** As Coinbase answers, newest first: `[time, low, high, open, close, volume]`. */
const candles = PRICES.map(([open = NaN, close = NaN], hour) => [
  DAY + hour * HOUR,
  Math.min(open, close),
  Math.max(open, close),
  open,
  close,
  10,
]).toReversed();

/** The lines that the handbook has a publisher put below `series:`. */
function seriesOfHandbook(): string {
  const handbook = readFileSync(join(PROJECT, "generator/gather/README.md"), "utf8");
  return /```yaml\n(- &hours\n[\s\S]*?)```/.exec(handbook)![1]!;
}

test("with the lines of the handbook, a wrap tells in which hour the day's move came", async () => {
  using home = cliHome();
  const host = "api.exchange.coinbase.com";
  const { base } = await provider(
    routed({ [host]: { ...EXCHANGES[host], "/products/BTC-USD/candles": candles } }),
  );
  const coinbase = {
    publisher: "Coinbase Exchange",
    url: "https://exchange.coinbase.com/",
    licence: "Coinbase market data terms",
    commercial: false,
    attribution: "Coinbase Exchange",
  };
  writeFileSync(
    home.path("live.yaml"),
    `sources: ${JSON.stringify({ coinbase })}\nseries:\n${seriesOfHandbook()}`,
  );
  const env = { BELLWETHER_HTTP_VIA: base };
  const gather = ["gather", "--live", "--now", "2025-05-09T00:30Z", "--since", "2025-05-08"];
  for (const only of ["btc.swing*", "btc.*Hour"])
    expect(await run(home, [...gather, "--only", only], env)).toMatchObject({ status: 0 });
  const made = await run(home, [
    "backfill",
    "--live",
    "--from",
    "2025-05-09",
    "--to",
    "2025-05-09",
  ]);
  expect(made.status).toBe(0);
  const file = "content/editions/2025-05-09/market-wrap.md";
  const wrap = readFileSync(home.path(file), "utf8");
  expect(wrap).toContain(
    "Most of Bitcoin's rise came in the hour from 13:00 UTC, when it went from $97,035 to $102,500 as New York's stock market opened.",
  );
  const check = ["check", "--live", file];
  expect(await run(home, check)).toMatchObject({ status: 0 });
  writeFileSync(home.path(file), wrap.replace("hour from 13:00 UTC", "hour from 15:00 UTC"));
  expect(await run(home, check)).toMatchObject({
    status: 1,
    stdout: expect.stringContaining("15:00"),
  });
});
