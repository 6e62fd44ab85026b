/** What a file holds. */
export type Content = string | Uint8Array;

/** How search lists a page: as what, of which subjects (by name), and from which day where it is news. */
export interface Found {
  readonly kind: "news" | "markets" | "data" | "rules" | "about";
  readonly subjects?: readonly string[];
  readonly day?: string;
}

/** One file of the site. */
export interface SiteFile {
  /** Within the site, with `/` between its parts. */
  readonly path: string;
  /** As it is, or made when it is asked for and not kept. */
  readonly content: Content | (() => Content | Promise<Content>);
  /** When what it shows last changed, ISO 8601 UTC, where that is known: for the sitemap. */
  readonly modified?: string | undefined;
  /** Not for the sitemap: a page that says nothing of its own, such as a redirect. */
  readonly isUnlisted?: boolean;
  /** Present where search finds it. */
  readonly found?: Found;
  /**
   * Digest of all that the content follows from. Where the site shown before has this path under the same key, its file serves again
   * and the content is not asked for.
   */
  readonly key?: string | undefined;
}

/** The content of a file, made now where it is made when it is asked for. */
export async function contentOf({ content }: SiteFile): Promise<Content> {
  return typeof content === "function" ? content() : content;
}
