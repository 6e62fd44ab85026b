import { spawn } from "node:child_process";
import { on } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { freshSchema } from "../../support/postgres.ts";
import { makeFolder, removeFolder } from "../../support/room.ts";
import { asked, SERVICE, type Answer } from "./service-home.ts";

/** A service in a process and a folder of its own, as on another machine. */
interface Machine {
  get(path: string): Promise<Answer>;
  post(path: string, fields?: Readonly<Record<string, string>>): Promise<Answer>;
  /** The next link that a mail of this machine carries. */
  mailed(): Promise<string>;
}

const path = (name: string): string => new URL(SERVICE).pathname + name;

async function startMachine(env: Readonly<Record<string, string>>): Promise<Machine> {
  const home = makeFolder("service");
  const program = join(import.meta.dirname, "service-process.ts");
  const child = spawn(process.execPath, [program, home], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (text) => (said += String(text)));
  onTestFinished(() => {
    child.kill("SIGKILL");
    removeFolder(home);
  });
  const lines = on(createInterface({ input: child.stdout }), "line", { close: ["close"] });
  const next = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`The service ended: ${said}`);
    return String(value[0]);
  };
  const port = Number(await next());
  return {
    get: (name) => asked(port, "GET", path(name), {}, undefined),
    post: (name, fields = {}) =>
      asked(
        port,
        "POST",
        path(name),
        { "content-type": "application/x-www-form-urlencoded" },
        new URLSearchParams(fields).toString(),
      ),
    mailed: next,
  };
}

test("two services on two machines share one list: who signs up at one confirms at the other, and tries are counted together", async () => {
  const env = {
    BELLWETHER_DATABASE: await freshSchema(),
    BELLWETHER_MAIL_KEY: "a key that both machines are given by their environment",
  };
  const [one, other] = await Promise.all([startMachine(env), startMachine(env)]);
  const reader = { email: "ana@reader.example", language: "en" };
  expect((await one.post("subscribe", reader)).status).toBe(200);
  const confirm = (await one.mailed()).slice(SERVICE.length);
  const confirmed = await other.post(confirm);
  expect(confirmed.status).toBe(200);
  const preferences = /preferences\/[\w.~-]+/.exec(confirmed.body)![0];

  await other.post(preferences, { act: "pause" });
  const paused = (await one.get(preferences)).body;
  expect(paused).toContain('value="resume"');
  await one.post(preferences, { act: "resume" });
  expect((await other.get(preferences)).body).toContain('value="pause"');

  // Five of one address in an hour, wherever: the proxy may give each try to another machine.
  const tries: number[] = [];
  for (let at = 0; at < 7; at++)
    tries.push(
      (await (at % 2 === 0 ? one : other).post("subscribe", { email: "eve@reader.example" }))
        .status,
    );
  expect(tries).toEqual([200, 200, 200, 200, 200, 429, 429]);
});
