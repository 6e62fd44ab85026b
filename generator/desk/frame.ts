import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { withoutSteering } from "../base/text.ts";
import type { Access } from "./access/contract.ts";
import type { Person } from "../review/workflow/people.ts";
import type { DeskRoom } from "./room.ts";
import { SAID, type Said } from "./said.ts";
import type { Assets } from "./theme/assets.ts";
import type { ServerLayouts } from "../publish/serve/layouts.ts";

/** What every page of the desk is made with. */
export interface Desk extends DeskRoom {
  readonly access: Access;
  readonly templates: ServerLayouts;
  readonly assets: Assets;
}

/** What stands at the head of every page. */
const PLACES = [
  ["/", "Queue"],
  ["/calendar", "Calendar"],
  ["/corrections", "Corrections"],
  ["/trail", "Trail"],
  ["/sources", "Sources"],
  ["/claims", "Claims"],
  ["/jobs", "Jobs"],
  ["/new", "New article"],
] as const;

/** What stands there for admins besides. */
const USERS = ["/users", "Users"] as const;

/** What a page adds to the frame. */
export interface PageOptions {
  readonly title: string;
  /** Modules of `site/desk` that it runs. */
  readonly scripts?: readonly string[];
  readonly status?: ContentfulStatusCode;
  /** Seconds after which it asks for itself again. */
  readonly again?: number;
}

/** Prints a page in the frame of the desk. */
export function framed(
  desk: Desk,
  context: Context,
  layout: string,
  { title, scripts = [], again }: PageOptions,
  values: object,
): string {
  const { templates, assets, access, newsroom } = desk;
  const { pathname, searchParams } = new URL(context.req.url);
  const person = access.personOf(context);
  return templates.render(layout, {
    title,
    publication: newsroom.publication.name,
    language: "en",
    style: assets.style,
    scripts: ["keys.js", ...scripts].map((name) => assets.module(name)),
    again,
    person,
    formToken: access.formToken(context),
    said: saidIn(searchParams),
    places: [...PLACES, ...(person?.role === "admin" ? [USERS] : [])].map(([href, name]) => ({
      href,
      name,
      isHere: href === pathname || (href !== "/" && pathname.startsWith(`${href}/`)),
    })),
    ...values,
  });
}

/** Answers with a page. */
export function show(
  desk: Desk,
  context: Context,
  layout: string,
  options: PageOptions,
  values: object,
): Response {
  const html = framed(desk, context, layout, options, values);
  return context.html(html, options.status ?? 200) as Response;
}

/** What the act before has done, by its name in the address: no text of an address is ever shown. */
function saidIn(parameters: URLSearchParams): Said | undefined {
  const name = parameters.get("said") ?? "";
  const count = Number(parameters.get("count") ?? 1);
  return Object.hasOwn(SAID, name) ? SAID[name as keyof typeof SAID](count) : undefined;
}

/** Leads to a page that tells what was done. */
export function goTo(context: Context, path: string, said: keyof typeof SAID, count = 1): Response {
  const [before = "", anchor] = path.split("#");
  const address = `${before}${before.includes("?") ? "&" : "?"}said=${said}${count === 1 ? "" : `&count=${count}`}`;
  return context.redirect(anchor === undefined ? address : `${address}#${anchor}`, 303);
}

/** Whoever is in; every route but those of the door has somebody. */
export function personOf(desk: Desk, context: Context): Person {
  const person = desk.access.personOf(context);
  if (!person) throw new Error("Nobody is signed in.");
  return person;
}

/** The fields of a form, each as one text without what steers a terminal or turns the reading direction. */
export async function fieldsOf(context: Context): Promise<Readonly<Record<string, string>>> {
  const form = await context.req.parseBody();
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, withoutSteering(value.replaceAll("\r\n", "\n"))]] : [],
    ),
  );
}
