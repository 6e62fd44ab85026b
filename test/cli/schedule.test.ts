import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { beforeAll, afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { CLI, cliHome, run, smallHome, type CliHome } from "../support/cli.ts";

const DAY = "2025-05-08";

interface Schedule {
  readonly cron: string;
  readonly systemd: string;
  readonly actions: string;
}

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Record<string, string>;
  readonly with?: Record<string, string>;
}

let made: CliHome;

beforeAll(async () => {
  made = smallHome();
  expect(await run(made, ["init", "."])).toMatchObject({ status: 0 });
  writeFileSync(
    made.path("live.yaml"),
    "fetch:\n  fear-greed.level: { live: { by: alternative-me }, jump: 5 }\n",
  );
  expect(await run(made, ["daily", "--date", DAY])).toMatchObject({ status: 0 });
});

afterAll(() => made?.[Symbol.dispose]());

/** Puts a program in the place where npm puts the one that package.json names. */
function install(home: CliHome, script: string): void {
  mkdirSync(home.path("node_modules/.bin"), { recursive: true });
  writeFileSync(home.path("node_modules/.bin/bellwether"), `#!/bin/sh\n${script}\n`);
  chmodSync(home.path("node_modules/.bin/bellwether"), 0o755);
}

/** One that notes how it is called, and ends as it is told. */
const pretending = (daily: number, publish: number): string =>
  `echo "$1" >> calls; case "$1" in daily) exit ${daily};; publish) exit ${publish};; esac`;

async function scheduleOf(home: CliHome): Promise<Schedule> {
  const { stdout, status } = await run(home, ["schedule", "--json"]);
  expect(status).toBe(0);
  return JSON.parse(stdout) as Schedule;
}

/** Runs the work of a line as a scheduler does: in a shell, elsewhere, with no more of the environment than it gives. */
function sh(line: string, env: Record<string, string> = {}, args = ["-c"]) {
  return spawnSync("sh", [...args, line], { cwd: "/", env, encoding: "utf8" });
}

/** The last line of a crontab, with the variables that stand above it. */
function cronWork({ cron }: Schedule): [string, Record<string, string>] {
  const lines = cron.split("\n");
  const env = Object.fromEntries(
    lines
      .filter((line) => /^[A-Z_]+=/.test(line))
      .map((line) => line.split(/=(.*)/s) as [string, string]),
  );
  const work = lines.at(-1)!.replace(/^(\S+ ){5}/, "");
  return [work.replaceAll("\\%", "%"), env];
}

const callsOf = (home: CliHome): string => readFileSync(home.path("calls"), "utf8");

const STATUSES = [
  [0, 0, 0],
  [1, 0, 1],
  [0, 1, 1],
  [3, 1, 3],
  [2, 2, 2],
] as const;

describe("the printed cron line", () => {
  test.each(STATUSES)(
    "after daily %i and publish %i ends with %i",
    async (daily, publish, worse) => {
      using home = cliHome(made);
      install(home, pretending(daily, publish));
      const [work, env] = cronWork(await scheduleOf(home));
      expect(sh(work, env).status).toBe(worse);
      expect(callsOf(home)).toBe("daily\npublish\n");
    },
  );

  test("runs the program that the publication has installed, publishes what is approved, and prints what awaits a person", async () => {
    using home = cliHome(made);
    install(home, `exec "${process.execPath}" "${CLI}" "$@"`);
    const [work, env] = cronWork(await scheduleOf(home));
    const { status, stdout } = sh(work, { ...env, BELLWETHER_HTTP_VIA: "http://127.0.0.1:9" });
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /No edition from 2025-05-09 to .*bellwether backfill --live --from 2025-05-09/,
    );
    expect(stdout).toContain("The required series btc.close ends on");
    expect(existsSync(home.path("site/dist/2025/05/08/market-wrap/index.html"))).toBe(true);
  });
});

