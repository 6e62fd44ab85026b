import { BUILT_IN } from "../../../generator/newsroom/kit.ts";
import { httpClientOf } from "../../../generator/web/http-client.ts";
import { loadSecrets } from "../../../generator/web/secrets.ts";
import { openWeb } from "../../../generator/web/web.ts";
import { seriesOf, temporaryFolder } from "../support.ts";
import { provider, worldVia } from "../web/provider.ts";
import { routed, type Routes } from "./routes.ts";

const KEYS = {
  GLASSNODE_API_KEY: "glassnode-key",
  MY_KEY: "my-own-key",
  COINMARKETCAP_API_KEY: "coinmarketcap-key",
};

/** What a source makes of its provider's answers: `date value` lines of one series, and the requests it sent. */
export async function pulled(
  id: string,
  options: object,
  routes: Routes,
  { calendar = "24/7", from = "2025-05-07", to = "2025-05-09", now = "2025-05-09T00:30:00Z" } = {},
): Promise<{
  rows: string[];
  notes: readonly string[];
  seen: readonly string[];
  headers: object[];
  /** Why the series got nothing from an answer that has something for others. */
  fault: string | undefined;
}> {
  const { base, seen, headers } = await provider(routed(routes));
  const world = worldVia(base, now, KEYS);
  const source = BUILT_IN.sources.get(id)!;
  const read = source.options.parse(options);
  const keys = [...source.keys, ...(source.keysOf?.(read) ?? [])];
  const web = openWeb(world, loadSecrets(world, temporaryFolder(), keys));
  const series = seriesOf({ id: "btc.close", calendar });
  const answer = await source.pull(
    { wanted: [{ series, options: read }], from, to, now: world.now() },
    httpClientOf(web, source),
  );
  const rows = (answer.rows.get(series.id) ?? []).map((row) =>
    [row.date, row.value, row.public].filter(Boolean).join(" "),
  );
  const fault = answer.faults?.get(series.id);
  return { rows, notes: answer.notes, seen, headers: [...headers], fault };
}
