import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { cliHome, run, runProcess, smallHome, type CliHome } from "../support/cli.ts";
import { databaseHolding } from "../support/store.ts";
import { standingOfQueue } from "../../generator/jobs/standing.ts";
import { queueOf, startWorker } from "./workers.ts";

let made: CliHome;

beforeAll(() => {
  made = smallHome();
});

afterAll(() => made?.[Symbol.dispose]());

/** A worker that is at work in a folder, and a copy of that folder with all that lies under var. */
async function atWork(args: readonly string[] = []) {
  const env = { BELLWETHER_DATABASE: await databaseHolding(made.folder) };
  const worker = startWorker(made, env, args);
  await worker.line(({ msg }) => msg === "ready");
  const copy = cliHome(made);
  onTestFinished(() => copy[Symbol.dispose]());
  return { env, worker, copy };
}

test("of two folders that go by one name the one where a worker began last goes on, and in the other nobody works, puts in or looks", async () => {
  const { env, worker, copy } = await atWork();
  // Nothing tells the two apart yet.
  const own = startWorker(copy, env);
  await own.line(({ msg }) => msg === "ready");
  for (const args of [["work"], ["daily", "--queue", "--date", "2025-05-08"], ["jobs"]]) {
    const { status, stdout, stderr } = await runProcess(made, args, env);
    expect([args, status, stdout]).toEqual([args, 2, ""]);
    expect(stderr).toContain("(folder-copied)");
    expect(stderr).toContain("remove var/folder here");
  }
  expect((await run(made, ["doctor"], env)).stdout).toContain("(folder-copied)");
  // A worker that was there before ends when it comes upon a job of the folder, and leaves it to the others.
  await own.kill();
  expect(await run(copy, ["daily", "--queue", "--date", "2025-05-08"], env)).toMatchObject({
    status: 0,
  });
  await expect(worker.line(({ msg }) => msg === "never")).rejects.toThrow("(folder-copied)");
  expect(worker.child.exitCode).toBe(2);
  const { jobs } = await standingOfQueue(await queueOf(copy, env));
  expect(jobs.find(({ name }) => name === "gather")).toMatchObject({ state: "again", retries: 0 });
  const again = startWorker(copy, env);
  await again.line(({ msg, kind }) => msg === "done" && kind === "gather");
  rmSync(made.path("var/folder"));
  const other = startWorker(made, env);
  await other.line(({ msg }) => msg === "ready");
});

test("on one folder any number of workers work, one after another and at once, however they ended", async () => {
  const { env, worker } = await atWork();
  await worker.kill();
  const again = startWorker(made, env);
  await again.line(({ msg }) => msg === "ready");
  again.child.kill("SIGTERM");
  const last = [startWorker(made, env), startWorker(made, env)];
  for (const each of last) {
    await each.line(({ msg }) => msg === "ready");
    expect(each.child.exitCode).toBe(null);
  }
});

test("of two folders one puts in each day's work: the other is refused that, and may once nobody works in the first", async () => {
  const { env, worker, copy } = await atWork(["--schedule"]);
  rmSync(copy.path("var/folder"));
  const refused = await runProcess(copy, ["work", "--schedule"], env);
  expect(refused).toMatchObject({ status: 2, stdout: "" });
  expect(refused.stderr).toContain("(folder-schedule)");
  await worker.kill();
  const after = async (): Promise<string> => {
    const other = startWorker(copy, env, ["--schedule"]);
    return other
      .line(({ msg }) => msg === "ready")
      .then(
        () => "ready",
        () => "refused",
      );
  };
  await expect.poll(after, { interval: 3000 }).toBe("ready");
});
