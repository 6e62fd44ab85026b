import type { QuotedHeadline } from "../../articles/facts.ts";
import { DAY_MS } from "../../base/day.ts";
import { escapeMarkdown, fill } from "../../base/text.ts";
import { withoutTitle } from "../../articles/quoted.ts";
import type { Statement } from "../../narrate/bindable/bindable.ts";
import type { Headline } from "../../publication/feeds.ts";
import type { Drafter } from "../print/drafting.ts";
import type { Recorder } from "../print/recorder.ts";

/** So many headlines stand in an article at most. */
const MOST = 5;

/** Stands for the address of a title until the words around it are settled. */
const NOWHERE = "#";

/** What was reported, as an article quotes it. */
export interface Quoted {
  /** Settled. */
  readonly blocks: readonly string[];
  readonly headlines: readonly QuotedHeadline[];
}

/**
 * What feeds of news reported in the day before the cut-off of the subjects whose figures the article prints, each title letter for letter with
 * its link and when it was published, the newest first. Nothing is made of them.
 */
export function headlinesOf(drafter: Drafter, recorder: Recorder): Quoted {
  const { headlines: words } = drafter.language;
  const told = words ? newsOf(drafter, recorder) : [];
  if (!words || told.length === 0) return { blocks: [], headlines: [] };
  const lines = told.map((headline) => lineOf(headline, words.line, drafter, recorder));
  return {
    blocks: [recorder.settle(`## ${words.title}`), recorder.settle(words.about), lines.join("\n")],
    headlines: told.map(({ id, title, url }) => ({ id, title, url })),
  };
}

function newsOf({ edition: { view } }: Drafter, recorder: Recorder): Headline[] {
  const subjects = new Set(recorder.facts().flatMap((fact) => fact.subjects));
  const ofFeeds = new Set(
    view.catalogue.feeds
      .values()
      .filter((feed) => feed.subjects.some((id) => subjects.has(id)))
      .map(({ id }) => id),
  );
  const news = view
    .headlines()
    .filter(({ feed, at }) => ofFeeds.has(feed) && Date.parse(at) > view.instant - DAY_MS);
  return [...new Map(news.map((each) => [each.title, each])).values()].slice(0, MOST);
}

/** The words of a title are its publisher's: no house style touches them. */
function lineOf(headline: Headline, pattern: string, drafter: Drafter, recorder: Recorder): string {
  const { title, url } = headline;
  const blank = `[${withoutTitle(title)}](${NOWHERE})`;
  const line = fill(pattern, {
    title: blank,
    publisher: publisherOf(headline, drafter),
    day: stated("day", headline),
    time: stated("time", headline),
  });
  return recorder.settle(`- ${line}`).replace(blank, () => `[${escapeMarkdown(title)}](${url})`);

  function stated(what: "day" | "time", { id, at }: Headline): string {
    const [day, time] = [at.slice(0, 10), at.slice(11, 16)];
    const statement: Statement = {
      value: what === "day" ? day : time,
      unit: what === "day" ? "date" : "time",
      decimals: 0,
      form: "plain",
      origin: "headline",
      ref: `headline:${id}.${what}`,
      subjects: [],
      day,
      public: Date.parse(at),
    };
    return recorder.mark(drafter.statement(statement, "plain"));
  }
}

function publisherOf({ feed }: Headline, { edition }: Drafter): string {
  const { feeds, sources } = edition.view.catalogue;
  const { source } = feeds.get(feed)!;
  return escapeMarkdown(sources.get(source)?.publisher ?? source);
}
