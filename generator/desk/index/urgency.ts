import { entryKey, type Entry } from "./entry.ts";
import type { Look } from "./look.ts";

/** What makes an article urgent, the most urgent first. */
export const URGENCIES = [
  "blocked",
  "waived",
  "large-move",
  "new-narrative",
  "edited",
  "clean",
  "unread",
] as const;
export type Urgency = (typeof URGENCIES)[number];

const OPEN: ReadonlySet<string> = new Set([
  "draft",
  "in-review",
  "changes-requested",
  "edited",
  "unsigned",
]);

/** Whether an article waits for a person: nobody has answered for it yet, or not for the text that it has now. */
export function isOpen({ standing, broken }: Entry): boolean {
  return broken !== undefined || OPEN.has(standing);
}

/** Why an article comes where it does; `unread` until it was looked at. */
export function urgencyOf(look: Look | undefined): Urgency {
  if (!look) return "unread";
  const { standing, errors, waived, move, fresh, byHand } = look;
  if (errors > 0 || standing === "unsigned" || standing === "edited") return "blocked";
  if (waived > 0) return "waived";
  if (move !== undefined) return "large-move";
  if (fresh > 0) return "new-narrative";
  return byHand > 0 ? "edited" : "clean";
}

/** Whether an article may be approved among others without being opened: nothing blocks it, and no person has had a
 * hand in it. What readers may have seen is corrected instead. */
export function isClean({ isPublished }: Entry, look: Look | undefined): boolean {
  return (
    !isPublished &&
    look !== undefined &&
    look.errors === 0 &&
    look.waived === 0 &&
    look.byHand === 0
  );
}

/** The most urgent first; equal ones the newest first, by name. */
export function byUrgency(lookOf: (entry: Entry) => Look | undefined) {
  const rank = new Map<Entry, number>();
  const rankOf = (entry: Entry): number => {
    let found = rank.get(entry);
    if (found === undefined) rank.set(entry, (found = URGENCIES.indexOf(urgencyOf(lookOf(entry)))));
    return found;
  };
  return (a: Entry, b: Entry): number =>
    rankOf(a) - rankOf(b) ||
    (a.day === b.day ? (entryKey(a) < entryKey(b) ? -1 : 1) : a.day < b.day ? 1 : -1);
}
