import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { gatherLive } from "../../generator/gather/live/gather-live.ts";
import { resultTable } from "../../generator/commands/live-table.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath } from "../../generator/store/store.ts";
import { loadPublication } from "../../generator/publication/publication.ts";
import { PROJECT, temporaryFolder } from "../gather/support.ts";
import { provider, worldVia } from "../gather/web/provider.ts";

const PLANTED = "planted-secret-7f3a";

test("a planted key stands in no message, store or recording, whatever the provider says", async () => {
  const home = temporaryFolder();
  cpSync(join(PROJECT, "bellwether.yaml"), join(home, "bellwether.yaml"));
  writeFileSync(
    join(home, "live.yaml"),
    `fetch:
  btc.exchangeInflow: { live: { by: glassnode, asset: BTC, metric: transactions/transfers_volume_to_exchanges_sum } }
  btc.marketCap: { live: { by: json, url: "https://x.example.com/?api_key={GLASSNODE_API_KEY}", date: d, value: v } }
`,
  );
  // The provider repeats the key in its answers.
  const { base, headers } = await provider((request, response) =>
    request.url?.includes("glassnode")
      ? void response.end(`<p>${PLANTED}</p>`)
      : void response.end(JSON.stringify([{ d: "2025-05-07", v: PLANTED }])),
  );
  const world = worldVia(base, "2025-05-09T12:00:00Z", { GLASSNODE_API_KEY: PLANTED });
  const publication = loadPublication(world, home, BUILT_IN, { live: true });
  const store = await openStore(world, storePath(home));
  const summary = await gatherLive(world, BUILT_IN, publication, store, {
    record: join(home, "recording"),
  });
  await store.close();
  expect(JSON.stringify(headers)).toContain(PLANTED);
  expect(JSON.stringify(summary) + resultTable(summary.series).join("\n")).not.toContain(PLANTED);
  const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files.length).toBeGreaterThan(4);
  const telling = files.filter((entry) =>
    readFileSync(join(entry.parentPath, entry.name)).includes(PLANTED),
  );
  expect(telling.map(({ name }) => name)).toEqual([]);
});
