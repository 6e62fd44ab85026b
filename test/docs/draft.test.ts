import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cliHome, run } from "../support/cli.ts";

const README = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");

test("what the README shows of a model's draft is what the check says of it", async () => {
  const [, draft, command, said] =
    /\n```md\n([^]*?)```\n\n`bellwether (check [^`]*)`[^]*?\n```text\n([^]*?)```/.exec(README) ??
    [];
  using home = cliHome();
  expect(await run(home, ["gather"])).toMatchObject({ status: 0 });
  writeFileSync(home.path("draft.md"), draft!);
  const { status, stdout } = await run(home, command!.split(" "));
  expect(stdout.replace(/ +$/gm, "")).toBe(said);
  expect(status).toBe(1);
});
