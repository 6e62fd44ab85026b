import { describe, expect, test } from "vitest";
import {
  isApproved,
  STATES,
  STEPS,
  type Action,
  type State,
} from "../../generator/articles/states.ts";
import { openedRow } from "../../generator/store/trail.ts";
import { verifyTrail } from "../../generator/review/audit.ts";
import { stepOn, type Step, type StepOptions } from "../../generator/review/workflow/act.ts";
import { StaleText } from "../../generator/review/workflow/desk-text.ts";
import { may, ROLES, type Role } from "../../generator/review/workflow/people.ts";
import { saveEdit } from "../../generator/review/workflow/save.ts";
import { waiveIn } from "../../generator/review/workflow/waive.ts";
import { hashOf } from "../../generator/store/trail.ts";
import { problemsAfter } from "../support/problems.ts";
import { FLASH, person, setState } from "./desk-folder.ts";
import { deskHome, type DeskHome } from "./desk-home.ts";

const ACTIONS: readonly Step[] = [
  "submit",
  "request-changes",
  "approve",
  "revise",
  "schedule",
  "publish",
  "withdraw",
];

const ada = person("Ada");
const bob = person("Bob");
const admin = person("Root", "admin");

const step = (home: DeskHome, action: Step, options: Partial<StepOptions> = {}) =>
  stepOn(home.room, home.store, FLASH, action, {
    by: ada,
    because: "It is due.",
    at: "2025-05-09T08:00:00+02:00",
    ...options,
  });

const rowsOf = async ({ store }: DeskHome) => (await store.trail()).map(openedRow);

const statusOf = (home: DeskHome): string => /^status: "(.*)"$/m.exec(home.read())![1]!;

const codesOf = async (work: () => Promise<unknown>): Promise<string[]> =>
  (await problemsAfter(work)).map(({ code }) => code);

const PAIRS = STATES.flatMap((from) =>
  ACTIONS.map((action) => [from, action, STEPS[from][action as Action]] as const),
);

test.each(PAIRS.filter(([, , to]) => to !== undefined))(
  "an article that is %s may %s, is %s then, and the trail says so",
  async (from, action, to = "draft") => {
    const home = await deskHome();
    setState(home.folder, from);
    const before = home.read();
    expect(await step(home, action, { by: admin })).toMatchObject({ done: true, state: to });
    expect(statusOf(home)).toBe(to);
    expect(/^approved: /m.test(home.read())).toBe(isApproved(to) || to === "withdrawn");
    expect(await rowsOf(home)).toMatchObject([
      { seq: 1, who: admin, action, from, to, why: "It is due.", replaced: hashOf(before) },
    ]);
  },
);

test.each(PAIRS.filter(([, , to]) => to === undefined))(
  "an article that is %s may not %s, and nothing is written",
  async (from, action) => {
    const home = await deskHome();
    setState(home.folder, from);
    const before = home.read();
    expect(await codesOf(() => step(home, action, { by: admin }))).toEqual(["not-allowed"]);
    expect(home.read()).toBe(before);
    expect(await rowsOf(home)).toEqual([]);
  },
);

/** Who may take which step; told here a second time, so that neither table changes alone. */
const MAY: Readonly<Record<Role, readonly string[]>> = {
  writer: ["submit", "revise"],
  editor: ["submit", "revise", "request-changes", "approve", "schedule"],
  publisher: [...ACTIONS],
  admin: [...ACTIONS],
};

const FROM: Readonly<Record<Step, State>> = {
  submit: "draft",
  "request-changes": "in-review",
  approve: "draft",
  revise: "approved",
  schedule: "approved",
  publish: "approved",
  withdraw: "published",
};

describe.each(ROLES)("a person with the role %s", (role) => {
  test.each(ACTIONS)("may or may not %s", async (action) => {
    const home = await deskHome();
    setState(home.folder, FROM[action]);
    const codes = await codesOf(() => step(home, action, { by: person("Eve", role) }));
    expect(codes).toEqual(MAY[role].includes(action) ? [] : ["not-your-role"]);
    expect(may(role, action)).toBe(MAY[role].includes(action));
    expect(await rowsOf(home)).toHaveLength(codes.length === 0 ? 1 : 0);
  });
});

const edit = async (home: DeskHome, by = ada, word = "A word more."): Promise<void> => {
  const text = home.read();
  const saved = await saveEdit(
    home.room,
    home.store,
    FLASH,
    text.replace("\n## ", `\n${word}\n\n## `),
    {
      by,
      base: hashOf(text),
    },
  );
  expect(saved.saved).toBe(true);
};

const waive = (home: DeskHome, by = ada) =>
  waiveIn(home.room, home.store, FLASH, { by, figure: "65", because: "Counted by hand." });

/** Who does what, and where the article stands after each: a code where it is refused. */
type Scene = readonly (readonly [
  who: typeof ada,
  does: "edits" | "waives" | "approves",
  then: string,
])[];

