/** One file of the site. */
export interface SiteFile {
  /** Within the site, with `/` between its parts. */
  readonly path: string;
  readonly content: string | Uint8Array;
  /** When what it shows last changed, ISO 8601 UTC, where that is known: for the sitemap. */
  readonly modified?: string | undefined;
  /** Not for the sitemap: a page that says nothing of its own, such as a redirect. */
  readonly isUnlisted?: boolean;
  /**
   * Digest of all that the content follows from. Where the site shown before has this path under the same key, its file serves again
   * and the content is not asked for.
   */
  readonly key?: string | undefined;
}

/** A file whose content is made when it is asked for, and not kept. */
export function lazyFile<P extends Omit<SiteFile, "content">>(
  page: P,
  make: () => string | Uint8Array,
): P & SiteFile {
  return Object.defineProperty({ ...page }, "content", { get: make, enumerable: true }) as P &
    SiteFile;
}
