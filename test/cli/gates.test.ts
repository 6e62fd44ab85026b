import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  CLI,
  cliHome,
  inLanguage,
  run,
  smallHome,
  ungathered,
  type CliHome,
} from "../support/cli.ts";
import type { Ended } from "../support/ended.ts";
import { own } from "../support/own.ts";

const DAY = "2025-05-08";
const WRAP = `content/editions/${DAY}/market-wrap.md`;
const FLASH = `content/editions/${DAY}/flash.md`;
const PAGE = "site/dist/2025/05/08/market-wrap/index.html";

let made: CliHome;

beforeAll(async () => {
  made = smallHome();
  expect(await run(made, ["daily", "--date", DAY])).toMatchObject({ status: 0 });
  expect(await run(made, ["publish", "--no-search"])).toMatchObject({ status: 0 });
});

afterAll(() => made?.[Symbol.dispose]());

function edit(home: CliHome, path: string, from: string | RegExp, to: string): void {
  const text = readFileSync(home.path(path), "utf8");
  expect(text).toMatch(from);
  writeFileSync(home.path(path), text.replace(from, to));
}

const publish = (home: CliHome): Promise<Ended> => run(home, ["publish", "--no-search"]);

/** Whether the article is on the site, which shows the others all the same. */
function isShown(home: CliHome): boolean {
  expect(existsSync(home.path("site/dist/2025/05/08/flash/index.html"))).toBe(true);
  return existsSync(home.path(PAGE));
}

