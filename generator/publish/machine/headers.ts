import { SEARCH_FOLDER } from "../model/address.ts";
import type { SiteFile } from "../build/site-file.ts";
import { policyHeader, policyOf } from "../model/policy.ts";
import type { Site } from "../model/site.ts";

/** What every answer says of itself, besides its content policy. */
export const SECURITY_HEADERS = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "strict-origin-when-cross-origin",
  "x-content-type-options": "nosniff",
} as const;

/** How a file under a name that changes with its content is kept. */
export const FOREVER = "public, max-age=31536000, immutable";

/**
 * `_headers` for Netlify and Cloudflare. Where two rules fit a path both headers are sent, so each top-level folder has a rule
 * of its own with the policy of its pages, and none has two.
 */
export function headersFile(site: Site, pages: readonly SiteFile[]): SiteFile {
  const base = new URL(site.root).pathname;
  const rule = (path: string, headers: Readonly<Record<string, string>>): string =>
    [base + path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join(
      "\n",
    );
  const policy = (page: string) => ({
    "content-security-policy": policyHeader(policyOf(page, site.publication.newsletter?.action)),
  });
  const rules = [
    rule("*", SECURITY_HEADERS),
    ...(site.scripts.search === undefined
      ? []
      : [rule(`${SEARCH_FOLDER}*`, policy(SEARCH_FOLDER))]),
    ...folders(pages).map((folder) => rule(`${folder}*`, policy(`${folder}index.html`))),
    rule("", policy("index.html")),
    rule("404.html", policy("404.html")),
    rule("assets/*", { "cache-control": FOREVER }),
  ];
  return { path: "_headers", content: `${rules.join("\n\n")}\n` };
}

/** Top-level folders that hold pages, sorted. */
function folders(pages: readonly SiteFile[]): string[] {
  const found = pages.flatMap(({ path }) => /^[^/]+\/(?=.*\.html$)/.exec(path) ?? []);
  return [...new Set(found)].toSorted();
}
