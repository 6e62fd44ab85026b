/** What a mailing is: the day's articles, a digest of the week's, or one finding that cannot wait. */
export const FORMATS = ["daily", "weekly", "alert"] as const;
export type Format = (typeof FORMATS)[number];
