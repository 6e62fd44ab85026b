import { join } from "node:path";
import type { Day } from "../../base/day.ts";
import type { Catalogue } from "../../publication/catalogue.ts";
import { besidePage, HOME_PAGE, subjectPath } from "../model/address.ts";
import { openResultCache } from "../../world/result-cache.ts";
import { once } from "../../base/memo.ts";
import type { World } from "../../world/world.ts";
import { fill } from "../../base/text.ts";
import type { Publication } from "../../publication/publication.ts";
import { type CardFigure, cardSvg } from "./card-svg.ts";
import type { ChartDesk } from "../charts/desk.ts";
import { dayFigure } from "../charts/day-figures.ts";
import { knownSeries } from "../charts/series.ts";
import { buildsOf } from "../build/site-builds.ts";
import type { CacheKeys } from "../build/cache-keys.ts";
import type { SiteCharts } from "../charts/site-charts.ts";
import { dateWords } from "../theme/dates.ts";
import type { Content, SiteFile } from "../build/site-file.ts";
import type { PlacedArticle } from "../model/placed-article.ts";
import { cardDigest, renderCard } from "./render-card.ts";
import type { DrawCard } from "./card-pool.ts";
import type { Fonts } from "./font.ts";

/** The picture that stands for a page where its address is shared. */
export interface Card extends SiteFile {
  /** For those who do not see it. */
  readonly alt: string;
}

/** Values of the course on a card. */
const COURSE = 90;

/** Fewer cards than these are drawn before a thread has started. */
const WORTH_THREADS = 24;

/** What is told of a page on its card. */
interface Told {
  /** Of the page. */
  readonly path: string;
  readonly title: string;
  /** None on the site's, which is the same every day: else each new edition would change every page. */
  readonly day: Day | undefined;
  readonly desk: () => ChartDesk;
  /** Digest of all that is told; undefined where that cannot be told. */
  readonly key: string | undefined;
  /** Whose price it shows; undefined where it shows none. */
  readonly subject: string | undefined;
}

/** What is known of a card without drawing it. */
type Named = Pick<Card, "path" | "alt">;

/**
 * A card for each article and each subject that one is about, and that of the site, for all other pages, by the paths of their pages; of the
 * site's that is the home page. One that the site shows already is not drawn again.
 * @param draw draws them where they are many, with these fonts.
 */
export function siteCards(
  world: World,
  publication: Publication,
  articles: readonly PlacedArticle[],
  charts: SiteCharts,
  draw: DrawCard,
  fonts: Fonts,
  keys?: CacheKeys,
): Map<string, Card> {
  const { home, name, language } = publication;
  const { dist } = buildsOf(home);
  const before = openResultCache<Named>(world, home, "cards");
  const planned = toldOf(publication, articles, charts, keys).map((told) => {
    const { path, title, day, desk, subject, key } = told;
    const date = day === undefined ? "" : dateWords(day, "long", language);
    const figure = once(() => figureOf(desk(), subject));
    const svg = once(() => cardSvg({ publication: name, title, date, figure: figure() }, fonts));
    const make = (): Named => ({
      path: besidePage(path, `card.${cardDigest(svg(), fonts.digest)}.png`),
      alt:
        day === undefined
          ? `${name}: ${title}`
          : altOf(desk(), { title, name, day: date }, figure()),
    });
    const named = key === undefined ? make() : before.of(`${key}${fonts.digest}`, make);
    return { of: path, ...named, svg };
  });
  before.save();
  // Asked for where a card is not taken over from the site shown, as most are.
  const isWorthThreads = once(() => {
    const missing = planned.filter(({ path }) => !world.files.exists(join(dist, path)));
    return missing.length >= WORTH_THREADS;
  });
  return new Map(
    planned.map(({ of, path, alt, svg }) => {
      const content = (): Content | Promise<Content> =>
        isWorthThreads() ? draw(svg(), path) : renderCard(svg(), fonts.files);
      return [of, { path, alt, key: path, content }];
    }),
  );
}

/** Characters of titles for which no face has a sign: the cards leave them out. */
export function unsigned(
  { name }: Publication,
  articles: readonly PlacedArticle[],
  { bold }: Fonts,
): string[] {
  const text = [name, ...articles.map(({ frontMatter }) => frontMatter.title)].join("");
  const all = [...new Set(text.replace(/\s/g, ""))].join("");
  const covered = new Set(bold.covered(all));
  return [...all].filter((each) => !covered.has(each));
}

function toldOf(
  { description, catalogue }: Publication,
  articles: readonly PlacedArticle[],
  charts: SiteCharts,
  keys: CacheKeys | undefined,
): Told[] {
  const own = articles.map((article): Told => {
    const { path, frontMatter } = article;
    const { title, edition, date } = frontMatter;
    const desk = (): ChartDesk => charts.desk(Date.parse(date), article.arrived);
    const key = keys?.ofText(article, "card");
    return { path, title, day: edition, desk, key, subject: subjectOf(article, catalogue) };
  });
  const [newest] = own;
  if (!newest) return [];
  const { day, desk } = newest;
  const written = new Set(articles.flatMap(({ frontMatter }) => frontMatter.subjects));
  const markets = [...written].flatMap((subject): Told[] => {
    const title = catalogue.subjects.get(subject)?.name;
    const key = keys?.ofData("card", subject, day, articles[0]?.arrived);
    return title === undefined
      ? []
      : [{ path: subjectPath(subject), title, day, desk, key, subject }];
  });
  return [
    ...own,
    ...markets,
    {
      path: HOME_PAGE,
      title: description,
      day: undefined,
      desk,
      key: undefined,
      subject: undefined,
    },
  ];
}

/** The subject that an article's title names first; else the one whose price it prints first. */
function subjectOf(
  { frontMatter, printed }: PlacedArticle,
  { subjects }: Catalogue,
): string | undefined {
  const { title, subjects: ids } = frontMatter;
  const named = ids
    .map((id) => ({ id, at: title.indexOf(subjects.get(id)?.name ?? id) }))
    .filter(({ id, at }) => at >= 0 && subjects.has(id))
    .toSorted((a, b) => a.at - b.at);
  return named[0]?.id ?? printed.priced;
}

/** The price of a subject, with its change and course. */
function figureOf(desk: ChartDesk, subject: string | undefined): CardFigure | undefined {
  const known = subject && knownSeries(desk, `${subject}.close`, COURSE);
  const row = subject && dayFigure(desk, subject);
  if (!known || !row) return undefined;
  const change = row.change && fill(desk.words.card.change, { change: row.change });
  return {
    name: known.series.title,
    value: row.last,
    change,
    direction: row.direction,
    points: known.points,
  };
}

function altOf(
  { words }: ChartDesk,
  of: { readonly title: string; readonly name: string; readonly day: string },
  figure: CardFigure | undefined,
): string {
  const { alt, altFigure } = words.card;
  return figure
    ? fill(altFigure, { ...of, series: figure.name, value: figure.value })
    : fill(alt, of);
}
