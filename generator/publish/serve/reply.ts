import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Files } from "../../world/world.ts";
import { HOME_PAGE, NOT_FOUND_PAGE } from "../model/address.ts";
import { shownBuild } from "../build/site-builds.ts";
import { contentType } from "./content-type.ts";
import { FOREVER, SECURITY_HEADERS } from "../machine/headers.ts";
import { policyHeader, policyOf } from "../model/policy.ts";

/** A name that a file of the site may have; no dots in front, no separators, no control characters. */
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}\p{M}._-]*$/u;

/** A name that changes with its file's content. */
const HASHED = /\.[0-9a-f]{12}\.[a-z0-9]+$/;

/** What a reader asks for. */
export interface Asked {
  /** As it came, percent-encoded. */
  readonly path: string;
  /** Path of the publication's address, such as `/` or `/notes/`; the site answers there and at `/`. */
  readonly under: string;
  /** The request's `If-None-Match`. */
  readonly known: string | undefined;
  /** Where the publication's sign-up form is sent. */
  readonly signUp: string | undefined;
}

/** Answers from the build that is shown at this instant. */
export function reply(files: Files, home: string, asked: Asked): Response {
  const path = decoded(asked.path);
  if (path === undefined) return notFound(files, home, asked);
  const within = path.startsWith(asked.under) ? path.slice(asked.under.length) : path.slice(1);
  const names = within.split("/");
  const isFolder = names.at(-1) === "";
  if (isFolder) names[names.length - 1] = HOME_PAGE;
  if (!names.every((name) => NAME.test(name))) return notFound(files, home, asked);
  if (!isFolder && names.at(-1) === HOME_PAGE)
    return moved(asked, asked.path.replace(/[^/]*$/, ""));
  const content = readShown(files, home, names.join("/"));
  if (content) return found(content, names.join("/"), asked);
  if (!isFolder && readShown(files, home, [...names, HOME_PAGE].join("/"))) {
    return moved(asked, `${asked.path}/`);
  }
  return notFound(files, home, asked);
}

/** A page has one address: its folder's, with the slash. */
function moved(asked: Asked, location: string): Response {
  const headers = { ...securityOf(NOT_FOUND_PAGE, asked), location };
  return new Response(null, { status: 308, headers });
}

/** Reads from one build; the build may be cleared away in between, so a second look sees the one that came after. */
function readShown(files: Files, home: string, path: string): Uint8Array | undefined {
  for (let look = 0; look < 2; look++) {
    const build = shownBuild(files, home);
    if (build === undefined) return undefined;
    const file = join(build, path);
    if (files.exists(file) && !files.isFolder(file)) return files.readBytes(file);
  }
  return undefined;
}

function securityOf(path: string, { signUp }: Asked): Record<string, string> {
  return { ...SECURITY_HEADERS, "content-security-policy": policyHeader(policyOf(path, signUp)) };
}

function found(content: Uint8Array, path: string, asked: Asked): Response {
  const tag = `"${createHash("sha256").update(content).digest("base64url").slice(0, 22)}"`;
  const headers = {
    ...securityOf(path, asked),
    "cache-control": HASHED.test(path) ? FOREVER : "no-cache",
    "content-type": contentType(`/${path}`),
    etag: tag,
  };
  const tags = asked.known?.split(",").map((each) => each.trim().replace(/^W\//, "")) ?? [];
  if (tags.includes(tag) || tags.includes("*")) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(content), { headers });
}

function notFound(files: Files, home: string, asked: Asked): Response {
  const page = readShown(files, home, NOT_FOUND_PAGE);
  const headers = {
    ...securityOf(NOT_FOUND_PAGE, asked),
    "cache-control": "no-cache",
    "content-type": contentType(NOT_FOUND_PAGE),
  };
  return new Response(page ? new Uint8Array(page) : null, { status: 404, headers });
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
