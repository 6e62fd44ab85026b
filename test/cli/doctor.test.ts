import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { realWorld } from "../../generator/world/disk.ts";
import type { World } from "../../generator/world/world.ts";
import { provider } from "../gather/web/provider.ts";
import { routed } from "../gather/sources/routes.ts";
import { providersUntil } from "../live/providers.ts";
import { smtpServer } from "../deliver/send/smtp-server.ts";
import { cliHome, run, smallHome, type CliHome } from "../support/cli.ts";
import { freshSchema, startPostgres } from "../support/postgres.ts";
import { S3_KEY, s3Server } from "../support/s3.ts";

const ROOT = join(import.meta.dirname, "../..");

function opened(): CliHome {
  const home = cliHome();
  onTestFinished(() => home[Symbol.dispose]());
  return home;
}

/** What doctor says of one thing, its findings after it. */
async function told(
  home: CliHome,
  what: string,
  {
    env = {},
    world = realWorld(),
    args = [],
  }: { env?: Record<string, string>; world?: World; args?: string[] } = {},
): Promise<string> {
  const { stdout, stderr } = await run(home, ["doctor", ...args], env, world);
  expect(stderr).toBe("");
  const [, lines] =
    new RegExp(`^((?:ok  |look)  ${what}: .*(?:\n {6}.*)*)`, "m").exec(stdout) ?? [];
  return lines ?? `nothing is said of ${what}: ${stdout}`;
}

test("the disk: how much is free, where that is too little, and where nothing can be written", async () => {
  const home = opened();
  const real = realWorld();
  const withRoom = (bytes: number, isWritable: boolean): World => ({
    ...real,
    files: { ...real.files, room: () => ({ bytes, isWritable }) },
  });
  expect(await told(home, "disk")).toMatch(/^(ok|look) +disk: [\d,]+ MB are free/);
  expect(await told(home, "disk", { world: withRoom(12.3e9, true) })).toBe(
    "ok    disk: 12,300 MB are free",
  );
  expect(await told(home, "disk", { world: withRoom(3e6, true) })).toMatch(
    /^look {2}disk: 3 MB are free\n {6}Make room: .*site\/\.builds/,
  );
  expect(await told(home, "disk", { world: withRoom(12e9, false) })).toMatch(
    /^look.*\n {6}.* cannot be written: .*chown/,
  );
});

test("the disk is asked for what is so", () => {
  const home = opened();
  const { files } = realWorld();
  expect(files.room(home.folder)).toMatchObject({ isWritable: true });
  expect(files.room(home.folder).bytes).toBeGreaterThan(0);
  // Of the kernel's own folders not even who may do everything writes to this one; other systems have none.
  const kernels = "/proc/1";
  expect(files.exists(kernels) && files.room(kernels).isWritable).toBe(false);
});

test("the clock: one that was set back behind what is stored is told of", async () => {
  const home = opened();
  expect(await run(home, ["gather"])).toMatchObject({ status: 0 });
  expect(await told(home, "clock")).toMatch(/^ok/);
  expect(await told(home, "clock", { args: ["--now", "2025-07-01T12:00Z"] })).toMatch(
    /^look {2}clock: 2025-07-01T12:00Z\n {6}Data were read at 20\S+Z, which is yet to come: .*\(NTP\)/,
  );
});

test("the database and the queue: a server that is gone, and what to do", async () => {
  const home = opened();
  const server = await startPostgres();
  onTestFinished(() => server.stop());
  const env = { BELLWETHER_DATABASE: await freshSchema(server.url) };
  expect(await run(home, ["database", "move", "--to", env.BELLWETHER_DATABASE])).toMatchObject({
    status: 0,
  });
  expect(await run(home, ["daily", "--queue", "--date", "2025-05-08"], env)).toMatchObject({
    status: 0,
  });
  expect(await told(home, "database", { env })).toMatch(/^ok {4}database: Postgres 18/);
  expect(await told(home, "queue", { env })).toMatch(
    /^look {2}queue: 0 workers; .*\n {6}Nobody works: start bellwether work\./,
  );
  await server.kill();
  for (const what of ["database", "queue", "clock"])
    expect(await told(home, what, { env })).toMatch(
      new RegExp(`^look {2}${what}: cannot be used\n {6}.*\\(database-unreachable\\)`),
    );
  expect(await told(home, "data", { env })).toMatch(/^look {2}data: cannot be read/);
  await server.start();
  expect(await told(home, "database", { env })).toMatch(/^ok/);
});

