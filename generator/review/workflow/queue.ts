import { join } from "node:path";
import { standingOf, type Standing } from "../../articles/approval.ts";
import { readOnDisk, slugOf, type OnDisk } from "../../articles/on-disk.ts";
import { readPublished } from "../../articles/published.ts";
import { seenState, type State } from "../../articles/states.ts";
import { isDay, type Day } from "../../base/day.ts";
import type { CheckRoom } from "../../newsroom/newsroom.ts";
import { instantOn } from "../../publication/review-policy.ts";
import type { Store } from "../../store/store.ts";
import { hashOf } from "../../store/trail.ts";
import { checkOnDisk } from "../review.ts";

/** An article that somebody has yet to see to. */
export interface QueueEntry {
  /** Within the home. */
  readonly path: string;
  readonly edition: Day;
  readonly story: string;
  readonly title: string;
  readonly state: State;
  readonly standing: Standing;
  readonly textHash: string;
  /** Errors of the check: each blocks its approval. */
  readonly blocked: number;
  /** Figures and words that somebody let stand. */
  readonly waived: number;
  /** Places where an edit and what the program would write now disagree; none may be left at its approval. */
  readonly open: number;
  /** The greatest of its findings, 0 to 100. */
  readonly salience: number;
  /** The largest move over a day that it prints, as printed, such as "6.4%". */
  readonly move?: string;
  /** Narratives that the same story has not told in the seven editions before. */
  readonly isNew: readonly string[];
  /** What is another than in the same story's article of the edition before, in one line. */
  readonly changed?: string;
  /** Comments that nobody has put by. */
  readonly comments: number;
  /** When it is due; when it may be shown; when it goes out: ISO 8601 UTC. */
  readonly deadline?: string;
  readonly embargo?: string;
  readonly scheduled?: string;
}

/** What somebody has yet to see to, the most urgent first. */
export async function queueOf(room: CheckRoom, store: Store): Promise<QueueEntry[]> {
  const { world, publication } = room;
  const folder = join(publication.home, "content", "editions");
  const entries: QueueEntry[] = [];
  for (const day of world.files.list(folder).filter(isDay)) {
    const published = readPublished(world, publication.home, day);
    for (const name of world.files.list(join(folder, day)).filter((each) => each.endsWith(".md"))) {
      const onDisk = readOnDisk(world, publication.home, join("content", "editions", day, name));
      const standing = standingOf(onDisk.article, onDisk.facts);
      if (published[slugOf(name)] && standing !== "edited") continue;
      entries.push(await entryOf(room, store, onDisk, standing, slugOf(name) in published));
    }
  }
  return entries.toSorted(byUrgency);
}

async function entryOf(
  room: CheckRoom,
  store: Store,
  onDisk: OnDisk,
  standing: Standing,
  isSeen: boolean,
): Promise<QueueEntry> {
  const { file, text, article, facts } = onDisk;
  const { edition, story, title, status, waivers = [], embargo, scheduled } = article.frontMatter;
  const { review } = room.publication;
  const at = (time: string | undefined): string | undefined => {
    const instant = instantOn(edition, time);
    return instant === undefined ? undefined : new Date(instant).toISOString();
  };
  const [deadline, notBefore] = [at(review.deadline), embargo ?? at(review.embargo)];
  return {
    path: file,
    edition,
    story,
    title,
    standing,
    textHash: hashOf(text),
    state: isSeen ? seenState(status) : status,
    blocked: (await checkOnDisk(room, store, onDisk)).report.errors,
    waived: waivers.length,
    open: 0,
    salience: Math.max(0, ...facts.findings.map(({ salience }) => salience)),
    isNew: [],
    comments: 0,
    ...(deadline && { deadline }),
    ...(notBefore && { embargo: notBefore }),
    ...(scheduled && { scheduled }),
  };
}

function byUrgency(a: QueueEntry, b: QueueEntry): number {
  return b.blocked - a.blocked || b.waived - a.waived || b.salience - a.salience;
}
