import { lruCache } from "../base/memo.ts";
import type { World } from "../world/world.ts";
import type { Publication } from "../publication/publication.ts";
import { siteRoot } from "./model/address.ts";
import { articlePage } from "./pages/article-page.ts";
import type { Background } from "./model/background.ts";
import { siteCards, unsigned } from "./cards/site-cards.ts";
import { loadFonts } from "./cards/font.ts";
import type { DrawCard } from "./cards/card-pool.ts";
import { siteCharts } from "./charts/site-charts.ts";
import { bodyOf, readEditions, type ApprovedArticle, type Editions } from "../articles/approved.ts";
import { homePage } from "./pages/home.ts";
import { articleCache } from "./build/article-cache.ts";
import { keeperIn } from "./build/keep.ts";
import { cacheKeysOf } from "./build/cache-keys.ts";
import { loadLayouts, type Layouts } from "./theme/layouts.ts";
import { makeIcons } from "./machine/icons.ts";
import { staticFiles } from "./machine/static-files.ts";
import { machineFiles } from "./machine/machine-files.ts";
import { themeScripts } from "./theme/scripts.ts";
import { articlePictures } from "./model/pictures.ts";
import { articleAnnotator } from "./model/annotate-article.ts";
import type { SiteFile } from "./build/site-file.ts";
import { otherPages } from "./pages/other-pages.ts";
import { withdrawnPages } from "./pages/withdrawn.ts";
import { articleText, placeArticle, type ArticleText } from "./model/placed-article.ts";
import type { HoldGuest } from "./model/guest-articles.ts";
import { loadOwnWriting } from "./model/own-writing.ts";
import type { Site } from "./model/site.ts";
import { styleSheet } from "./theme/styles.ts";
import { loadPageWords } from "./theme/page-words.ts";
import { translationsOf } from "./model/translations.ts";
import { withWholeNames } from "./text/whole-names.ts";
import { sectionKindsOf } from "./theme/section-headings.ts";

export interface PublishOptions {
  /** Without it the site shows the articles alone: no figure tells its source, no chart is drawn, and no page tells data or rules. */
  readonly background?: Background;
  /** In the place of those on the disk. */
  readonly editions?: Editions;
  /** Is told of what is about to be shown, and holds back what may not be. */
  readonly release?: (editions: Editions) => Editions;
  /** Holds back what may not be linked to of the same publication in another language. */
  readonly releaseElsewhere?: (other: Publication, editions: Editions) => Editions;
  /** Holds back guest articles whose figures the data refute. */
  readonly holdGuest?: HoldGuest;
  /** Whether an index goes with it, so that its pages lead to the search page. */
  readonly search?: boolean;
  /** Called once all is made, and before any reader can see it: where it fails, the site stays as it was. */
  readonly beforeShown?: () => void;
  /** Called after each file is written. */
  readonly progress?: (done: number, total: number) => void;
}

/** A site as it is to be written. */
export interface MadeSite extends Pick<Editions, "drafts" | "held" | "waiting"> {
  /** Every file but the cards. */
  readonly files: readonly SiteFile[];
  /** Drawn elsewhere while the files are made here. */
  readonly cards: readonly SiteFile[];
  /** Characters that the cards leave out, since no face has them. */
  readonly unsigned: readonly string[];
  /** Articles on the site. */
  readonly articles: number;
  /** Digest of what every file follows from, where it can be told. */
  readonly key: string | undefined;
}

/**
 * Makes the site of all approved articles.
 * @throws Failure (2) naming each broken article, layout or style.
 */
export function makeSite(
  world: World,
  publication: Publication,
  { background, editions, release, releaseElsewhere, holdGuest, search = false }: PublishOptions,
  draw: DrawCard,
): MadeSite {
  const { home } = publication;
  const root = siteRoot(publication.url);
  const read = editions ?? readEditions(world, publication);
  const released = release ? release(read) : read;
  const { articles, drafts, withdrawn } = released;
  const { language, catalogue } = publication;
  const layouts = withWholeNames(loadLayouts(world, home, language), catalogue);
  const styles = styleSheet(world, home);
  const scripts = themeScripts(world, home, [
    "first",
    "site",
    ...(search ? ["search" as const] : []),
  ]);
  const icons = makeIcons(world, home);
  const words = loadPageWords(world, home, language, catalogue.units);
  const annotate = background && articleAnnotator(world, publication, background, words);
  const kinds = sectionKindsOf(world, home);
  const texts = background ? articleCache(background).texts : lruCache<ArticleText>();
  const keys = cacheKeysOf(world, publication, background, articles);
  const keep = keeperIn(world, home);
  const placed = articles.map((article) => {
    const body = (): string => bodyOf(world, home, article);
    const pictures = articlePictures(world, home, article, root);
    const shown = pictures.map(({ src }) => src);
    const make = (): ArticleText =>
      articleText(article, body(), kinds(article.frontMatter.language), root, annotate, pictures);
    return placeArticle(article, body, pictures, () =>
      texts([article.digest, ...shown].join(" "), () =>
        keep(textName(article), keys?.ofText(article, shown), make),
      ),
    );
  });
  const { ownPages, guests } = loadOwnWriting(
    world,
    publication,
    { root, articles: new Set(placed.map(({ path }) => path)) },
    holdGuest,
  );
  const charts = background && siteCharts(world, publication, background);
  const fonts = charts && loadFonts(world, home);
  const cards = fonts && siteCards(world, publication, placed, charts, draw, fonts, keys);
  const site: Site = {
    publication,
    root,
    stylesheet: styles.sheet.path,
    firstFaces: styles.firstFaces,
    articles: placed,
    background,
    charts,
    cards,
    ownPages,
    guests: guests.shown,
    words,
    translations: translationsOf(world, publication, releaseElsewhere),
    icons: icons?.paths,
    scripts: scripts.paths,
    keys,
    keep,
  };
  const pages = [...pagesOf(site, layouts), ...withdrawnPages(site, layouts, withdrawn)];
  const assets = [styles.sheet, ...styles.files, ...scripts.files, ...(icons?.files ?? [])];
  const files = [...pages, ...machineFiles(world, site, layouts, pages), ...assets];
  return {
    files: [...files, ...staticFiles(world, home, files)],
    cards: [...(cards?.values() ?? [])],
    unsigned: fonts ? unsigned(publication, placed, fonts) : [],
    articles: articles.length,
    drafts,
    held: [...released.held, ...guests.held],
    waiting: [...released.waiting, ...guests.waiting],
    key: site.keys?.site,
  };
}

/** Under which an article's text is kept. */
function textName({ frontMatter, slug }: ApprovedArticle): string {
  return ["texts", frontMatter.edition, slug].join("/");
}

function pagesOf(site: Site, layouts: Layouts): SiteFile[] {
  return [
    homePage(site, layouts),
    ...site.articles.flatMap((article, index) => [
      articlePage(site, index, layouts),
      ...article.shownPictures.flatMap(({ files }) => files),
    ]),
    ...otherPages(site, layouts),
  ];
}
