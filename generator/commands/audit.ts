import { openedRow, type TrailRow } from "../store/trail.ts";
import { accessEvents, verifyAccess } from "../desk/access/access-log.ts";
import { withStoreToRead } from "../newsroom/with-store.ts";
import { verifyTrail } from "../review/audit.ts";
import { shownPath } from "../base/problem.ts";
import { located } from "./articles.ts";
import type { Answer, Call } from "./call.ts";

/** Proves that the trail of what was done with articles is whole, or names what of it is not. */
export async function auditVerify({ world, home }: Call): Promise<Answer> {
  const { audit, access } = await withStoreToRead(world, home, async (store) => ({
    audit: await verifyTrail(world, home, store),
    access: await verifyAccess(store),
  }));
  const { rows, texts, faults } = audit;
  const wrong = [
    ...faults.map(({ row, what }) => `Row ${row}: ${what}`),
    ...access.faults.map(({ event, what }) => `Event ${event} at the door: ${what}`),
  ];
  const whole = [
    `The trail is whole: ${rows} rows, ${texts} texts.`,
    ...(access.events > 0 ? [`So is what was done at the door: ${access.events} events.`] : []),
  ];
  return {
    status: wrong.length > 0 ? 1 : 0,
    lines: wrong.length > 0 ? wrong : whole,
    value: { ...audit, access },
  };
}

/** Shows who came to the desk, who failed to, and who was let in or out, oldest first. */
export async function auditAccess({ world, home }: Call): Promise<Answer> {
  const events = await withStoreToRead(world, home, (store) => accessEvents(store));
  const lines = events.map(({ seq, at, what, from }) => `${seq}  ${at}  ${what}  (${from})`);
  return { status: 0, lines, value: events };
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
