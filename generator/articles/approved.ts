import { basename, join } from "node:path";
import { digest } from "../base/digest.ts";
import { isDay, type Day, type Instant } from "../base/day.ts";
import { lruCache } from "../base/memo.ts";
import { collected, mistake, type Problem } from "../base/problem.ts";
import { openFileDigests, type FileDigests } from "../world/file-digests.ts";
import { openResultCache, type ResultCache } from "../world/result-cache.ts";
import type { World } from "../world/world.ts";
import { bodyIn, parseArticle, textHash, type Article, type FrontMatter } from "./article.ts";
import { parseFacts } from "./facts-file.ts";
import type { FactsFile } from "./facts.ts";
import { factsPath, textAt } from "./on-disk.ts";
import { arrivedBy, readPublished } from "./published.ts";
import { isApproved } from "./states.ts";
import { standingOf, tellStanding, type Standing } from "./approval.ts";
import { countWords } from "../base/text.ts";
import { picturesIn, type PictureLine } from "./pictures.ts";
import { pricedSubject } from "./printed.ts";
import type { Publication } from "../publication/publication.ts";
import { instantOn } from "../publication/review-policy.ts";

/** An article that may be shown. */
export interface ApprovedArticle {
  /** Path within the home. */
  readonly file: string;
  /** Of its text and its facts: the same digest, the same article. */
  readonly digest: string;
  /** Hash of what a reader sees of it. */
  readonly text: string;
  /** What came to us later does not count for it, in milliseconds; undefined where all counts that was public at its cut-off. */
  readonly arrived: number | undefined;
  /** Path within the home of the facts beside it. */
  readonly factsFile: string;
  readonly slug: string;
  readonly frontMatter: FrontMatter;
  /** Words of its text, headings and sources included. */
  readonly words: number;
  /** Number of facts beside it. */
  readonly figures: number;
  readonly printed: Printed;
  /** Pictures of the publication's own that its text shows. */
  readonly pictures: readonly PictureLine[];
}

/** What an article's facts were computed from. */
export interface Printed {
  /** Ids of the series, once each. */
  readonly series: readonly string[];
  /** The subject whose price the article is about; undefined where it prints none. */
  readonly priced: string | undefined;
  /** Narratives with the subjects bound, in the order of the text. */
  readonly findings: readonly {
    readonly narrative: string;
    readonly bindings: Readonly<Record<string, string>>;
    readonly salience: number;
  }[];
}

export interface Editions {
  /** Newest edition first; within an edition in the order of the publication's stories. */
  readonly articles: readonly ApprovedArticle[];
  /** Number of articles left out, since they are not approved. */
  readonly drafts: number;
  /** Articles that are called approved and may not be shown. */
  readonly held: readonly HeldArticle[];
  /** Approved articles whose hour has not come. */
  readonly waiting: readonly WaitingArticle[];
  /** Articles that readers no longer find. */
  readonly withdrawn: readonly WithdrawnArticle[];
}

/** An approved article that goes out later. */
export interface WaitingArticle {
  /** Path within the home. */
  readonly file: string;
  /** From when on the site shows it, ISO 8601 UTC. */
  readonly from: string;
}

/** An article that was shown and is no longer: its address says since when and why. */
export interface WithdrawnArticle extends NonNullable<FrontMatter["withdrawn"]> {
  /** Path within the home. */
  readonly file: string;
  readonly slug: string;
  readonly edition: Day;
  readonly title: string;
  readonly language: string;
}

/** An article that is held back. */
export interface HeldArticle {
  /** Path within the home. */
  readonly file: string;
  /** Why, as a clause. */
  readonly reason: string;
}

const EDITIONS = join("content", "editions");

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Reads `content/editions/<day>/<slug>.md` with the facts beside each approved article. One whose approval is of another text is held.
 * @throws Failure (2) naming every file that is broken; no article is left out in silence.
 */
export function readEditions(world: World, publication: Publication): Editions {
  const folder = join(publication.home, EDITIONS);
  const problems: Problem[] = [];
  const articles: ApprovedArticle[] = [];
  const held: HeldArticle[] = [];
  const waiting: WaitingArticle[] = [];
  const withdrawn: WithdrawnArticle[] = [];
  const now = world.now();
  let drafts = 0;
  for (const day of world.files.list(folder).filter((name) => !name.startsWith("."))) {
    const names = world.files.list(join(folder, day)).filter((name) => name.endsWith(".md"));
    const published = collected(problems, () => readPublished(world, publication.home, day));
    const before = openResultCache<Read>(world, publication.home, join("articles", day));
    const digests = openFileDigests(world, publication.home, join("seen", day));
    for (const name of names) {
      collected(problems, () => {
        const read = readArticle(world, publication.home, day, name, before, digests);
        const versions = published?.[name.slice(0, -3)];
        if (read === "draft") drafts += 1;
        else if ("date" in read) withdrawn.push(read);
        else if ("standing" in read)
          held.push({
            file: read.file,
            reason: tellStanding(read.standing, versions && read.file),
          });
        else {
          const from = shownFrom(read.frontMatter, publication);
          if (from > now) waiting.push({ file: read.file, from: new Date(from).toISOString() });
          else articles.push({ ...read, arrived: arrivedBy(read, versions) });
        }
      });
    }
    before.save();
    digests.save();
  }
  if (problems.length > 0) throw mistake(problems);
  articles.sort(inOrder(publication.stories));
  return { articles, drafts, held, waiting, withdrawn };
}

