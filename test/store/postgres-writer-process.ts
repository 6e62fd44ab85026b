/** Writes to a store on Postgres from a process of its own: `write ADDRESS SERIES ROUNDS [DIES-AT]` or `hold ADDRESS`. */
import { once } from "node:events";
import pg from "pg";
import { addDays } from "../../generator/base/day.ts";
import { openPostgres } from "../../generator/store/postgres/open.ts";
import { placeOf } from "../../generator/publication/database-settings.ts";
import { realWorld } from "../../generator/world/disk.ts";

const [task, url = "", name = "", rounds = "0", diesAt] = process.argv.slice(2);

/** Kills the process once the statement is on its way: what the server makes of it nobody hears. */
function dieAt(statement: number): void {
  const { query } = pg.Client.prototype;
  let count = 0;
  pg.Client.prototype.query = function (this: pg.Client, ...given: never[]) {
    const asked = (query as (...all: never[]) => never).apply(this, given);
    if (++count === statement) setImmediate(() => process.kill(process.pid, "SIGKILL"));
    return asked;
  } as never;
}

if (diesAt !== undefined) dieAt(Number(diesAt));
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
