import { DatabaseSync } from "node:sqlite";
import { addDays } from "../../generator/base/day.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";

const [task, path = "", ...rest] = process.argv.slice(2);

if (task === "hold") {
  const database = new DatabaseSync(path);
  database.exec("BEGIN IMMEDIATE");
  process.stdout.write("held\n");
  process.stdin.resume().once("end", () => {
    database.exec("COMMIT");
    database.close();
  });
} else {
  const [name = "", rounds = "0"] = rest;
  const store = await openStore(realWorld(), path);
  process.stdout.write("writing\n");
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
    process.stdout.write(`${round}\n`);
  }
  await store.close();
}
