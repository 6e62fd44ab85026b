import { expect, test } from "vitest";
import { readEditions } from "../../generator/articles/approved.ts";
import { releaseOverdue } from "../../generator/newsroom/overdue.ts";
import { whileLocked } from "../../generator/review/workflow/locked.ts";
import { saveEdit } from "../../generator/review/workflow/save.ts";
import type { ReviewPolicy } from "../../generator/publication/review-policy.ts";
import { hashOf, openedRow } from "../../generator/store/trail.ts";
import { FLASH, person, setState } from "./desk-folder.ts";
import { deskHome, type DeskHome } from "./desk-home.ts";

/** The desk's clock says an hour past noon. */
const DUE = { deadline: "12:30", late: "release" } as const;

const release = ({ room, store }: DeskHome) =>
  whileLocked(room, store, () => releaseOverdue(room, store));

test("what nobody approved by the deadline is released where that is the policy, and the trail says why", async () => {
  const home = await deskHome(DUE);
  await release(home);
  expect((await home.store.trail()).map(openedRow)).toMatchObject([
    {
      who: { name: "automatic" },
      action: "approve",
      from: "draft",
      to: "approved",
      why: "Nobody had approved it by the deadline of 12:30 UTC.",
    },
  ]);
  expect(readEditions(home.room.world, home.room.publication).articles).toHaveLength(1);
});

test.each<[what: string, policy: Partial<ReviewPolicy>, made: (home: DeskHome) => unknown]>([
  ["before its deadline", { ...DUE, deadline: "14:00" }, () => {}],
  ["where late ones wait", { ...DUE, late: "hold" }, () => {}],
  ["that was sent back", DUE, ({ folder }) => setState(folder, "changes-requested")],
  ["that does not check clean", DUE, (home) => home.write(home.read().replace("$97,032", "$9"))],
  [
    "that a person edited",
    DUE,
    async (home) => {
      const text = home.read();
      const edited = text.replace("\n## ", "\nA word more.\n\n## ");
      const by = person("Ada");
      await saveEdit(home.room, home.store, FLASH, edited, { by, base: hashOf(text) });
    },
  ],
])("an article %s waits on", async (_, policy, made) => {
  const home = await deskHome(policy);
  await made(home);
  const before = home.read();
  await release(home);
  expect(home.read()).toBe(before);
});

test("nothing of an edition is shown before its embargo, nor an article before its own", async () => {
  const home = await deskHome({ embargo: "14:30" });
  setState(home.folder, "approved");
  const { world, publication } = home.room;
  const shown = (at: string) => {
    const { articles, waiting } = readEditions(
      { ...world, now: () => Date.parse(at) },
      publication,
    );
    return [articles.length, ...waiting.map(({ from }) => from)];
  };
  expect(shown("2025-05-08T14:29:59Z")).toEqual([0, "2025-05-08T14:30:00.000Z"]);
  expect(shown("2025-05-08T14:30:00Z")).toEqual([1]);
  home.write(home.read().replace(/^inputs:/m, 'embargo: "2025-05-08T18:00:00+02:00"\ninputs:'));
  setState(home.folder, "approved");
  expect(shown("2025-05-08T15:00:00Z")).toEqual([0, "2025-05-08T16:00:00.000Z"]);
});
