import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  isShown,
  STATES,
  step,
  STEPS,
  type Action,
  type State,
} from "../../generator/articles/states.ts";
import { problemsOf } from "../support/problems.ts";

const ACTIONS = [...new Set(STATES.flatMap((state) => Object.keys(STEPS[state])))] as Action[];

/** A way through the states by allowed steps: at each state, one of what it allows. */
const way = fc.array(fc.nat(), { maxLength: 30 }).map((choices) => {
  const steps: { readonly from: State; readonly action: Action; readonly to: State }[] = [];
  let from: State = "draft";
  for (const choice of choices) {
    const allowed = Object.keys(STEPS[from]) as Action[];
    const action = allowed[choice % allowed.length]!;
    const to = step(from, action, "x.md");
    steps.push({ from, action, to });
    from = to;
  }
  return steps;
});

/** Actions by which somebody answers for the text as it is. */
const APPROVING: ReadonlySet<Action> = new Set(["approve", "correct"]);

/** States in which the text may still be changed, or is no longer answered for. */
const OPEN: ReadonlySet<State> = new Set(["draft", "changes-requested", "withdrawn"]);

test("nothing is shown or scheduled whose text was not approved since it could last be changed", () => {
  fc.assert(
    fc.property(way, (steps) => {
      const opened = steps.findLastIndex(({ to }) => OPEN.has(to));
      const isApproved = steps.slice(opened + 1).some(({ action }) => APPROVING.has(action));
      const { to = "draft" } = steps.at(-1) ?? {};
      expect(isApproved || !(isShown(to) || to === "scheduled")).toBe(true);
    }),
  );
});

test("from withdrawn no way leads to published but through an approval", () => {
  fc.assert(
    fc.property(way, (steps) => {
      const left = steps.findLastIndex(({ from }) => from === "withdrawn");
      const after = left === -1 ? [] : steps.slice(left);
      const published = after.findIndex(({ to }) => to === "published");
      if (published === -1) return;
      expect(after.slice(0, published).some(({ action }) => action === "approve")).toBe(true);
    }),
  );
});

test("what readers have seen leaves their sight or changes through a correction or a withdrawal alone", () => {
  for (const state of ["published", "corrected"] as const)
    expect(Object.entries(STEPS[state])).toEqual([
      ["correct", "corrected"],
      ["withdraw", "withdrawn"],
    ]);
});

test("every state can be reached, and left again", () => {
  const reached = new Set<State>(["draft"]);
  for (const state of reached) for (const to of Object.values(STEPS[state])) reached.add(to);
  expect([...reached].toSorted()).toEqual([...STATES].toSorted());
  for (const state of STATES) expect(Object.keys(STEPS[state])).not.toEqual([]);
});

test("a step that is not allowed says what is", () => {
  expect(problemsOf(() => step("withdrawn", "publish", "content/x.md"))).toEqual([
    {
      code: "not-allowed",
      file: "content/x.md",
      message: 'An article that is "withdrawn" does not allow "publish".',
      advice: "It allows revise.",
    },
  ]);
});

test("CONTRIBUTING shows each state with the steps that it allows", () => {
  const guide = readFileSync(join(import.meta.dirname, "../../CONTRIBUTING.md"), "utf8");
  const [, section = ""] = guide.split("## The states of an article\n");
  const rows = (section.split("\n## ")[0] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const expected = STATES.map((state) => [
    `\`${state}\``,
    isShown(state) ? "yes" : "no",
    Object.entries(STEPS[state])
      .map(([action, to]) => `${action} → \`${to}\``)
      .join(", "),
  ]);
  expect(rows).toEqual(expected);
  expect(ACTIONS).toHaveLength(8);
});