test.each(STATUSES)(
  "the printed unit after daily %i and publish %i ends with %i",
  async (daily, publish, worse) => {
    using home = cliHome(made);
    install(home, pretending(daily, publish));
    const { systemd } = await scheduleOf(home);
    const [, command] = /^ExecStart=\/bin\/sh -c '(.*)'$/m.exec(systemd)!;
    const [, folder] = /^WorkingDirectory=(.*)$/m.exec(systemd)!;
    const [, path] = /^Environment=PATH=(.*)$/m.exec(systemd)!;
    const ended = spawnSync("sh", ["-c", command!.replaceAll("$$", "$")], {
      cwd: folder!,
      env: { PATH: path! },
    });
    expect(ended.status).toBe(worse);
    expect(callsOf(home)).toBe("daily\npublish\n");
  },
);

const stepsOf = ({ actions }: Schedule): Step[] => parse(actions).jobs.edition.steps as Step[];

describe("the printed action", () => {
  test("installs what is pinned, passes every key in use, and deploys to Pages", async () => {
    using home = cliHome(made);
    writeFileSync(
      home.path("live.yaml"),
      `fetch:
  btc.close: { live: { by: json, url: "https://example.org/?key={FIRST_KEY}", rows: a, date: d, value: v, expect: {} } }
  btc.exchangeInflow: { live: { by: glassnode, asset: BTC, metric: transactions/transfers_volume_to_exchanges_sum } }
`,
    );
    const schedule = await scheduleOf(home);
    const steps = stepsOf(schedule);
    const action = parse(schedule.actions);
    expect(action.permissions).toEqual({ contents: "write", pages: "write", "id-token": "write" });
    expect(action.concurrency.group).toBe("daily");
    expect(steps.find(({ id }) => id === "edition")?.env).toEqual({
      FIRST_KEY: "${{ secrets.FIRST_KEY }}",
      GLASSNODE_API_KEY: "${{ secrets.GLASSNODE_API_KEY }}",
    });
    expect(schedule.actions).not.toContain("npm ci");
    expect(schedule.actions).not.toContain("npx");
    const used = steps.flatMap(({ uses = [] }) => uses);
    expect(used).toContain("actions/deploy-pages@v4");
    expect(steps.find(({ uses }) => uses === "actions/upload-pages-artifact@v3")?.with).toEqual({
      path: "public",
    });
  });

  test.each(STATUSES)(
    "after daily %i and publish %i ends with %i, and deploys what was published",
    async (daily, publish, worse) => {
      using home = cliHome(made);
      install(home, pretending(daily, publish));
      const steps = stepsOf(await scheduleOf(home));
      const { run: edition } = steps.find(({ id }) => id === "edition")!;
      const { status } = spawnSync("bash", ["-e", "-c", edition!], {
        cwd: home.folder,
        env: { ...process.env, GITHUB_OUTPUT: home.path("outputs") },
      });
      expect(status).toBe(0);
      const outputs = readFileSync(home.path("outputs"), "utf8");
      expect(outputs).toBe(`status=${worse}\n${publish > 1 ? "" : "published=yes\n"}`);
      const last = steps.at(-1)!.run!.replace("${{ steps.edition.outputs.status }}", String(worse));
      expect(sh(last).status).toBe(worse);
    },
  );

  test("commits the editions alone", async () => {
    using home = cliHome(made);
    const git = (...args: string[]) =>
      spawnSync("git", args, { cwd: home.folder, encoding: "utf8" });
    git("init", "-q", "-b", "main");
    git("config", "push.autoSetupRemote", "true");
    git("remote", "add", "origin", home.path("remote.git"));
    git("init", "-q", "--bare", home.path("remote.git"));
    const steps = stepsOf(await scheduleOf(home));
    const step = steps.find((each) => each.run?.includes("git add"));
    const done = spawnSync("bash", ["-e", "-c", step!.run!], {
      cwd: home.folder,
      encoding: "utf8",
    });
    expect(done.status).toBe(0);
    const { stdout } = git("ls-tree", "-r", "--name-only", "origin/main");
    expect(stdout).toContain(`content/editions/${DAY}/market-wrap.md\n`);
    expect(stdout.split("\n").filter((name) => !/^(content\/editions\/|$)/.test(name))).toEqual([]);
  });
});

test("a publication that pins no version gets no schedule", async () => {
  using home = smallHome();
  const { status, stderr } = await run(home, ["schedule"]);
  expect(status).toBe(2);
  expect(stderr).toMatch(/package\.json: .*\(not-pinned\)/);
});
