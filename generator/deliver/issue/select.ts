import { join } from "node:path";
import type { ApprovedArticle, Editions } from "../../articles/approved.ts";
import { readFacts } from "../../articles/on-disk.ts";
import type { FactsFile } from "../../articles/facts.ts";
import { addDays, isDay, type Day } from "../../base/day.ts";
import { mistake, type Failure } from "../../base/problem.ts";
import type { Format } from "../../publication/mail/formats.ts";
import type { IssueRoom } from "./issue-room.ts";

/** The articles of an issue. */
export interface Selection {
  /** In full or as its summary. */
  readonly lead: ApprovedArticle;
  /** Told by headline and summary, in the order in which they stand. */
  readonly others: readonly ApprovedArticle[];
}

/** The finding that an alert tells. */
type Finding = FactsFile["findings"][number];

/** Editions that a digest looks back on, its own among them. */
const WEEK = 7;

/** The newest day with an article that may go out. @throws Failure (2) where there is none. */
export function newestDay({ editions, newsroom }: IssueRoom): Day {
  const [newest] = editions.articles;
  if (newest) return newest.frontMatter.edition;
  throw mistake({
    code: "nothing-approved",
    message: `${newsroom.publication.name} has no approved article.`,
    advice: "Make an edition with `bellwether daily`, and approve what waits in it.",
  });
}

/**
 * The articles of an issue: of the day in the order of its stories; of the week the most salient of each day, the day's
 * own first and the rest by salience; of an alert the one that leads with its finding. What a check finds in any of them stops the issue.
 * @throws Failure (2) where the day has no approved article, one of them is held, or no finding is worth an alert.
 */
export function selectArticles(room: IssueRoom, day: Day, format: Format): Selection {
  const from = format === "weekly" ? addDays(day, 1 - WEEK) : day;
  const isMeant = (edition: string): boolean => edition >= from && edition <= day;
  const articles = room.editions.articles.filter(({ frontMatter }) => isMeant(frontMatter.edition));
  refuseHeld(room, day, room.recheck({ ...room.editions, articles }), isMeant);
  const own = articles.filter(({ frontMatter }) => frontMatter.edition === day);
  const [first] = own;
  if (!first) throw nothingOf(room, day);
  if (format === "daily") return { lead: first, others: own.slice(1) };
  if (format === "alert") {
    const lead = alerting(room, day, own);
    return { lead, others: [] };
  }
  const salience = new Map(articles.map((article) => [article, salienceOf(room, article)]));
  const bySalience = (some: readonly ApprovedArticle[]): ApprovedArticle[] =>
    some.toSorted((a, b) => salience.get(b)! - salience.get(a)!);
  const lead = bySalience(own)[0] ?? first;
  const days = Map.groupBy(
    bySalience(articles.filter(({ frontMatter }) => frontMatter.edition !== day)),
    ({ frontMatter }) => frontMatter.edition,
  );
  return { lead, others: bySalience([...days.values()].map(([best]) => best!)) };
}

/** The article that leads with the finding of the highest salience, where that is worth an alert. */
function alerting(
  room: IssueRoom,
  day: Day,
  articles: readonly ApprovedArticle[],
): ApprovedArticle {
  const { alertFrom } = room.settings;
  const before = new Set(
    room.editions.articles
      .filter(({ frontMatter }) => frontMatter.edition === addDays(day, -1))
      .flatMap((article) => findingsOf(room, article))
      .filter(({ salience }) => salience >= alertFrom)
      .map(keyOf),
  );
  // What comes once a week can wait for its own issue.
  const daily = new Set(
    room.newsroom.stories.filter(({ runs }) => runs === "daily").map(({ id }) => id),
  );
  const [best] = articles
    .filter(({ frontMatter }) => daily.has(frontMatter.story))
    .flatMap((article) => {
      const finding = findingsOf(room, article)[0];
      return finding && !before.has(keyOf(finding)) ? [{ article, finding }] : [];
    })
    .toSorted((a, b) => b.finding.salience - a.finding.salience);
  if (best && best.finding.salience >= alertFrom) return best.article;
  throw mistake({
    code: "no-alert",
    message: `No article of ${day} is worth an alert: ${
      best
        ? `the highest salience that one leads with is ${best.finding.salience} (${best.finding.narrative})`
        : "none leads with a finding that was not told the day before"
    }, and an alert needs ${alertFrom}.`,
    advice:
      "`mail.alertFrom` in bellwether.yaml sets what it needs; `--format daily` needs nothing.",
  });
}

function findingsOf({ newsroom }: IssueRoom, { file }: ApprovedArticle): readonly Finding[] {
  return readFacts(newsroom.world, newsroom.publication.home, file).findings;
}

function salienceOf(room: IssueRoom, article: ApprovedArticle): number {
  return Math.max(0, ...findingsOf(room, article).map(({ salience }) => salience));
}

function keyOf({ narrative, bindings }: Finding): string {
  return JSON.stringify([narrative, Object.entries(bindings).toSorted()]);
}

function refuseHeld(
  { editions }: IssueRoom,
  day: Day,
  { held }: Pick<Editions, "held">,
  isMeant: (edition: string) => boolean,
): void {
  const those = [...new Map([...editions.held, ...held].map((each) => [each.file, each])).values()];
  const problems = those
    .filter(({ file }) => isMeant(file.split(/[\\/]/).at(-2) ?? ""))
    .map(({ file, reason }) => ({
      code: "article-held" as const,
      file,
      message: `The issue of ${day} would leave this article out: ${reason}.`,
      advice: "Mend and approve it, or withdraw it; then make the issue again.",
    }));
  if (problems.length > 0) throw mistake(problems);
}

function nothingOf({ newsroom, editions }: IssueRoom, day: Day): Failure {
  const { world, publication } = newsroom;
  const folder = join(publication.home, "content", "editions");
  const days = world.files.list(folder).filter(isDay);
  if (days.includes(day))
    return mistake({
      code: "nothing-approved",
      file: join("content", "editions", day),
      message: `No article of the edition of ${day} is approved.`,
      advice: "Read and approve what waits there: `bellwether approve`, or the desk.",
    });
  const newest = editions.articles[0]?.frontMatter.edition;
  return mistake({
    code: "no-edition",
    message: `There is no edition of ${day}.${newest === undefined ? "" : ` The newest with an approved article is that of ${newest}.`}`,
    advice: `\`bellwether daily --date ${day}\` makes it.`,
  });
}