describe("an approval is of one text", () => {
  test("a figure changed in an approved article is held back by name, and the rest goes out", async () => {
    using home = cliHome(made);
    edit(home, WRAP, /\$97,032/, "$98,032");
    const { status, stdout } = await publish(home);
    expect(status).toBe(1);
    expect(stdout).toContain(`Held back: ${WRAP}: approved, but edited since: approve again`);
    expect(stdout).not.toContain(FLASH);
    expect(isShown(home)).toBe(false);
    expect(
      JSON.parse((await run(home, ["publish", "--no-search", "--json"])).stdout),
    ).toMatchObject({ articles: 1, drafts: 0, held: [{ file: WRAP }] });
  });

  test.each([
    ["a word", /\n## /, "\nA word more.\n\n## "],
    ["its headline", /^title: "/m, 'title: "New: '],
    ["a waiver", /^inputs:/m, 'waivers: [{ figure: "4", reason: "counted" }]\ninputs:'],
    ["a correction", /^inputs:/m, 'corrections: [{ date: "2025-05-09", text: "Late." }]\ninputs:'],
  ])("so is one in which %s changed", async (_, from, to) => {
    using home = cliHome(made);
    edit(home, WRAP, from, to);
    expect((await publish(home)).status).toBe(1);
    expect(isShown(home)).toBe(false);
  });

  test("so is one whose facts changed with it", async () => {
    using home = cliHome(made);
    edit(home, WRAP, /\$97,032/, "$98,032");
    const facts = WRAP.replace(".md", ".facts.json");
    edit(home, facts, /"\$97,032","value":97032\.3\d*/, '"$98,032","value":98032.32');
    expect((await publish(home)).status).toBe(1);
    expect(isShown(home)).toBe(false);
  });

  test("a draft whose status was set by hand is held back", async () => {
    using home = cliHome(made);
    edit(home, WRAP, /^(review|approved): .*\n/gm, "");
    const { status, stdout } = await publish(home);
    expect(status).toBe(1);
    expect(stdout).toContain(`Held back: ${WRAP}: called approved, but nobody approved this text`);
    expect(isShown(home)).toBe(false);
  });

  test("every command tells where an edited one stands, and none overwrites it", async () => {
    using home = cliHome(made);
    edit(home, WRAP, /\n## /, "\nA word more.\n\n## ");
    const edited = readFileSync(home.path(WRAP), "utf8");
    const truth = "approved, but edited since: approve again";
    const daily = await run(home, ["daily", "--date", DAY]);
    expect(daily.status).toBe(1);
    expect(daily.stdout).toContain(`${WRAP}  ${truth}, kept as a person left it`);
    expect((await run(home, ["check", WRAP])).stdout).toContain(`${WRAP}: ${truth}`);
    expect(readFileSync(home.path(WRAP), "utf8")).toBe(edited);
    expect((await run(home, ["approve", WRAP, "--by", "Ada"])).status).toBe(0);
    expect((await run(home, ["check", WRAP])).stdout).toContain(`${WRAP}: approved`);
    expect((await publish(home)).status).toBe(0);
    expect(readFileSync(home.path(PAGE), "utf8")).toContain("A word more.");
  });

  test("one that was edited after it was published is to be corrected, and every command names that", async () => {
    using home = cliHome(made);
    expect((await publish(home)).status).toBe(0);
    edit(home, WRAP, /\n## /, "\nA word more.\n\n## ");
    const truth = `edited after it was published: \`bellwether correct ${WRAP}\` gives the new text a notice`;
    expect((await publish(home)).stdout).toContain(`Held back: ${WRAP}: ${truth}`);
    expect((await run(home, ["check", WRAP])).stdout).toContain(`${WRAP}: ${truth}`);
    const daily = await run(home, ["daily", "--date", DAY]);
    expect(daily.stdout).toContain(`${WRAP}  ${truth}, kept as a person left it`);
    const corrected = await run(home, ["correct", WRAP, "--by", "Ada", "--because", "One more."]);
    expect(corrected.status).toBe(0);
    expect((await publish(home)).status).toBe(0);
    expect(readFileSync(home.path(PAGE), "utf8")).toContain("A word more.");
  });

  test("a waiver written into a draft's head is kept by the next run", async () => {
    using home = cliHome(made);
    edit(home, "bellwether.yaml", "release: when-clean", "release: by-hand");
    await run(home, ["daily", "--date", DAY]);
    edit(home, WRAP, /^inputs:/m, 'waivers: [{ figure: "4", reason: "counted" }]\ninputs:');
    const edited = readFileSync(home.path(WRAP), "utf8");
    await run(home, ["daily", "--date", DAY]);
    expect(readFileSync(home.path(WRAP), "utf8")).toBe(edited);
  });
});

describe("what goes out is checked again", () => {
  test("an approved article that the words of the check no longer let pass is held back with the place", async () => {
    using home = cliHome(made);
    edit(home, "bellwether.yaml", "release: when-clean", "release: by-hand");
    await run(home, ["daily", "--date", DAY]);
    edit(home, WRAP, /\n## /, "\nNothing here is zorbly.\n\n## ");
    expect((await run(home, ["approve", WRAP, FLASH])).status).toBe(0);
    expect((await publish(home)).status).toBe(0);
    own(home.folder, "templates/vocabulary/en/banned.yaml");
    edit(home, "templates/vocabulary/en/banned.yaml", "[you should,", "[zorbly, you should,");
    const { status, stdout } = await publish(home);
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /Held back: .*market-wrap\.md: the check says at \d+:\d+: .*zorbly.*\(banned-wording\)/,
    );
    expect(isShown(home)).toBe(false);
  });

  test("an article in another language that its own check no longer lets pass is not linked to", async () => {
    using home = cliHome(made);
    using other = cliHome();
    await inLanguage(other, "es");
    edit(other, "bellwether.yaml", /^( +url: .*example\/)$/m, "$1es/");
    expect((await run(other, ["daily", "--date", DAY])).status).toBe(0);
    edit(other, WRAP, /\n## /, "\nNada de esto es zorbly.\n\n## ");
    expect((await run(other, ["approve", WRAP])).status).toBe(0);
    const folder = `../${basename(other.folder)}`;
    edit(home, "bellwether.yaml", "language: en", `language: en\n  translations: [${folder}]`);
    const link = "/es/2025/05/08/market-wrap/";
    expect((await publish(home)).status).toBe(0);
    expect(readFileSync(home.path(PAGE), "utf8")).toContain(link);
    own(other.folder, "templates/vocabulary/es/banned.yaml");
    edit(
      other,
      "templates/vocabulary/es/banned.yaml",
      "[conviene comprar,",
      "[zorbly, conviene comprar,",
    );
    expect((await publish(home)).status).toBe(0);
    expect(readFileSync(home.path(PAGE), "utf8")).not.toContain(link);
  });

  test("a copy without its store goes out, held to its facts alone", async () => {
    using home = cliHome(made);
    rmSync(home.path("var"), { recursive: true });
    expect(await publish(home)).toMatchObject({ status: 0 });
    expect(isShown(home)).toBe(true);
  });
});

describe("paths", () => {
  test("as `daily --home` prints them are taken, and those from the current folder too", async () => {
    using home = cliHome(made);
    using elsewhere = cliHome();
    const at = ["--home", home.folder];
    expect((await run(elsewhere, ["check", WRAP, ...at])).status).toBe(0);
    expect((await run(elsewhere, ["explain", WRAP, ...at])).status).toBe(0);
    expect((await run(elsewhere, ["approve", WRAP, ...at])).status).toBe(0);
    const typed = relative(elsewhere.folder, home.path(WRAP));
    expect((await run(elsewhere, ["check", typed, ...at])).status).toBe(0);
    expect((await run(elsewhere, ["check", "nowhere.md", ...at])).status).toBe(2);
  });

  test("a check leaves nothing behind in a home that was not worked in", async () => {
    using home = cliHome(made);
    expect((await run(home, ["check", WRAP])).stdout).not.toContain("facts file alone");
    rmSync(home.path("var"), { recursive: true });
    const { status, stdout } = await run(home, ["check", WRAP]);
    expect(status).toBe(0);
    expect(stdout).toContain(`${WRAP}: approved; held to its facts file alone`);
    expect(existsSync(home.path("var"))).toBe(false);
  });

  test.skipIf(process.getuid?.() !== 0)("a home that cannot be written is checked", () => {
    using home = cliHome(made);
    const { status, stdout, stderr } = spawnSync(
      "sh",
      [
        "-c",
        `chmod a+x .. && chmod -R a-w,a+rX . && exec setpriv --reuid 65534 --clear-groups "$0" "$@"`,
        process.execPath,
        CLI,
        "check",
        WRAP,
      ],
      { cwd: home.folder, encoding: "utf8" },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain(`${WRAP}: approved`);
  });

  test.skipIf(process.platform !== "linux")(
    "a copy into a folder that takes none ends with a message",
    async () => {
      using home = cliHome(made);
      const { status, stderr } = await run(home, ["publish", "--no-search", "--to", "/proc/x"]);
      expect(status).toBe(3);
      expect(stderr).toMatch(/\/proc\/.*: Cannot make: .*\(disk\)/);
    },
  );
});

describe("gather --only", () => {
  test("that matches no series is an error that names the nearest", async () => {
    using home = cliHome(made);
    const { status, stderr } = await run(home, ["gather", "--only", "btc.clse*"]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/No series matches "btc\.clse\*"\..*\n.*btc\.close/);
  });

  test("takes in the series that match and no others, and none where all that match are live", async () => {
    using home = ungathered(cliHome());
    const rowsOf = (file: string): number =>
      readFileSync(home.path("content/data", file), "utf8").trim().split("\n").length - 1;
    const { status, stdout } = await run(home, ["gather", "--only", "btc.c*"]);
    expect(status).toBe(0);
    expect(stdout).toBe(
      `btc.close: to 2025-06-30, ${rowsOf("btc.csv")} new, 0 revised, 0 refused\n`,
    );
    const whole = await run(home, ["gather"]);
    expect(whole.stdout).toContain("btc.close: to 2025-06-30, 0 new");
    expect(whole.stdout).toContain(`eth.close: to 2025-06-30, ${rowsOf("eth.csv")} new`);
    const derived = await run(home, ["gather", "--only", "ethbtc.*"]);
    expect(derived.status).toBe(2);
    expect(derived.stderr).toContain('No series that matches "ethbtc.*" comes from a file');
  });
});

describe("two subjects whose names meet in an address", () => {
  const HEAD = 'slug: "{asset}-note"';

  test("are named before anything is written", async () => {
    using home = cliHome(made);
    edit(home, "bellwether.yaml", /^( +stories: ).*$/m, "$1[asset-note]");
    edit(home, "bellwether.yaml", /name: Ether\b/, "name: BITCOIN");
    expect(readFileSync(own(home.folder, "templates/stories/asset-note.md"), "utf8")).toContain(
      HEAD,
    );
    const before = readFileSync(home.path(WRAP), "utf8");
    const { status, stderr } = await run(home, ["daily", "--date", DAY]);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /asset-note\.md:5:\d+: "BITCOIN" \(eth\) and "Bitcoin" \(btc\) would both be written as "bitcoin"/,
    );
    expect(readFileSync(home.path(WRAP), "utf8")).toBe(before);
  });
});

test("two stories that would be one file are named before anything is written", async () => {
  using home = cliHome(made);
  own(home.folder, "templates/stories/flash.md");
  edit(home, "templates/stories/flash.md", /^id: flash$/m, "id: flash\nslug: market-wrap");
  const before = readFileSync(home.path(WRAP), "utf8");
  const { status, stderr } = await run(home, ["daily", "--date", DAY]);
  expect(status).toBe(2);
  expect(stderr).toMatch(
    /market-wrap\.md: Two articles .*\(story market-wrap\) and .*\(story flash\)\. \(story-slug\)/,
  );
  expect(readFileSync(home.path(WRAP), "utf8")).toBe(before);
});

describe("the status of daily", () => {
  test("is 1 where a required series is stale, which is named", async () => {
    using home = cliHome(made);
    const { status, stdout } = await run(home, ["daily", "--date", "2025-08-01"]);
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /The required series btc\.close ends on 2025-.*out of date for the edition of 2025-08-01/,
    );
  });
});
