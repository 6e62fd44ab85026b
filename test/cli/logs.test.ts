import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { cliHome, coldHome, run, start, type CliHome } from "../support/cli.ts";
import { freshSchema } from "../support/postgres.ts";

function opened(make: () => CliHome = coldHome): CliHome {
  const home = make();
  onTestFinished(() => home[Symbol.dispose]());
  return home;
}

/** What a command that runs on says first on standard output, before it is asked to stop; it ends well. */
async function firstLine(home: CliHome, args: readonly string[], env = {}): Promise<string> {
  const child = start(home, args, "ignore", env);
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "exit");
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout! }), "line"),
    ended.then(() => ["it ended"]),
  ])) as [string];
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
  return line;
}

const SERVERS = [
  ["serve", /^The site is at http:/],
  ["desk", /^The desk is at http:/],
  ["subscribe-server", /^Readers sign up at http:/],
] as const;

test.each(SERVERS)(
  "%s says in a line that it answers, and with --log json in an object of pino's",
  async (name, text) => {
    const home = opened();
    await run(home, ["publish", "--no-search"]);
    const args = [name, "--port", "0"];
    expect(await firstLine(home, args)).toMatch(text);
    expect(JSON.parse(await firstLine(home, [...args, "--log", "json"]))).toMatchObject({
      level: "info",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      msg: "ready",
      address: expect.stringMatching(/^http:/),
    });
    // One result for whoever starts it, as ever.
    expect(JSON.parse(await firstLine(home, [...args, "--json"]))).toMatchObject({
      address: expect.stringMatching(/^http:/),
    });
  },
);

test("a worker tells in lines for people, and with --log json in objects; what is put in is told either way", async () => {
  const home = opened(cliHome);
  const env = { BELLWETHER_DATABASE: await freshSchema() };
  expect(await run(home, ["database", "move", "--to", env.BELLWETHER_DATABASE])).toMatchObject({
    status: 0,
  });
  expect(await firstLine(home, ["work"], env)).toMatch(/^\d{4}-\S+Z {2}Waits for work \(Ctrl-C/);
  expect(JSON.parse(await firstLine(home, ["work", "--log", "json"], env))).toMatchObject({
    level: "info",
    msg: "ready",
  });
  const put = ["daily", "--queue", "--date", "2025-05-08"];
  const json = await run(home, [...put, "--json"], env);
  expect(JSON.parse(json.stdout)).toMatchObject({ days: ["2025-05-08"], there: [] });
  expect((await run(home, put, env)).stdout).toBe("2025-05-08: in the queue already\n");
});
