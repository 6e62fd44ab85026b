/** One file of the site. */
export interface Page {
  /** Within the site, with `/` between its parts. */
  readonly path: string;
  readonly content: string | Uint8Array;
  /** When what it shows last changed, ISO 8601 UTC, where that is known: for the sitemap. */
  readonly modified?: string | undefined;
  /** Not for the sitemap: a page that says nothing of its own, such as a redirect. */
  readonly isUnlisted?: boolean;
}
