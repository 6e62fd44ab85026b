import { Hono } from "hono";
import { tellStanding, type Standing } from "../../articles/approval.ts";
import { dateWords } from "../../publish/theme/dates.ts";
import { show, type Desk } from "../frame.ts";
import { entryKey, type Entry } from "../index/entry.ts";
import { byUrgency, isClean, isOpen, urgencyOf, type Urgency } from "../index/urgency.ts";
import { standingWords } from "../words.ts";

/** Articles on one page. */
const A_PAGE = 50;

/** How long a page waits for articles to be looked at, in milliseconds; the rest is told when it asks again. */
const PATIENCE_MS = 100;

const AGAIN_SECONDS = 2;

/** What the queue can be narrowed to. */
const VIEWS = {
  waiting: { name: "Waiting", has: isOpen },
  approved: { name: "Approved", has: withState("approved", "scheduled") },
  published: { name: "Published", has: ({ isPublished }: Entry) => isPublished },
  all: { name: "All", has: () => true },
} as const;
type View = keyof typeof VIEWS;

function withState(...states: readonly Standing[]) {
  return ({ standing, isPublished }: Entry): boolean => states.includes(standing) && !isPublished;
}

const URGENCY_WORDS: Readonly<Record<Urgency, string>> = {
  blocked: "Blocked",
  waived: "Waived",
  "large-move": "Large move",
  "new-narrative": "New narrative",
  edited: "Edited",
  clean: "Clean",
  unread: "Being checked",
};

/** The drafts, the most urgent first. */
export function queuePage(desk: Desk): Hono {
  const sortedBy = sorter(desk);
  return new Hono().get("/", async (context) => {
    const { index, looker } = desk;
    index.refresh();
    const asked = context.req.query("show") ?? "waiting";
    const view: View = Object.hasOwn(VIEWS, asked) ? (asked as View) : "waiting";
    const page = Math.max(1, Number.parseInt(context.req.query("page") ?? "1", 10) || 1);
    const wanted = (context.req.query("q") ?? "").trim();
    const entries = index.all().filter(VIEWS[view].has);
    const ordered = view === "waiting" ? sortedBy(entries) : entries;
    const sorted = wanted === "" ? ordered : ordered.filter(searchFor(wanted));
    const shown = sorted.slice((page - 1) * A_PAGE, page * A_PAGE);
    await looker.within(shown, PATIENCE_MS);
    const rows = shown.map((entry) => rowOf(desk, entry));
    const reading = index.progress;
    const isReading = reading.done < reading.total;
    const unread = shown.some((entry) => !looker.of(entry));
    const progress = view === "waiting" && (isReading || unread) ? looker.progress() : undefined;
    return show(
      desk,
      context,
      "queue",
      {
        title: "Queue",
        scripts: ["queue.js"],
        ...(isReading || unread ? { again: AGAIN_SECONDS } : {}),
      },
      {
        view,
        wanted,
        views: Object.entries(VIEWS).map(([id, { name }]) => ({
          href: id === "waiting" ? "/" : `/?show=${id}`,
          name,
          isHere: id === view,
        })),
        rows,
        isWaiting: view === "waiting",
        isEmpty: rows.length === 0 && !isReading,
        hasNoArticles: index.all().length === 0 && !isReading,
        isReading,
        reading,
        progress,
        canPublish: view === "approved" && rows.length > 0,
        clean: view === "waiting" && rows.some(({ isClean }) => isClean),
        earlier: page > 1 ? pageHref(view, page - 1, wanted) : undefined,
        later: sorted.length > page * A_PAGE ? pageHref(view, page + 1, wanted) : undefined,
      },
    );
  });
}

/** Sorts what waits; once for what is there and what was found of it. */
function sorter({ index, looker }: Desk): (entries: readonly Entry[]) => readonly Entry[] {
  let last: { all: readonly Entry[]; revision: string; sorted: readonly Entry[] } | undefined;
  return (entries) => {
    const { revision } = looker;
    const all = index.all();
    if (last?.all !== all || last.revision !== revision)
      last = { all, revision, sorted: entries.toSorted(byUrgency((entry) => looker.of(entry))) };
    return last.sorted;
  };
}

function pageHref(view: View, page: number, wanted: string): string {
  const asked = wanted === "" ? "" : `&q=${encodeURIComponent(wanted)}`;
  return `/?show=${view}&page=${page}${asked}`;
}

/** Finds articles of which headline, day, story and name hold every word. */
function searchFor(wanted: string): (entry: Entry) => boolean {
  const words = wanted.toLowerCase().split(/\s+/);
  return ({ title, day, story, slug }) => {
    const told = `${title} ${day} ${story} ${slug}`.toLowerCase();
    return words.every((word) => told.includes(word));
  };
}

/** One line of the queue. */
function rowOf({ looker, newsroom }: Desk, entry: Entry) {
  const look = looker.of(entry);
  const urgency = urgencyOf(look);
  const { day, slug, title, story, review, broken, file, isPublished } = entry;
  const standing =
    look === undefined || look.standing === "broken" ? entry.standing : look.standing;
  return {
    key: entryKey(entry),
    text: look?.textHash,
    href: `/articles/${day}/${slug}`,
    title,
    day,
    date: dateWords(day, "short", newsroom.publication.language),
    story: story.replaceAll("-", " "),
    state: standing,
    stateWords: standingWords(standing),
    trouble:
      standing === "edited" || standing === "unsigned"
        ? tellStanding(standing, isPublished ? file : undefined)
        : undefined,
    who: review === "automatic" ? "the program" : review,
    urgency,
    urgencyWords: URGENCY_WORDS[urgency],
    blocked: broken ?? look?.blocked,
    errors: look && look.errors > 1 ? String(look.errors - 1) : undefined,
    waived: look?.waived,
    move: look?.move,
    byHand: look?.byHand,
    changes: look?.changes,
    isOpen: isOpen(entry),
    isBroken: broken !== undefined,
    isClean: isOpen(entry) && isClean(entry, look),
    canApprove: isOpen(entry) && !isPublished && look !== undefined && look.errors === 0,
  };
}