const SCENES: readonly (readonly [what: string, people: 1 | 2, waived: 1 | 2, scene: Scene])[] = [
  ["one person approves", 1, 2, [[ada, "approves", "approved"]]],
  [
    "one person approves their own edit",
    1,
    2,
    [
      [ada, "edits", "draft"],
      [ada, "approves", "approved"],
    ],
  ],
  [
    "an edit takes the approval back",
    1,
    2,
    [
      [ada, "approves", "approved"],
      [bob, "edits", "draft"],
      [ada, "approves", "approved"],
    ],
  ],
  [
    "two approve what the program wrote",
    2,
    2,
    [
      [ada, "approves", "in-review"],
      [ada, "approves", "approved-before"],
      [bob, "approves", "approved"],
    ],
  ],
  [
    "nobody approves their own edit, and whoever else does is the second of two",
    2,
    2,
    [
      [ada, "edits", "draft"],
      [ada, "approves", "own-edit"],
      [bob, "approves", "approved"],
    ],
  ],
  [
    "where both wrote, each approves what the other did",
    2,
    2,
    [
      [ada, "edits", "draft"],
      [bob, "edits", "draft"],
      [ada, "approves", "in-review"],
      [bob, "approves", "approved"],
    ],
  ],
  [
    "an approval of another text does not count",
    2,
    2,
    [
      [ada, "approves", "in-review"],
      [bob, "edits", "in-review"],
      [bob, "approves", "own-edit"],
      [ada, "approves", "approved"],
    ],
  ],
  [
    "a waived figure takes two where one is enough else",
    1,
    2,
    [
      [ada, "waives", "draft"],
      [ada, "approves", "own-edit"],
      [bob, "approves", "approved"],
    ],
  ],
  [
    "a waived figure takes one where that is said",
    1,
    1,
    [
      [ada, "waives", "draft"],
      [ada, "approves", "approved"],
    ],
  ],
];

test.each(SCENES)("%s", async (_, people, waived, scene) => {
  const home = await deskHome({ people, waived });
  for (const [by, does, then] of scene) {
    const codes = await codesOf(async () => {
      if (does === "edits") await edit(home, by, `Said by ${by.name}.`);
      else if (does === "waives") await waive(home, by);
      else await step(home, "approve", { by });
    });
    expect([...codes, statusOf(home)]).toContain(then);
    expect(codes.length === 0).toBe((STATES as readonly string[]).includes(then));
  }
  expect((await verifyTrail(home.room.world, home.folder, home.store)).faults).toEqual([]);
});

test("one person comes by the desk and by a command, and is one person", async () => {
  const home = await deskHome({ people: 2 });
  await edit(home, { ...ada, id: "u-17" });
  expect(await codesOf(() => step(home, "approve", { by: person("ada", "admin") }))).toEqual([
    "own-edit",
  ]);
});

test("a text that does not check clean is not approved, and nothing is written", async () => {
  const home = await deskHome();
  home.write(home.read().replace("$97,032", "$98,032"));
  const { done, report, state } = await step(home, "approve");
  expect([done, state]).toEqual([false, "draft"]);
  expect(report!.messages.some(({ figure }) => figure === "$98,032")).toBe(true);
  expect(await rowsOf(home)).toEqual([]);
});

test("a step that was meant for another text is refused with both texts", async () => {
  const home = await deskHome();
  const seen = home.read();
  await edit(home);
  const refused = await step(home, "approve", { textHash: hashOf(seen) }).catch(
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(StaleText);
  const { had, there } = refused as StaleText;
  expect([had, there.text]).toEqual([seen, home.read()]);
  expect(statusOf(home)).toBe("draft");
});

test.each([
  ["request-changes", "in-review"],
  ["withdraw", "published"],
] as const)("%s needs a reason", async (action, state) => {
  const home = await deskHome();
  setState(home.folder, state);
  const { because: _, ...without } = { because: "", by: admin };
  expect(await codesOf(() => stepOn(home.room, home.store, FLASH, action, without))).toEqual([
    "no-reason",
  ]);
});

test.each(["2025-05-09T08:00:00", "2025-05-08T12:00:00Z", "tomorrow", undefined])(
  "no article is scheduled for %s",
  async (at) => {
    const home = await deskHome();
    setState(home.folder, "approved");
    const options = { by: ada, ...(at !== undefined && { at }) };
    expect(await codesOf(() => stepOn(home.room, home.store, FLASH, "schedule", options))).toEqual([
      "schedule-time",
    ]);
  },
);

test.each([
  "../../etc/passwd",
  "bellwether.yaml",
  "content/editions/../../x.md",
  "content/data/btc.csv",
])("%s is no article of the desk", async (path) => {
  const home = await deskHome();
  expect(await codesOf(() => stepOn(home.room, home.store, path, "submit", { by: ada }))).toEqual([
    "missing-file",
  ]);
});
