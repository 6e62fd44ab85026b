import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { releasesIn, type Releases } from "../../generator/publish/release/releases.ts";
import { openS3 } from "../../generator/publish/release/s3.ts";
import { run, siteOf, smallHome } from "../support/cli.ts";
import { inFrontOf, S3_KEY, s3Server, type S3Server, type Way } from "../support/s3.ts";
import { madeSite, pagesOf } from "./releases.ts";

const PAGES = 120;

async function releasesOf({ settings }: S3Server): Promise<Releases> {
  const bucket = await openS3(settings, S3_KEY);
  onTestFinished(() => bucket.close());
  return releasesIn(bucket, settings.prefix!, settings.keep);
}

/** What a reader sees who is led by the pointer: every page, or undefined where nothing is online. */
async function seen(server: S3Server, count = PAGES): Promise<ReadonlyMap<string, string>> {
  const pointer = (await (await server.get("news/current.json")).json()) as { release: string };
  const pages = new Map<string, string>();
  for (const path of pagesOf("", count).keys()) {
    const key = `news/releases/${pointer.release}/${path}`;
    const answer = await server.get(key.split("/").map(encodeURIComponent).join("/"));
    expect([path, answer.status]).toEqual([path, 200]);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    pages.set(path, await answer.text());
  }
  return pages;
}

test("only what has changed is uploaded, the pointer is switched last, and old sites are kept and shown again by name", async () => {
  const server = await s3Server();
  const releases = await releasesOf(server);
  expect(await releases.list()).toEqual([]);
  const first = await releases.put(madeSite("one", PAGES), Date.parse("2025-05-07T12:05:00Z"));
  expect(first).toMatchObject({ uploaded: PAGES, copied: 0, isShown: true });
  expect(server.changes.at(-1)).toBe("news/current.json");
  const second = await releases.put(madeSite("two", PAGES), Date.parse("2025-05-08T12:05:00Z"));
  expect(second).toMatchObject({ uploaded: PAGES / 10, copied: (PAGES * 9) / 10, isShown: true });
  expect(await seen(server)).toEqual(pagesOf("two", PAGES));
  const again = await releases.put(madeSite("two", PAGES), Date.parse("2025-05-08T12:06:00Z"));
  expect(again).toMatchObject({ uploaded: 0, copied: 0, isShown: true });

  expect(await releases.show(first.name.slice(0, 8))).toMatchObject({ isShown: true });
  expect(await seen(server)).toEqual(pagesOf("one", PAGES));
  // What somebody rolled back from does not come back by itself; another site is shown.
  const back = await releases.put(madeSite("two", PAGES), Date.parse("2025-05-08T12:07:00Z"));
  expect(back).toMatchObject({ name: second.name, isShown: false });
  expect(await seen(server)).toEqual(pagesOf("one", PAGES));
  await releases.put(madeSite("three", PAGES), Date.parse("2025-05-09T12:05:00Z"));
  expect(await seen(server)).toEqual(pagesOf("three", PAGES));
  await expect(releases.show("nothing")).rejects.toThrow("(unknown-release)");

  await releases.put(madeSite("four", PAGES), Date.parse("2025-05-10T12:05:00Z"));
  const kept = await releases.list();
  expect(kept.map(({ at, isShown }) => [at.slice(0, 10), isShown])).toEqual([
    ["2025-05-10", true],
    ["2025-05-09", false],
    ["2025-05-08", false],
  ]);
  const gone = `news/releases/${first.name}/2025/${encodeURIComponent("page 0, an <é>.html")}`;
  expect((await server.get(gone)).status).toBe(404);
});

test("killed in the middle of an upload, readers see the old whole site, and the next run goes on where it ended", async () => {
  const server = await s3Server();
  const releases = await releasesOf(server);
  await releases.put(madeSite("one", PAGES), Date.now());
  const program = join(import.meta.dirname, "release-process.ts");
  for (const dies of [1, 40, 90]) {
    const last = dies - server.changes.filter((key) => key.includes("/releases/")).length + PAGES;
    let left = Math.max(1, last);
    const args = [program, JSON.stringify(server.settings), "two", String(PAGES)];
    const child = spawn(process.execPath, args, { stdio: "ignore" });
    server.onChange = () => {
      if (--left === 0) child.kill("SIGKILL");
    };
    const [status, signal] = await once(child, "exit");
    server.onChange = () => {};
    expect([dies, status, signal]).toEqual([dies, null, "SIGKILL"]);
    const page = await seen(server);
    expect([dies, page]).toEqual([dies, pagesOf("one", PAGES)]);
  }
  const rest = await releases.put(madeSite("two", PAGES), Date.now());
  expect(rest.uploaded + rest.copied).toBeLessThanOrEqual(PAGES - 90);
  expect(rest.uploaded + rest.copied).toBeGreaterThan(0);
  expect(await seen(server)).toEqual(pagesOf("two", PAGES));
});

test("publish puts the site online where the publication says so, byte for byte, and says what is online", async () => {
  const server = await s3Server();
  using home = smallHome();
  const { bucket, prefix, endpoint } = server.settings;
  appendFileSync(
    home.path("bellwether.yaml"),
    `\nsite: { s3: { bucket: ${bucket}, prefix: ${prefix}, endpoint: "${endpoint}", id: SITE_KEY, secret: SITE_SECRET } }\n`,
  );
  expect(await run(home, ["daily", "--date", "2025-05-08"])).toMatchObject({ status: 0 });
  const without = await run(home, ["publish"]);
  expect(without).toMatchObject({ status: 2 });
  expect(without.stderr).toMatch(/SITE_KEY is not set.*\(site-key\)/);
  const env = { SITE_KEY: S3_KEY.id, SITE_SECRET: S3_KEY.secret };
  const published = await run(home, ["publish"], env);
  expect(published).toMatchObject({ status: 0, stderr: "" });
  const [, name, count] = /Online: (\w+) is what readers see; (\d+) files uploaded/.exec(
    published.stdout,
  )!;
  const files = siteOf(home);
  expect(Number(count)).toBe(files.size);
  for (const [path, text] of files) {
    const answer = await server.get(`news/releases/${name}/${path}`);
    expect([path, await answer.text()]).toEqual([path, text]);
  }
  const listed = await run(home, ["releases"], env);
  expect(listed.stdout).toMatch(new RegExp(`^shown  ${name}  .* ${count} files\n$`));
  expect(await run(home, ["releases", "rollback", "x"], env)).toMatchObject({ status: 2 });
});

