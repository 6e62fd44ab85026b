import { join } from "node:path";
import { dirname } from "node:path/posix";
import type { World } from "../../world/world.ts";
import { fill } from "../../base/text.ts";
import type { Publication } from "../../publication/publication.ts";
import { type CardFigure, cardSvg } from "./card-svg.ts";
import type { ChartDesk } from "../charts/desk.ts";
import { dayFigure } from "../charts/day-figures.ts";
import { knownSeries } from "../charts/series.ts";
import { buildsOf } from "../build/site-builds.ts";
import type { SiteCharts } from "../charts/site-charts.ts";
import { dateWords } from "../theme/dates.ts";
import { lazyFile, type SiteFile } from "../build/site-file.ts";
import type { PlacedArticle } from "../model/placed-article.ts";
import { cardDigest } from "./render-card.ts";
import { renderCards } from "./card-pool.ts";
import { loadFonts } from "./font.ts";

/** The picture that stands for an article where its address is shared. */
export interface Card extends SiteFile {
  /** For those who do not see it. */
  readonly alt: string;
}

/** Values of the course on a card. */
const COURSE = 90;

/** Cards are drawn on all cores so many at a time, and forgotten when they are written. */
const TOGETHER = 96;

/** A card for each article, by the article's path. One that the site shows already is not drawn again. */
export function articleCards(
  world: World,
  publication: Publication,
  articles: readonly PlacedArticle[],
  charts: SiteCharts,
): Map<string, Card> {
  const fonts = loadFonts(world);
  const { dist } = buildsOf(publication.home);
  const planned = articles.map((article) => {
    const { path, frontMatter } = article;
    const desk = charts.desk(Date.parse(frontMatter.date));
    const date = dateWords(frontMatter.edition, "long", publication.language);
    const figure = figureOf(desk, article.printed.priced);
    const { title } = frontMatter;
    const svg = cardSvg({ publication: publication.name, title, date, figure }, fonts);
    const place = `${dirname(path)}/card.${cardDigest(svg)}.png`;
    const alt = altOf(desk, { title, name: publication.name, day: date }, figure);
    return { path, place, svg, alt, shown: join(dist, place) };
  });
  const missing = planned.filter(({ shown }) => !world.files.exists(shown));
  const draw = inBatches(
    missing.map(({ svg }) => svg),
    (svgs) => renderCards(svgs, fonts),
  );
  const drawn = new Map(missing.map(({ place }, at) => [place, () => draw(at)]));
  return new Map(
    planned.map(({ path, place, alt, shown }) => [
      path,
      lazyFile({ path: place, alt, key: place }, () =>
        (drawn.get(place) ?? (() => world.files.readBytes(shown)))(),
      ),
    ]),
  );
}

/** Gives what `work` makes of one item; items are worked on together with those that follow, and asked for about in order. */
function inBatches<T, R>(items: readonly T[], work: (items: T[]) => R[]): (at: number) => R {
  let [from, made]: [number, R[]] = [0, []];
  return (at) => {
    if (at < from || at >= from + made.length) {
      from = at;
      made = work(items.slice(at, at + TOGETHER));
    }
    return made[at - from] as R;
  };
}

/** The price that an article is about, with its change and course. */
function figureOf(desk: ChartDesk, subject: string | undefined): CardFigure | undefined {
  const known = subject && knownSeries(desk, `${subject}.close`, COURSE);
  const row = subject && dayFigure(desk, subject);
  if (!known || !row) return undefined;
  const change = row.change && fill(desk.words.card.change, { change: row.change });
  return { name: known.series.title, value: row.last, change, points: known.points };
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
