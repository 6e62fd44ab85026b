import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { openPostgres } from "../../generator/store/postgres/open.ts";
import { catalogueOf, periodsOf, refusalOf, seriesOf, viewAt } from "../gather/support.ts";
import { ended } from "../support/ended.ts";
import { freshSchema, placeAt, startPostgres } from "../support/postgres.ts";
import { days } from "./contract.ts";

const NOON = Date.parse("2025-05-08T12:00:00Z");

const WRITER = join(import.meta.dirname, "postgres-writer-process.ts");

const server = await startPostgres();
afterAll(() => server.stop());

test("a server that is killed in the midst of a write keeps nothing of it, which is said, and the next write goes on", async () => {
  const place = placeAt(await freshSchema(server.url));
  const store = await openPostgres(place);
  onTestFinished(() => store.close());
  await store.write((writer) => writer.record("a.close", "a", NOON, days(3)));
  const broken = await refusalOf(() =>
    store.write(async (writer) => {
      await writer.record("a.close", "a", NOON, days(9));
      await writer.keepDocument("note", "half");
      await server.kill();
      await writer.record("b.close", "b", NOON, days(9));
    }),
  );
  expect([broken.exit, broken.problems[0]?.code]).toEqual([3, "database-lost"]);
  expect(broken.message).toContain("run the command again");
  for (const attempt of [() => store.version(), () => openPostgres(place)]) {
    const failure = await refusalOf(attempt);
    expect([failure.exit, failure.problems[0]?.code]).toEqual([3, "database-unreachable"]);
  }
  await server.start();
  expect(await periodsOf(store, "a.close")).toBe(3);
  expect(await store.document("note")).toBeUndefined();
  const change = await store.write((writer) => writer.record("a.close", "a", NOON, days(9)));
  expect(change).toEqual({ added: 6, revised: 0, unchanged: 3 });
});

test("a command whose server is killed ends with a message, and leaves whole transactions behind", async () => {
  const url = await freshSchema(server.url);
  const child = spawn(process.execPath, [WRITER, "write", url, "a.close", "100000"], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  child.stderr.on("data", (text) => (said += String(text)));
  const store = await openPostgres(placeAt(url));
  onTestFinished(() => store.close());
  const written = (): Promise<number> => periodsOf(store, "a.close");
  await expect.poll(written).toBeGreaterThan(0);
  const exit = once(child, "exit");
  await server.kill();
  expect((await exit)[0]).toBe(1);
  expect(said).toMatch(/database-lost|database-unreachable/);
  await server.start();
  const catalogue = catalogueOf(seriesOf({ id: "a.close" }), seriesOf({ id: "shared.close" }));
  const view = await viewAt(store, Date.parse("2100-01-01T00:00:00Z"), catalogue);
  const [mine, shared] = [view.history("a.close"), view.history("shared.close")];
  expect(mine.days.length % 20).toBe(0);
  expect([...mine.values]).toEqual([...shared.values]);
  const again = await ended(process.execPath, [WRITER, "write", url, "a.close", "3"], "/tmp");
  expect(again).toMatchObject({ status: 0, stderr: "" });
});
