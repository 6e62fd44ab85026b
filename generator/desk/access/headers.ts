import { policyHeader } from "../../publish/model/policy.ts";
import { SECURITY_HEADERS } from "../../publish/machine/headers.ts";
import type { DeskSite } from "./site.ts";

/** The desk's own files, and nothing else; no script or style stands in a page. */
const POLICY = policyHeader({
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self'",
  "img-src": "'self' data:",
  "font-src": "'self'",
  "connect-src": "'self'",
  "frame-src": "'self'",
  "object-src": "'none'",
  "form-action": "'self'",
  "base-uri": "'none'",
});

/**
 * What each answer says of itself, where its route says nothing else. The referrer stays within the desk and is not left out whole: a browser
 * that may send none says of a form's origin nothing but `null`.
 */
export function headersOf({ isSecure }: DeskSite): Readonly<Record<string, string>> {
  return {
    ...SECURITY_HEADERS,
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    ...(isSecure ? { "strict-transport-security": "max-age=31536000; includeSubDomains" } : {}),
  };
}
