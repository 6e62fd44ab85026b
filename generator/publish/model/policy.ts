import { SEARCH_FOLDER, SEARCH_PAGE, SUBSCRIBE_PAGE } from "./address.ts";

/**
 * What a page may load and do: nothing that is not named here. Scripts are files of the site alone, and none stands in a page. What
 * connects is the browser's own tools: some fetch `robots.txt` and `llms.txt` under the policy of the page that they look at.
 */
const USUAL = {
  "default-src": "'none'",
  "script-src": "'self'",
  "connect-src": "'self'",
  "style-src": "'self'",
  "img-src": "'self'",
  "font-src": "'self'",
  "manifest-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'none'",
} as const;

/** Search runs Pagefind's script, which compiles WebAssembly. */
const SEARCHING = { "script-src": "'self' 'wasm-unsafe-eval'" } as const;

export type Policy = Readonly<Record<string, string>>;

/**
 * The content security policy of a page. The search page alone may compile WebAssembly; the sign-up page alone may send a form, to the
 * address that the publication names. Pagefind's worker runs under the policy of its own file.
 */
export function policyOf(path: string, signUp: string | undefined): Policy {
  if (path === SEARCH_PAGE || path.startsWith(SEARCH_FOLDER)) return { ...USUAL, ...SEARCHING };
  if (path === SUBSCRIBE_PAGE && signUp !== undefined)
    return { ...USUAL, "form-action": new URL(signUp).origin };
  return USUAL;
}

/** The policy as a header, which alone can forbid frames. */
export function policyHeader(policy: Policy): string {
  return policyText({ ...policy, "frame-ancestors": "'none'" });
}

/** The policy within a page; `file:` lets its styles, scripts, faces and pictures load where a page is opened from the file system, and allows nothing on the web. */
export function policyInPage(policy: Policy): string {
  const opened = ["script-src", "style-src", "img-src", "font-src", "manifest-src"].map((name) => [
    name,
    `${policy[name]} file:`,
  ]);
  return policyText({ ...policy, ...Object.fromEntries(opened) });
}

function policyText(policy: Policy): string {
  return Object.entries(policy)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}
