import { expect, test, vi } from "vitest";
import { ownFault } from "../../generator/base/problem.ts";
import type { Answer } from "../../generator/commands/call.ts";
import { cliHome, run } from "../support/cli.ts";

vi.mock("../../generator/commands/gather.ts", () => ({
  gatherAll: async (): Promise<Answer> => ({
    status: 0,
    lines: ["btc.close: 1 new"],
    value: {},
    faults: [ownFault(new TypeError("x is undefined."), " while a was asked for b")],
  }),
}));

test("a command that went on after a fault of the program answers, and exits with 3", async () => {
  using home = cliHome();
  expect(await run(home, ["gather"])).toEqual({
    status: 3,
    stdout: "btc.close: 1 new\n",
    stderr: expect.stringMatching(
      /^Something went wrong inside Bellwether while a was asked for b: x is undefined\. \(internal\)\n {2}This is a fault of the program/,
    ),
  });
});
