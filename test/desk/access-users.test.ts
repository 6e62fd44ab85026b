import { expect, test } from "vitest";
import { cliHome, run } from "../support/cli.ts";

test("people are added, listed, given another role, reset and removed by command, and no secret is printed but the link", async () => {
  using home = cliHome();
  const user = async (...args: string[]) => {
    const { status, stdout, stderr } = await run(home, ["user", ...args]);
    return [status, stdout + stderr] as const;
  };
  expect(await user("list")).toEqual([0, expect.stringContaining("no users")]);
  const [, added] = await user(
    "add",
    "Anna Larsen",
    "--role",
    "editor",
    "--email",
    "A@example.org",
  );
  expect(added).toMatch(
    /good for one use, until .* UTC.*\nhttp:\/\/127\.0\.0\.1:4322\/welcome\/anna-larsen\/[\w-]{43}\n/,
  );
  expect(await user("add", "anna larsen", "--role", "admin")).toEqual([
    2,
    expect.stringContaining("(user-exists)"),
  ]);
  expect(await user("add", "?!", "--role", "admin")).toEqual([
    2,
    expect.stringContaining("(user-name)"),
  ]);
  expect(await user("add", "Bea", "--role", "king")).toEqual([
    2,
    expect.stringContaining("writer, editor, publisher, admin"),
  ]);
  expect(await user("role", "Ana Larsen", "admin")).toEqual([
    2,
    expect.stringContaining('Did you mean "Anna Larsen"?'),
  ]);
  expect(await user("role", "Anna Larsen", "admn")).toEqual([
    2,
    expect.stringContaining('Did you mean "admin"?'),
  ]);
  expect(await user("role", "Anna Larsen", "publisher")).toEqual([
    0,
    expect.stringContaining("publisher"),
  ]);
  const [, again] = await user("reset", "Anna Larsen");
  expect(again.match(/[\w-]{43}/)?.[0]).not.toBe(added.match(/[\w-]{43}/)?.[0]);
  const listed = await run(home, ["user", "list", "--json"]);
  expect(JSON.parse(listed.stdout)).toEqual({
    users: [
      {
        id: "anna-larsen",
        name: "Anna Larsen",
        role: "publisher",
        email: "a@example.org",
        signsInBy: ["account"],
      },
    ],
  });
  expect(await user("remove", "Anna Larsen")).toEqual([
    0,
    expect.stringContaining("cannot sign in any more"),
  ]);
  expect(await user("list")).toEqual([0, expect.stringContaining("no users")]);
});