test("more than a thousand objects are listed, told apart by folder, and removed", async () => {
  const server = await s3Server();
  const bucket = await openS3(server.settings, S3_KEY);
  onTestFinished(() => bucket.close());
  const keys = Array.from({ length: 1030 }, (_, at) => `many/f${at}/page & <${at}>.html`);
  const about = { type: "text/html", cache: "no-cache" };
  for (let from = 0; from < keys.length; from += 50)
    await Promise.all(keys.slice(from, from + 50).map((key) => bucket.put(key, key, about)));
  await bucket.put("other/page.html", "other", about);
  const listed = await bucket.list("many/");
  expect([...listed.keys()].toSorted()).toEqual(keys.toSorted());
  expect([...listed].every(([key, { bytes, at }]) => bytes === key.length && at > 0)).toBe(true);
  expect((await bucket.folders("many/")).toSorted()).toEqual(
    keys.map((_, at) => `f${at}`).toSorted(),
  );
  await bucket.remove(keys);
  expect(await bucket.list("many/")).toEqual(new Map());
  expect(await bucket.read("other/page.html")).toBe("other");
});

test("a store that has no time now and then, or breaks off, is asked again; the site comes whole", async () => {
  const server = await s3Server();
  const ways: readonly Way[] = [[503, "SlowDown"], "broken", [500, "InternalError"]];
  // Each request fails once, in one way or another.
  const endpoint = await inFrontOf(server.settings.endpoint!, (count, times) =>
    times === 0 ? ways[count % ways.length]! : "on",
  );
  const bucket = await openS3({ ...server.settings, endpoint }, S3_KEY);
  onTestFinished(() => bucket.close());
  const releases = releasesIn(bucket, server.settings.prefix!, 3);
  expect(await releases.put(madeSite("one", 20), Date.now())).toMatchObject({ isShown: true });
  expect(await seen(server, 20)).toEqual(pagesOf("one", 20));
});

test("two machines that put sites there at once leave both whole, and one of them shown", async () => {
  const server = await s3Server();
  const [one, two] = [await releasesOf(server), await releasesOf(server)];
  await Promise.all([
    one.put(madeSite("one", PAGES), Date.now()),
    two.put(madeSite("two", PAGES), Date.now()),
  ]);
  const kept = await one.list();
  expect(kept.map(({ files }) => files)).toEqual([PAGES, PAGES]);
  const shown = kept.find(({ isShown }) => isShown)!;
  const word = shown.name === madeSite("one", PAGES).name ? "one" : "two";
  expect(await seen(server)).toEqual(pagesOf(word, PAGES));
  await one.show(kept.find(({ isShown }) => !isShown)!.name);
  expect(await seen(server)).toEqual(pagesOf(word === "one" ? "two" : "one", PAGES));
});

test("what was rolled back from while it was put there again is not shown again", async () => {
  const server = await s3Server();
  const releases = await releasesOf(server);
  const [first, second] = [madeSite("one", 5), madeSite("two", 5)];
  await releases.put(first, Date.now());
  await releases.put(second, Date.now());
  const bucket = await openS3(server.settings, S3_KEY);
  onTestFinished(() => bucket.close());
  // Somebody rolls back between the look at what is there and the switch.
  const late = releasesIn(
    {
      ...bucket,
      async read(key) {
        const text = await bucket.read(key);
        if (key.includes("/lists/")) await releases.show(first.name);
        return text;
      },
    },
    server.settings.prefix!,
    3,
  );
  expect(await late.put(second, Date.now())).toMatchObject({ isShown: false });
  expect(await seen(server, 5)).toEqual(pagesOf("one", 5));
});

test("a store that is away, knows no such bucket or key, or refuses leaves the site as it was, and says so", async () => {
  const server = await s3Server();
  const { settings } = server;
  await (await releasesOf(server)).put(madeSite("one", 3), Date.now());
  const refusing = async (status: number, code: string) => ({
    endpoint: await inFrontOf(settings.endpoint!, () => [status, code]),
  });
  for (const [given, said] of [
    [{ bucket: "none" }, "NoSuchBucket"],
    [await refusing(403, "InvalidAccessKeyId"), "InvalidAccessKeyId"],
    [await refusing(403, "SignatureDoesNotMatch"), "SignatureDoesNotMatch"],
    [await refusing(403, "AccessDenied"), "AccessDenied"],
    [await refusing(503, "SlowDown"), "SlowDown"],
    [{ endpoint: "http://127.0.0.1:1" }, "ECONNREFUSED"],
  ] as const) {
    const bucket = await openS3({ ...settings, ...given }, S3_KEY);
    const putting = releasesIn(bucket, settings.prefix!, 2).put(madeSite("two", 3), Date.now());
    await expect(putting).rejects.toThrow(/does not do what it was asked: .*\(site-store\)/s);
    await expect(putting).rejects.toThrow(said);
    bucket.close();
  }
  expect(await seen(server, 3)).toEqual(pagesOf("one", 3));
});
