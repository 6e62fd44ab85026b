import { Hono } from "hono";
import type { State } from "../../articles/states.ts";
import { SETTLEMENTS } from "../../store/settlement.ts";
import { openedRow, type TrailRow } from "../../store/trail.ts";
import { accessEvents } from "../access/access-log.ts";
import { personOf, show, type Desk } from "../frame.ts";
import { instantWords, standingWords } from "../words.ts";

/** Rows of the trail on one page. */
const A_PAGE = 100;

/** All that was done at the desk, newest first. */
export function trailPage(desk: Desk): Hono {
  return new Hono().get("/trail", async (context) => {
    const { count, hash } = await desk.store.trailHead();
    const last = Math.min(count, Number(context.req.query("from")) || count);
    const after = Math.max(0, last - A_PAGE);
    const rows = (await desk.store.trail({ after })).slice(0, last - after).map(openedRow);
    return show(
      desk,
      context,
      "trail",
      { title: "Trail" },
      {
        rows: rows.toReversed().map((row) => ({ ...rowTold(row), ...placeOf(row.path) })),
        isAdmin: personOf(desk, context).role === "admin",
        count: String(count),
        head: hash.slice(0, 16),
        earlier: after > 0 ? `/trail?from=${after}` : undefined,
        later: last < count ? `/trail?from=${Math.min(count, last + A_PAGE)}` : undefined,
      },
    );
  });
}

/** Events of the door on its page, the newest. */
const EVENTS = 200;

/** What was done at the door of the desk: for those who look after its people. */
export function accessTrailPage(desk: Desk): Hono {
  return new Hono().get("/trail/access", desk.access.require("admin"), async (context) => {
    const events = await accessEvents(desk.store, EVENTS);
    const told = events
      .toReversed()
      .map(({ at, what, from }) => ({ at: instantWords(at), what, from }));
    const values = { events: told, count: String(told.length) };
    return show(desk, context, "access-trail", { title: "At the door" }, values);
  });
}

/** One row as pages tell it. */
export function rowTold({
  seq,
  at,
  who,
  path,
  action,
  from,
  to,
  why,
  text,
  detail,
  hash,
}: TrailRow) {
  const said = detail?.["body"] ?? detail?.["figure"] ?? detail?.["words"] ?? detail?.["is"];
  return {
    seq: String(seq),
    at: instantWords(at),
    who: who.name,
    action: action.replaceAll("-", " "),
    step:
      from === to || path === SETTLEMENTS
        ? undefined
        : `${standingWords(from as State) ?? from} → ${standingWords(to as State) ?? to}`,
    why,
    about: detail?.["series"] && `${detail["series"]} of ${detail["day"]}`,
    said: said === undefined ? undefined : String(said),
    was: detail?.["was"],
    narrative: detail?.["narrative"],
    text: text.slice(0, 12),
    hash: hash.slice(0, 12),
  };
}

function placeOf(path: string): { readonly href: string; readonly name: string } {
  if (path === SETTLEMENTS) return { href: "/sources", name: "Sources" };
  const [slug = "", day = ""] = path.replace(/\.md$/, "").split(/[/\\]/).toReversed();
  return { href: `/articles/${day}/${slug}/history`, name: `${day} ${slug}` };
}
