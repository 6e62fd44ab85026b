import { mkdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { Failure, outage } from "../../generator/base/problem.ts";
import { publish } from "../../generator/publish/publish.ts";
import { fixture, SAMPLES } from "./fixtures.ts";
import { makeHome, type TestHome } from "./home.ts";

interface Stopped {
  readonly failure: Failure;
  /** What `site/dist` led to before and after. */
  readonly shown: readonly [string, string];
}

/** Publishes a sound site, applies the change, and publishes again, which must fail. */
async function stoppedAfter(change: (home: TestHome) => void): Promise<Stopped> {
  using home = makeHome(SAMPLES);
  await publish(home.world, home.publication);
  const before = readlinkSync(home.path("site", "dist"));
  change(home);
  try {
    await publish(home.world, home.publication);
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    return { failure, shown: [before, readlinkSync(home.path("site", "dist"))] };
  }
  throw new Error("publish went through");
}

const write = (home: TestHome, path: string, content: string): void => {
  mkdirSync(dirname(home.path(path)), { recursive: true });
  writeFileSync(home.path(path), content);
};

const NEWEST = "content/editions/2025-05-08/cross-market-note";
const front = { title: "Title", description: "Summary." };

describe("publish stops with status 2 and names", () => {
  test.for<[string, (home: TestHome) => void, string]>([
    [
      "an article without front matter",
      (home) => write(home, `${NEWEST}.md`, "no front matter"),
      `${NEWEST}.md:1:1: Expected front matter`,
    ],
    [
      "a wrong key of the front matter",
      (home) => write(home, `${NEWEST}.md`, '---\ntitle: ""\n---\n'),
      `${NEWEST}.md:2:8: title: `,
    ],
    [
      "missing facts",
      (home) => rmSync(home.path(`${NEWEST}.facts.json`)),
      `${NEWEST}.facts.json: The article's facts are missing`,
    ],
    [
      "facts that are not JSON",
      (home) => write(home, `${NEWEST}.facts.json`, "{"),
      `${NEWEST}.facts.json:1:2: The facts file is not whole: Expected property name`,
    ],
    [
      "facts of another form",
      (home) => write(home, `${NEWEST}.facts.json`, '{"version":2}'),
      `${NEWEST}.facts.json:1:12: version: `,
    ],
    [
      "facts of another edition",
      (home) => write(home, `${NEWEST}.facts.json`, SAMPLES[1]?.facts ?? ""),
      "The facts are those of the edition 2025-05-07",
    ],
    [
      "an article in the folder of another edition",
      (home) => home.put({ ...fixture("2025-05-08", "x", front, ""), edition: "2025-05-09" }),
      'content/editions/2025-05-09/x.md: The article of the edition 2025-05-08 stands in the folder "2025-05-09"',
    ],
    [
      "a file's name that cannot be an address",
      (home) => home.put(fixture("2025-05-08", "Market Wrap", front, "")),
      'content/editions/2025-05-08/Market Wrap.md: The file\'s name "Market Wrap" is to become an address',
    ],
    [
      "a text that is nested without end",
      (home) => home.put(fixture("2025-05-09", "deep", front, "> ".repeat(10_000))),
      "The text is nested too deeply",
    ],
    [
      "a theme without styles",
      (home) => writeFileSync(home.path("site", "styles"), ""),
      "site/styles: Expected a style sheet, found none",
    ],
  ])("%s", async ([, change, message]) => {
    const { failure, shown } = await stoppedAfter(change);
    expect(shown[1]).toBe(shown[0]);
    expect(failure.exit).toBe(2);
    expect(failure.message).toContain(message);
  });

  test("every broken file at once", async () => {
    const { failure } = await stoppedAfter((home) => {
      write(home, `${NEWEST}.md`, "");
      rmSync(home.path("content/editions/2025-05-07/market-wrap.facts.json"));
    });
    expect(failure.problems).toHaveLength(2);
  });

  test("an address that is not of the web", async () => {
    using home = makeHome(SAMPLES, { url: "javascript:alert(1)" });
    await expect(publish(home.world, home.publication)).rejects.toThrow(
      /publication\.url: .*of the web/,
    );
  });
});

const noSpace = (path: string): void => {
  throw outage({ code: "disk", file: path, message: "Cannot write: no space is left." });
};

test("a full disk stops publish with status 3 and leaves the site and no litter", async () => {
  using home = makeHome(SAMPLES);
  const first = await publish(home.world, home.publication);
  home.put(fixture("2025-05-09", "market-wrap", front, ""));
  const { files } = home.world;
  const full = { ...files, write: noSpace };
  await expect(publish({ ...home.world, files: full }, home.publication)).rejects.toThrow(Failure);
  expect(readlinkSync(home.path("site", "dist"))).toBe(`.builds/${first.build}`);
  expect(files.list(home.path("site", ".builds"))).toEqual(
    [first.build, `${first.build}.list`, "lock"].sort(),
  );
});
