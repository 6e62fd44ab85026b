/** One file of the site. */
export interface Page {
  /** Within the site, with `/` between its parts. */
  readonly path: string;
  readonly content: string | Uint8Array;
}
