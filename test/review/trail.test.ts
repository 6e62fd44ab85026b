import fc from "fast-check";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Failure } from "../../generator/base/problem.ts";
import { verifyTrail } from "../../generator/review/audit.ts";
import { stepOn, type Step } from "../../generator/review/workflow/act.ts";
import { commentOn } from "../../generator/review/workflow/remarks.ts";
import { saveEdit } from "../../generator/review/workflow/save.ts";
import { waiveIn } from "../../generator/review/workflow/waive.ts";
import { hashOf, openedRow } from "../../generator/store/trail.ts";
import { tamper } from "../support/store.ts";
import { FLASH, person } from "./desk-folder.ts";
import { deskHome, type DeskHome } from "./desk-home.ts";

const people = [person("Ada"), person("Bob"), person("Wes", "writer"), person("Pia", "publisher")];

const by = fc.constantFrom(...people);

/** What somebody does at the desk: with the text that is there, or with one that was there once. */
const deed = fc.oneof(
  fc.record({
    kind: fc.constant("save" as const),
    by,
    word: fc.stringMatching(/^[a-z]{3,8}$/),
    stale: fc.nat(3),
  }),
  fc.record({
    kind: fc.constant("step" as const),
    by,
    action: fc.constantFrom<Step>(
      "submit",
      "request-changes",
      "approve",
      "revise",
      "schedule",
      "publish",
      "withdraw",
    ),
    stale: fc.nat(3),
  }),
  fc.record({ kind: fc.constant("waive" as const), by, stale: fc.nat(3) }),
  fc.record({ kind: fc.constant("comment" as const), by, stale: fc.nat(3) }),
);

type DeskDeed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

async function does(home: DeskHome, it: DeskDeed, seen: string[]): Promise<void> {
  const { room, store } = home;
  const text = seen.at(-1 - it.stale) ?? seen[0]!;
  if (it.kind === "save") {
    const mine = text.replace("\n## ", `\nOne ${it.word} more.\n\n## `);
    const { saved } = await saveEdit(room, store, FLASH, mine, { by: it.by, base: hashOf(text) });
    // Somebody was faster: it lies nowhere but in the store.
    if (!saved) seen.splice(-1, 0, mine);
  } else if (it.kind === "step") {
    await stepOn(room, store, FLASH, it.action, {
      by: it.by,
      because: "So it is.",
      at: "2025-05-09T08:00:00Z",
      textHash: hashOf(text),
    });
  } else if (it.kind === "waive") {
    await waiveIn(room, store, FLASH, {
      by: it.by,
      figure: "65",
      because: "Counted.",
      textHash: hashOf(text),
    });
  } else {
    await commentOn(room, store, FLASH, { by: it.by, paragraph: 1, body: "Is this so?" });
  }
}

test("whatever is done at the desk in whatever order, the chain is whole, and every text that was there or was to be there is found", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 14 }), async (deeds) => {
      const home = await deskHome();
      const seen = [home.read()];
      for (const each of deeds) {
        const before = home.read();
        const rows = (await home.store.trail()).length;
        const refused = await does(home, each, seen).catch((error: unknown) => error);
        expect(refused === undefined || refused instanceof Failure).toBe(true);
        const now = home.read();
        const written = (await home.store.trail()).map(openedRow);
        // One row more for each change, and none for what was refused.
        expect(written.length - rows).toBe(Number(refused === undefined && written.length > rows));
        if (now !== before) seen.push(now);
        expect(written.length > rows || now === before).toBe(true);
        const last = written.at(-1);
        expect(last === undefined || last.markdown === hashOf(now)).toBe(true);
        expect(last === undefined || now.includes(`\nstatus: "${last.to}"\n`)).toBe(true);
      }
      expect((await verifyTrail(home.room.world, home.folder, home.store)).faults).toEqual([]);
      const first = (await home.store.trail()).length > 0 ? 0 : 1;
      for (const text of seen.slice(first)) expect(await home.store.text(hashOf(text))).toBe(text);
    }),
    { numRuns: 40 },
  );
});

/** A desk at which five things were done. */
async function busy(): Promise<DeskHome> {
  const home = await deskHome();
  for (let turn = 0; turn < 5; turn++) {
    const text = home.read();
    const mine = text.replace("\n## ", `\nSentence ${"abcde"[turn]} more.\n\n## `);
    await saveEdit(home.room, home.store, FLASH, mine, {
      by: people[turn % 2]!,
      base: hashOf(text),
    });
  }
  return home;
}

