import { openedRow, type TrailRow } from "../store/trail.ts";
import { withStoreToRead } from "../newsroom/newsroom.ts";
import { verifyTrail } from "../review/audit.ts";
import { shownPath } from "../base/problem.ts";
import { located } from "./articles.ts";
import type { Answer, Call } from "./call.ts";

/** Proves that the trail of what was done with articles is whole, or names what of it is not. */
export async function auditVerify({ world, home }: Call): Promise<Answer> {
  const audit = await withStoreToRead(world, home, (store) => verifyTrail(world, home, store));
  const { rows, texts, faults } = audit;
  return {
    status: faults.length > 0 ? 1 : 0,
    lines:
      faults.length > 0
        ? faults.map(({ row, what }) => `Row ${row}: ${what}`)
        : [`The trail is whole: ${rows} rows, ${texts} texts.`],
    value: audit,
  };
}

/** Shows what was done with all articles, or with one, oldest first. */
export async function auditLog(call: Call, file: string | undefined): Promise<Answer> {
  const { world, home } = call;
  const path = file === undefined ? undefined : shownPath(home, located(call, [file])[0] ?? file);
  const rows = await withStoreToRead(world, home, async (store) =>
    (await store.trail(path === undefined ? {} : { path })).map(openedRow),
  );
  return { status: 0, lines: rows.map(rowLine), value: rows };
}

function rowLine({ seq, at, who, path, action, from, to, why, text }: TrailRow): string {
  const states = from === to ? to : `${from} → ${to}`;
  return `${seq}  ${at}  ${who.name}  ${action}  ${path}  ${states}  ${text.slice(0, 16)}${why === undefined ? "" : `  ${why}`}`;
}