test("the content: a machine whose folder lacks the newest edition, has another, or has one that was changed past the program", async () => {
  const [one, other] = [smallHome(), smallHome()];
  onTestFinished(() => [one, other].forEach((each) => each[Symbol.dispose]()));
  expect(await told(one, "content")).toBe("ok    content: of this machine alone");
  const env = { BELLWETHER_DATABASE: await freshSchema() };
  await run(one, ["database", "move", "--to", env.BELLWETHER_DATABASE]);
  expect(await told(one, "content", { env })).toBe("ok    content: no edition yet");
  for (const day of ["2025-05-08", "2025-05-07"])
    expect(await run(one, ["daily", "--date", day], env)).toMatchObject({ status: 0 });
  const whole = /^ok {4}content: the newest edition is of 2025-05-08, \d+ articles$/;
  expect(await told(one, "content", { env })).toMatch(whole);
  expect(await told(other, "content", { env })).toMatch(
    /^look {2}content: .*\n {6}\d+ are not in this folder \(content\/editions\/2025-05-08\/.*disk/,
  );
  cpSync(one.path("content"), other.path("content"), { recursive: true });
  expect(await told(other, "content", { env })).toMatch(whole);
  // What a person writes into a file is no other making; what is approved so is known to all.
  const article = "content/editions/2025-05-08/flash.md";
  appendFileSync(other.path(article), "\nThis line was put in by hand.\n");
  expect(await told(other, "content", { env })).toMatch(
    /^ok .* 1 changed here and not yet approved$/,
  );
  expect(
    await run(other, ["approve", article, "--by", "Ada"], { ...env, BELLWETHER_USER: "Ada" }),
  ).toMatchObject({ status: 0 });
  expect(await told(other, "content", { env })).toMatch(whole);
  // A folder whose configuration is another makes another edition.
  const file = one.path("bellwether.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace('cutoff: "12:00"', 'cutoff: "11:00"'));
  rmSync(one.path("content/editions"), { recursive: true });
  expect(await run(one, ["daily", "--date", "2025-05-08"], env)).toMatchObject({ stderr: "" });
  expect(await told(other, "content", { env })).toMatch(/\n {6}\d+ are others in this folder/);
});

test("mail: a server that is not there, one that does not let us in, a key that is not set", async () => {
  const home = opened();
  expect(await told(home, "mail")).toBe("ok    mail: none is sent");
  const server = await smtpServer(
    {},
    { authOptional: false, onAuth: (_auth, _session, done) => done(new Error("wrong word")) },
  );
  const file = home.path("bellwether.yaml");
  const { files } = realWorld();
  const before = files.read(file);
  const smtp = (port: number, more = ""): void =>
    writeFileSync(
      file,
      `${before}
mail:
  from: { name: Test, address: daily@bellwether.example }
  postal: 1 Example Street
  transport: { smtp: { host: 127.0.0.1, port: ${port}, tls: "off"${more} } }
`,
    );
  smtp(server.port);
  expect(await told(home, "mail")).toBe(
    `ok    mail: 127.0.0.1:${server.port}; doctor mail says what keeps mails from arriving`,
  );
  smtp(server.port, ", user: ada, password: SMTP_PASSWORD");
  expect(await told(home, "mail")).toMatch(/^look {2}mail: cannot be used\n {6}.*SMTP_PASSWORD/);
  expect(await told(home, "mail", { env: { SMTP_PASSWORD: "word" } })).toMatch(
    /^look.*\n {6}127\.0\.0\.1:\d+ does not take us: .*(535|504|wrong word).* Look at `mail: transport:`/,
  );
  smtp(1);
  expect(await told(home, "mail")).toMatch(/does not take us: .*ECONNREFUSED/);
  expect(server.taken).toEqual([]);
});

test("the site's place online: a bucket that is not there, a key that is not set, a store that is away", async () => {
  const home = opened();
  expect(await told(home, "site online")).toBe("ok    site online: none beside site/dist");
  const { settings } = await s3Server();
  const file = home.path("bellwether.yaml");
  const before = realWorld().files.read(file);
  const at = (given: object): void =>
    writeFileSync(
      file,
      `${before}\nsite: ${JSON.stringify({ s3: { ...settings, id: "SITE_ID", secret: "SITE_SECRET", ...given } })}\n`,
    );
  const env = { SITE_ID: S3_KEY.id, SITE_SECRET: S3_KEY.secret };
  at({});
  expect(await told(home, "site online", { env })).toBe(
    "ok    site online: s3://site: 0 releases, none is shown",
  );
  expect(await told(home, "site online")).toMatch(/^look.*\n {6}.*SITE_ID is not set/);
  at({ bucket: "nowhere" });
  expect(await told(home, "site online", { env })).toMatch(
    /^look.*\n {6}s3:\/\/nowhere: .*NoSuchBucket/,
  );
  at({ endpoint: "http://127.0.0.1:1" });
  expect(await told(home, "site online", { env })).toMatch(/^look.*\n {6}.*ECONNREFUSED/);
});

test("sources: each is asked once with --live, and whoever does not answer is named", async () => {
  const home = smallHome();
  onTestFinished(() => home[Symbol.dispose]());
  cpSync(join(ROOT, "live.yaml"), home.path("live.yaml"));
  expect(await told(home, "sources")).toMatch(/^ok {4}sources: files; doctor --live/);
  const { base } = await provider(routed(providersUntil("2025-05-08")));
  const env = { BELLWETHER_HTTP_VIA: base };
  const args = ["--live", "--now", "2025-05-09T00:30Z"];
  const asked = await told(home, "sources", { env, args });
  expect(asked).toMatch(/^look {2}sources: [1-9]\d* of \d+ answer, [1-9]\d* series are late\n/);
  expect(asked).toMatch(/Late: \S+ \(no value\).*bellwether gather --live/);
  const away = { BELLWETHER_HTTP_VIA: "http://127.0.0.1:1" };
  expect(await told(home, "sources", { env: away, args })).toMatch(
    /^look {2}sources: 0 of \d+ answer.*\n {6}\S+ \(\S+\): /,
  );
});