const verify = async ({ room, folder, store }: DeskHome) =>
  (await verifyTrail(room.world, folder, store)).faults.map(({ row, what }) => `${row}: ${what}`);

test("a trail as it was written is whole", async () => {
  expect(await verify(await busy())).toEqual([]);
});

test("one byte that is another in any row is found, and the row is named", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      async (row, where) => {
        const home = await busy();
        const { body } = (await home.store.trail())[row - 1]!;
        const at = Math.floor(body.length * where);
        const other = String.fromCharCode(body.charCodeAt(at) + 1);
        const altered = body.slice(0, at) + other + body.slice(at + 1);
        await tamper(
          home.folder,
          `UPDATE trail SET body = '${altered.replaceAll("'", "''")}' WHERE seq = ${row}`,
        );
        expect(await verify(home)).toContain(
          `${row}: It was altered: it has another hash than it was written with.`,
        );
      },
    ),
    { numRuns: 12 },
  );
});

test.each([
  ["a row in the middle", "DELETE FROM trail WHERE seq = 3", ["3: It is missing."]],
  [
    "two rows at the beginning",
    "DELETE FROM trail WHERE seq < 3",
    ["1: It and all up to row 2 are missing."],
  ],
  ["the end", "DELETE FROM trail WHERE seq > 3", ["4: It and all up to row 5 are missing."]],
  ["all", "DELETE FROM trail", ["1: It and all up to row 5 are missing."]],
])("%s that is missing is found", async (_, sql, faults) => {
  const home = await busy();
  await tamper(home.folder, sql);
  expect(await verify(home)).toEqual(faults);
});

test("a row that was written anew with a hash of its own is found, since the next does not follow on it", async () => {
  const home = await busy();
  const { body } = (await home.store.trail())[2]!;
  const forged = body.replace("Ada", "Eve");
  await tamper(
    home.folder,
    `UPDATE trail SET body = '${forged.replaceAll("'", "''")}', hash = '${hashOf(forged)}' WHERE seq = 3`,
  );
  expect(await verify(home)).toEqual(["4: It does not follow on the row before."]);
});

test("the last row written anew is found by the file that says how far the trail goes", async () => {
  const home = await busy();
  const { body } = (await home.store.trail())[4]!;
  const forged = body.replace("Ada", "Eve");
  await tamper(
    home.folder,
    `UPDATE trail SET body = '${forged}', hash = '${hashOf(forged)}' WHERE seq = 5`,
  );
  expect(await verify(home)).toEqual([
    expect.stringContaining("5: It is another row than content"),
  ]);
});

test("a text that was altered or is missing is found, and so is a head that is missing", async () => {
  const home = await busy();
  const rows = (await home.store.trail()).map(openedRow);
  const [altered, gone] = [rows[1]!.markdown, rows[3]!.markdown];
  await tamper(
    home.folder,
    `UPDATE text SET body = body || '.' WHERE hash = '${altered}'; DELETE FROM text WHERE hash = '${gone}'`,
  );
  rmSync(home.path("content/trail-head.json"));
  expect(await verify(home)).toEqual([
    `2: The text ${altered.slice(0, 16)} that it names was altered.`,
    `4: The text ${gone.slice(0, 16)} that it names is missing.`,
    "5: content/trail-head.json, which says how far it goes, is missing.",
  ]);
});

test("a publication that came without its store works on, and its trail says what is lost", async () => {
  const home = await busy();
  await tamper(home.folder, "DELETE FROM trail");
  await stepOn(home.room, home.store, FLASH, "submit", { by: people[0]! });
  expect((await home.store.trail()).map(openedRow)).toMatchObject([{ seq: 6, action: "submit" }]);
  expect(await verify(home)).toEqual(["1: It and all up to row 5 are missing."]);
});

test("what a person wrote into the file since a run was killed stays", async () => {
  const home = await busy();
  const head = home.path("content/trail-head.json");
  writeFileSync(
    head,
    JSON.stringify({ count: 4, hash: openedRow((await home.store.trail())[3]!).hash }),
  );
  const own = home.read().replace("\n## ", "\nBy hand.\n\n## ");
  home.write(own);
  await stepOn(home.room, home.store, FLASH, "submit", { by: people[0]! });
  expect(home.read()).toContain("By hand.");
  expect(JSON.parse(readFileSync(head, "utf8"))).toMatchObject({ count: 6 });
});
