import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Files } from "../base/world.ts";
import { HOME_PAGE, NOT_FOUND_PAGE } from "./address.ts";
import { shownBuild } from "./builds.ts";
import { contentType } from "./content-type.ts";

const SECURITY = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "strict-origin-when-cross-origin",
  "x-content-type-options": "nosniff",
} as const;

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
}

/** Answers from the build that is shown at this instant. */
export function reply(files: Files, home: string, asked: Asked): Response {
  const path = decoded(asked.path);
  if (path === undefined) return notFound(files, home);
  const within = path.startsWith(asked.under) ? path.slice(asked.under.length) : path.slice(1);
  const names = within.split("/");
  const isFolder = names.at(-1) === "";
  if (isFolder) names[names.length - 1] = HOME_PAGE;
  if (!names.every((name) => NAME.test(name))) return notFound(files, home);
  const content = readShown(files, home, names.join("/"));
  if (content) return found(content, `/${names.join("/")}`, asked.known);
  if (!isFolder && readShown(files, home, [...names, HOME_PAGE].join("/"))) {
    return new Response(null, {
      status: 308,
      headers: { ...SECURITY, location: `${asked.path}/` },
    });
  }
  return notFound(files, home);
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

function found(content: Uint8Array, path: string, known: string | undefined): Response {
  const tag = `"${createHash("sha256").update(content).digest("base64url").slice(0, 22)}"`;
  const headers = {
    ...SECURITY,
    "cache-control": HASHED.test(path) ? "public, max-age=31536000, immutable" : "no-cache",
    "content-type": contentType(path),
    etag: tag,
  };
  const tags = known?.split(",").map((each) => each.trim().replace(/^W\//, "")) ?? [];
  if (tags.includes(tag) || tags.includes("*")) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(content), { headers });
}

function notFound(files: Files, home: string): Response {
  const page = readShown(files, home, NOT_FOUND_PAGE);
  const headers = {
    ...SECURITY,
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
