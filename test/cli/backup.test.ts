import { cpSync, rmSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { cliHome, filesBelow, run, siteOf, smallHome, type CliHome } from "../support/cli.ts";
import { freshSchema, sqlClient } from "../support/postgres.ts";

// Two editions and two sites are made, and two stores moved.

const ARTICLE = "content/editions/2025-05-08/flash.md";

const KEY = { BELLWETHER_MAIL_KEY: "k".repeat(40) };

/** Runs a command that has to end well; what it said. */
async function did(
  home: CliHome,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const { status, stdout, stderr } = await run(home, args, { ...KEY, ...env });
  expect([args, status, stderr]).toEqual([args, 0, ""]);
  return stdout;
}

test("what the handbook says to save is enough to go on elsewhere: editions, site, trail and readers, after the server and the folder are gone", async () => {
  const home = smallHome();
  const saved = cliHome(home);
  onTestFinished(() => [home, saved].forEach((each) => each[Symbol.dispose]()));
  const first = { BELLWETHER_DATABASE: await freshSchema() };
  await did(home, ["database", "move", "--to", first.BELLWETHER_DATABASE], {});
  await did(home, ["daily", "--date", "2025-05-08"], first);
  await did(home, ["approve", ARTICLE, "--by", "Ada"], first);
  await did(
    home,
    ["subscriber", "add", "ada@reader.example", "--consent", "at the counter"],
    first,
  );
  await did(home, ["publish", "--no-search"], first);
  const site = siteOf(home);
  const trail = await did(home, ["audit", "log"], first);
  expect(trail).toContain("Ada");
  const readers = await did(home, ["subscriber", "list"], first);
  expect(readers).toContain("ada@reader.example");

  // Saved: the folder without what names it, and the database as files that need no server.
  rmSync(saved.folder, { recursive: true });
  cpSync(home.folder, saved.folder, { recursive: true });
  for (const name of ["folder", "bellwether.db", "mail.db"])
    rmSync(saved.path("var", name), { force: true });
  await did(saved, ["database", "move", "--to", "sqlite"], first);
  const { searchParams } = new URL(first.BELLWETHER_DATABASE);
  const sql = await sqlClient(first.BELLWETHER_DATABASE);
  for (const schema of ["", "__mail"])
    await sql.query(`DROP SCHEMA IF EXISTS ${searchParams.get("schema")}${schema} CASCADE`);
  rmSync(home.folder, { recursive: true });

  // Restored: on another server.
  const second = { BELLWETHER_DATABASE: await freshSchema() };
  await did(saved, ["database", "move", "--to", second.BELLWETHER_DATABASE], {});
  rmSync(saved.path("var/bellwether.db"));
  rmSync(saved.path("var/mail.db"));
  await did(saved, ["audit", "verify"], second);
  expect(await did(saved, ["audit", "log"], second)).toBe(trail);
  expect(await did(saved, ["subscriber", "list"], second)).toBe(readers);
  const editions = filesBelow(saved, "content/editions");
  await did(saved, ["daily", "--date", "2025-05-08"], second);
  expect(filesBelow(saved, "content/editions")).toEqual(editions);
  rmSync(saved.path("site"), { recursive: true });
  await did(saved, ["publish", "--no-search"], second);
  expect(siteOf(saved)).toEqual(site);
});
