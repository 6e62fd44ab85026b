import type { Standing } from "../articles/approval.ts";

const STANDINGS: Readonly<Record<Standing, string>> = {
  draft: "Draft",
  "in-review": "In review",
  "changes-requested": "Changes requested",
  approved: "Approved",
  scheduled: "Scheduled",
  published: "Published",
  corrected: "Corrected",
  withdrawn: "Withdrawn",
  edited: "Edited since",
  unsigned: "Unsigned",
};

/** A standing as a page says it. */
export function standingWords(standing: Standing): string {
  return STANDINGS[standing];
}

/** An instant as a page says it: `2025-05-08 12:00`, in UTC. */
export function instantWords(iso: string): string {
  return iso.slice(0, 16).replace("T", " ");
}
