import type { Role } from "../../generator/review/workflow/people.ts";
import { DAY, DRAFT, SEEN } from "./real-desk.ts";

/** An article that readers have seen, and a draft. */
export const SEEN_AT = `/articles/${DAY}/${SEEN}`;
export const DRAFT_AT = `/articles/${DAY}/${DRAFT}`;

export interface Route {
  /** The least role that it is for. */
  readonly least: Role;
  /** What is asked for in its place, where it has parameters. */
  readonly at?: string;
  readonly fields?: Readonly<Record<string, string>>;
  /** Whether it begins work that goes on after its answer: those with more than the least role are not tried. */
  readonly isLong?: true;
}

/** Which text an act is for: one that is not there any more, so that nothing is done by those who may. */
export const STALE = { text: "0".repeat(64) };
const article = (rest: string): string => `/articles/:day/:slug${rest}`;
const of = (least: Role, rest: string, fields = {}): Route => ({
  least,
  at: DRAFT_AT + rest,
  fields: { ...STALE, ...fields },
});

/** Every route of the desk, and whom it is for. */
export const ROUTES: Readonly<Record<string, Route>> = {
  "GET /": { least: "writer" },
  "GET /account": { least: "writer" },
  "GET /approve-clean": { least: "writer" },
  "GET /calendar": { least: "writer" },
  "GET /claims": { least: "writer" },
  "GET /corrections": { least: "writer" },
  "GET /jobs": { least: "writer" },
  "GET /new": { least: "writer" },
  "GET /preview/*": { least: "writer", at: `/preview/${DAY.replaceAll("-", "/")}/${SEEN}/` },
  "GET /sources": { least: "writer" },
  "GET /trail": { least: "writer" },
  "GET /trail/access": { least: "admin" },
  "GET /users": { least: "admin" },
  "GET /work/:id": { least: "writer", at: "/work/1" },
  [`GET ${article("")}`]: { least: "writer", at: SEEN_AT },
  [`GET ${article("/changes")}`]: { least: "writer", at: `${SEEN_AT}/changes` },
  [`GET ${article("/edit")}`]: { least: "writer", at: `${SEEN_AT}/edit` },
  [`GET ${article("/figures")}`]: { least: "writer", at: `${SEEN_AT}/figures?q=btc` },
  [`GET ${article("/history")}`]: { least: "writer", at: `${SEEN_AT}/history` },
  [`GET ${article("/panel")}`]: { least: "writer", at: `${SEEN_AT}/panel?figure=1` },
  [`GET ${article("/preview")}`]: { least: "writer", at: `${SEEN_AT}/preview` },
  [`GET ${article("/preview/mail")}`]: { least: "writer", at: `${SEEN_AT}/preview/mail` },
  [`GET ${article("/rules")}`]: { least: "writer", at: `${SEEN_AT}/rules` },
  [`POST ${article("/approve")}`]: of("editor", "/approve"),
  [`POST ${article("/check")}`]: of("writer", "/check", { title: "A draft", body: "Nothing yet." }),
  [`POST ${article("/comments")}`]: of("writer", "/comments", { paragraph: "1", comment: "So?" }),
  [`POST ${article("/comments/:id/settle")}`]: of("writer", "/comments/1/settle"),
  [`POST ${article("/correct")}`]: of("editor", "/correct", { why: "It was wrong." }),
  [`POST ${article("/edit")}`]: of("writer", "/edit", { title: "A draft", body: "Nothing yet." }),
  [`POST ${article("/figures/:number/link")}`]: of("writer", "/figures/1/link", {
    address: "https://example.org/",
  }),
  [`POST ${article("/figures/:number/nearest")}`]: of("writer", "/figures/1/nearest"),
  [`POST ${article("/figures/:number/waive")}`]: of("editor", "/figures/1/waive", {
    why: "It is so.",
  }),
  [`POST ${article("/request-changes")}`]: of("editor", "/request-changes", { why: "Shorter." }),
  [`POST ${article("/revise")}`]: of("writer", "/revise"),
  [`POST ${article("/schedule")}`]: of("editor", "/schedule", { at: "2030-01-01T00:00" }),
  [`POST ${article("/sentence")}`]: of("writer", "/sentence", { at: "0", choice: "x" }),
  [`POST ${article("/settle")}`]: of("writer", "/settle", { keep: "written" }),
  [`POST ${article("/submit")}`]: of("writer", "/submit"),
  [`POST ${article("/withdraw")}`]: of("publisher", "/withdraw", { why: "It was wrong." }),
  "POST /approve-clean": { least: "editor" },
  "POST /claims": { least: "editor", fields: { url: "no address" } },
  "POST /claims/:id/end": { least: "editor", at: "/claims/none/end" },
  "POST /new": { least: "writer", fields: { day: "no day" } },
  "POST /corrections": { least: "editor", isLong: true },
  "POST /sources/settle": { least: "editor", fields: { series: "btc.close", why: "So." } },
  "POST /jobs/retry": { least: "editor", fields: { id: "none" } },
  "POST /publish": { least: "publisher", isLong: true },
  "POST /users": { least: "admin", fields: { name: "?!" } },
  "POST /users/:id/remove": { least: "admin", at: "/users/nobody/remove" },
  "POST /users/:id/reset": { least: "admin", at: "/users/nobody/reset" },
  "POST /users/:id/role": { least: "admin", at: "/users/nobody/role" },
};

/** Routes of the door that are for those who are in. */
export const OF_ACCESS = [
  "GET /account",
  "GET /users",
  "POST /users",
  ...["remove", "reset", "role"].map((act) => `POST /users/:id/${act}`),
];

/** Those of the door itself: they are for whoever comes, and are held in files of their own. */
export const OPEN = new Set([
  "/assets/*",
  "/sign-in",
  "/first/:token",
  "/welcome/:id/:token",
  "/passkey",
  "/passkey/options",
  "/passkey/new",
  "/passkey/new/options",
  "/sign-out",
  "/account/sessions",
  "/account/password",
  "/account/passkeys/remove",
]);
