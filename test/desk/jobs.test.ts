import { expect, onTestFinished, test } from "vitest";
import { serveDesk } from "../../generator/desk/serve-desk.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { openPublicationStore } from "../../generator/store/open.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { queueOf } from "../jobs/workers.ts";
import { siteKit } from "../support/bundle.ts";
import { run, smallHome } from "../support/cli.ts";
import { freshSchema } from "../support/postgres.ts";
import { Visitor } from "./door.ts";

test("the desk shows what the queue has to do and why a job failed, and has it tried again", async () => {
  const home = smallHome();
  onTestFinished(() => home[Symbol.dispose]());
  const env = { BELLWETHER_DATABASE: await freshSchema() };
  await run(home, ["database", "move", "--to", env.BELLWETHER_DATABASE]);
  const world = { ...realWorld(), env: { ...realWorld().env, ...env } };
  const store = await openPublicationStore(world, home.folder);
  const newsroom = openNewsroom(world, home.folder, siteKit);
  const served = await serveDesk(newsroom, store, { port: 0, tell: () => undefined });
  onTestFinished(async () => {
    await served.close();
    await store.close();
  });
  const visitor = new Visitor(served.port);
  await visitor.get(new URL(served.link!).pathname);
  expect((await visitor.get("/jobs")).body).toContain("Nothing is to be done");

  await run(home, ["daily", "--queue", "--date", "2025-05-08"], env);
  const queue = await queueOf(home, env);
  await queue.rows(
    `UPDATE SCHEMA.job SET state = 'failed', output = '{"why": "The disk is full."}' WHERE singleton_key = 'gather'`,
  );
  const { body } = await visitor.get("/jobs");
  for (const told of ["Failed", "The disk is full.", "edition 2025-05-08", "after gather"])
    expect(body).toContain(told);
  const [, id = ""] = /name="id" value="([^"]+)"/.exec(body) ?? [];
  expect((await visitor.post("/jobs/retry", { id: "none" })).status).toBe(422);
  expect((await visitor.post("/jobs/retry", { id })).headers.location).toBe(
    "/jobs?said=job-retried",
  );
  const after = (await visitor.get("/jobs")).body;
  expect(after).not.toContain("Try again");
  expect(after).toContain("Ready");
});
