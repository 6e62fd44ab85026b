import { join, resolve } from "node:path";
import { standingOf, type Standing } from "../../articles/approval.ts";
import type { FrontMatter } from "../../articles/article.ts";
import { factsPath, readOnDisk, slugOf, textAt } from "../../articles/on-disk.ts";
import { readPublished } from "../../articles/published.ts";
import { openMerge } from "../../articles/redraft.ts";
import { isApproved, seenState, type State } from "../../articles/states.ts";
import { isDay, type Day } from "../../base/day.ts";
import { digest } from "../../base/digest.ts";
import { lruCache } from "../../base/memo.ts";
import type { CheckRoom } from "../../newsroom/newsroom.ts";
import { instantOn } from "../../publication/review-policy.ts";
import type { Store } from "../../store/store.ts";
import { hashOf, openedRow } from "../../store/trail.ts";
import { openValidationCache } from "../../world/validation-cache.ts";
import { checkOnDisk } from "../review.ts";
import { newsOf, type News } from "./news.ts";
import { commentsOn } from "./remarks.ts";

/** An article that somebody has yet to see to. */
export interface QueueEntry extends News {
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
  /** Comments that nobody has put by. */
  readonly comments: number;
  /** When it is due; when it may be shown; when it goes out: ISO 8601 UTC. */
  readonly deadline?: string;
  readonly embargo?: string;
  readonly scheduled?: string;
}

/** More than a publication has on its desk, by far. */
const MOST_KEPT = 30_000;

/** An article as the queue knows it, as long as neither its text nor its facts change. */
interface Known {
  readonly head: FrontMatter;
  readonly standing: Standing;
  readonly textHash: string;
}

/** Reads again and again what somebody has yet to see to, the most urgent first; what did not change since is not worked out again. */
export function queueReader(room: CheckRoom, store: Store): () => Promise<QueueEntry[]> {
  const { world, publication } = room;
  const { home } = publication;
  const folder = join("content", "editions");
  const known = lruCache<Known>(MOST_KEPT);
  const news = lruCache<News>(MOST_KEPT);
  const errors = lruCache<Promise<number>>(MOST_KEPT);

  return async () => {
    const proven = openValidationCache(world, home, `desk-${publication.language}`);
    const version = await store.version();
    const rows = Map.groupBy((await store.trail()).map(openedRow), ({ path }) => path);
    const entries: QueueEntry[] = [];
    const days = world.files.list(join(home, folder)).filter(isDay);
    for (const [at, day] of days.entries()) {
      const published = readPublished(world, home, day);
      for (const name of world.files.list(join(home, folder, day))) {
        if (!name.endsWith(".md")) continue;
        const path = join(folder, day, name);
        const text = world.files.read(resolve(home, path));
        const key = digest(`${text}\n${textAt(world, resolve(home, factsPath(path)))}`, 32);
        const onDisk = () => readOnDisk(world, home, path, text);
        const { head, standing, textHash } = known(key, () => {
          const { article, facts } = onDisk();
          const found = standingOf(article, facts);
          return { head: article.frontMatter, standing: found, textHash: hashOf(text) };
        });
        const isSeen = slugOf(path) in published;
        if (head.status === "withdrawn" || (isSeen && isApproved(standing))) continue;
        const checked = `${key} ${version}`;
        const count = async (): Promise<number> => {
          if (isApproved(standing) || proven.has(checked)) return 0;
          const { report } = await checkOnDisk(room, store, onDisk());
          if (report.errors === 0) proven.add(checked);
          return report.errors;
        };
        const its = rows.get(path) ?? [];
        const comments = its.length === 0 ? [] : commentsOn({ rows: its, ...onDisk() });
        entries.push({
          ...news(`${path} ${key}`, () => newsOf(world, home, onDisk(), days.slice(0, at))),
          ...hoursOf(room, head),
          path,
          edition: head.edition,
          story: head.story,
          title: head.title,
          state: isSeen ? seenState(head.status) : head.status,
          standing,
          textHash,
          blocked: await errors(checked, count),
          waived: head.waivers?.length ?? 0,
          open: openMerge(its)?.open ?? 0,
          comments: comments.filter(({ resolved }) => !resolved).length,
        });
      }
    }
    proven.save();
    return entries.toSorted(byUrgency);
  };
}

/** When an article is due, may be shown and goes out. */
function hoursOf(
  { publication: { review } }: CheckRoom,
  { edition, embargo, scheduled, status }: FrontMatter,
): Pick<QueueEntry, "deadline" | "embargo" | "scheduled"> {
  const at = (time: string | undefined): string | undefined => {
    const instant = instantOn(edition, time);
    return instant === undefined ? undefined : new Date(instant).toISOString();
  };
  const [deadline, notBefore] = [at(review.deadline), embargo ?? at(review.embargo)];
  return {
    ...(deadline && { deadline }),
    ...(notBefore && { embargo: notBefore }),
    ...(scheduled && status === "scheduled" && { scheduled }),
  };
}

/** What is answered for comes last; of the rest first what is blocked, then what was waived, the newest, what is new, what matters. */
function byUrgency(a: QueueEntry, b: QueueEntry): number {
  const done = ({ standing }: QueueEntry): number => Number(isApproved(standing));
  const stuck = ({ blocked, open }: QueueEntry): number => Number(blocked + open > 0);
  return (
    done(a) - done(b) ||
    stuck(b) - stuck(a) ||
    Number(b.waived > 0) - Number(a.waived > 0) ||
    compare(b.edition, a.edition) ||
    b.isNew.length - a.isNew.length ||
    b.salience - a.salience ||
    compare(a.path, b.path)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