/** From when on an approved article may be shown, in milliseconds. */
function shownFrom(
  { edition, status, scheduled, embargo }: FrontMatter,
  { review }: Publication,
): Instant {
  const hours = [status === "scheduled" && scheduled, embargo].map((each) =>
    each ? Date.parse(each) : -Infinity,
  );
  return Math.max(...hours, instantOn(edition, review.embargo) ?? -Infinity);
}

type Read =
  | Omit<ApprovedArticle, "arrived">
  | WithdrawnArticle
  | { readonly file: string; readonly standing: Standing }
  | "draft";

function readArticle(
  world: World,
  home: string,
  day: string,
  name: string,
  before: ResultCache<Read>,
  digests: FileDigests,
): Read {
  const file = join(EDITIONS, day, name);
  const factsFile = factsPath(file);
  const keyOf = (source: string | undefined, facts: string | undefined): string =>
    digest(`${file}\n${source}\n${facts}`);
  const key = keyOf(digests.of(join(home, file)), digests.of(join(home, factsFile)));
  const known = parsed.peek(key) ?? before.peek(key);
  if (known !== undefined) {
    before.add(key, known);
    return parsed(key, () => known);
  }
  // Another hand may have changed either since: what was parsed stands under the digests of the very texts.
  const source = world.files.read(join(home, file));
  const facts = textAt(world, join(home, factsFile));
  const own = keyOf(digest(source), facts === undefined ? undefined : digest(facts));
  const read = parsed(own, () =>
    parseApproved({ file, source, factsFile, facts, digest: own }, day),
  );
  before.add(own, read);
  return read;
}

/** The Markdown of an article, as it lies on the disk by now. */
export function bodyOf({ files }: World, home: string, { file }: ApprovedArticle): string {
  return bodyIn(files.read(join(home, file)));
}

const MOST_KEPT = 20_000;

/** An approved article is read once for each state of its text and facts. */
const parsed = lruCache<Read>(MOST_KEPT);

interface Source extends Pick<ApprovedArticle, "file" | "factsFile" | "digest"> {
  readonly source: string;
  /** The text of the facts file; undefined where there is none. */
  readonly facts: string | undefined;
}

function parseApproved(
  { file, source, factsFile, facts: factsText, digest: key }: Source,
  day: string,
): Read {
  const article = parseArticle(source, file);
  const { frontMatter } = article;
  if (!isDay(day) || frontMatter.edition !== day) {
    throw mistake({
      code: "edition",
      file,
      message: `The article of the edition ${frontMatter.edition} stands in the folder "${day}".`,
      advice: `Move it to ${join(EDITIONS, frontMatter.edition)}.`,
    });
  }
  const slug = basename(file, ".md");
  if (!SLUG.test(slug)) {
    throw mistake({
      code: "slug",
      file,
      message: `The file's name "${slug}" is to become an address.`,
      advice: "Use lower-case letters, digits and single hyphens.",
    });
  }
  const { withdrawn, status, title, language, scheduled } = frontMatter;
  if (withdrawn) return { ...withdrawn, file, slug, edition: day, title, language };
  if (!isApproved(status) || (status === "scheduled" && !scheduled)) return "draft";
  const factsRead = parseFacts(factsText, factsFile);
  const { edition } = factsRead;
  if (edition !== day) {
    throw mistake({
      code: "edition",
      file: factsFile,
      message: `The facts are those of the edition ${edition}; the article is of ${day}.`,
      advice: "Restore the file, or compose and approve the article again.",
    });
  }
  const standing = standingOf(article, factsRead);
  if (!isApproved(standing)) return { file, standing };
  return asShown({ file, factsFile, digest: key, slug }, article, factsRead);
}

/** An article as pages show it, whether or not it may be shown. */
export function asShown(
  place: Pick<ApprovedArticle, "file" | "factsFile" | "digest" | "slug">,
  { frontMatter, body }: Pick<Article, "frontMatter" | "body">,
  { facts, findings }: FactsFile,
): Omit<ApprovedArticle, "arrived"> {
  const series = [...new Set(facts.flatMap(({ inputs }) => inputs.map((each) => each.series)))];
  return {
    ...place,
    text: textHash(frontMatter, body),
    frontMatter,
    words: countWords(body),
    figures: facts.length,
    printed: { series, findings, priced: pricedSubject({ facts }) },
    pictures: picturesIn(body),
  };
}

function inOrder(stories: readonly string[]) {
  const rank = ({ frontMatter }: ApprovedArticle): number => {
    const index = stories.indexOf(frontMatter.story);
    return index === -1 ? stories.length : index;
  };
  return (a: ApprovedArticle, b: ApprovedArticle): number =>
    compare(b.frontMatter.edition, a.frontMatter.edition) ||
    rank(a) - rank(b) ||
    leadSalience(b) - leadSalience(a) ||
    compare(a.slug, b.slug);
}

/** How much matters what an article leads with; nothing is known of one without findings. */
function leadSalience({ printed }: ApprovedArticle): number {
  return printed.findings[0]?.salience ?? 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
