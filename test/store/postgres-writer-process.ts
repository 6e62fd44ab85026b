/** Writes to a store on Postgres from a process of its own: `write ADDRESS SERIES ROUNDS` or `hold ADDRESS`. */
import { once } from "node:events";
import { addDays } from "../../generator/base/day.ts";
import { openPostgres } from "../../generator/store/postgres/open.ts";
import { placeOf } from "../../generator/publication/database-settings.ts";
import { realWorld } from "../../generator/world/disk.ts";

const [task, url = "", name = "", rounds = "0"] = process.argv.slice(2);

const store = await openPostgres(placeOf(realWorld(), "/", url, { name: "" }));
if (task === "hold") {
  await store.write(async (writer) => {
    await writer.keepDocument("held", "");
    process.stdout.write("held\n");
    await once(process.stdin.resume(), "end");
  });
} else {
  for (let round = 0; round < Number(rounds); round++) {
    const rows = Array.from({ length: 20 }, (_, index) => ({
      day: addDays("2020-01-01", round * 20 + index),
      value: round * 20 + index,
      public: 1_700_000_000_000,
      stated: false,
    }));
    await store.write(async (writer) => {
      await writer.record(name, name, 1_700_000_000_000, rows);
      await writer.record("shared.close", "shared", 1_700_000_000_000, rows);
    });
  }
}
await store.close();
