import { z } from "zod";
import { bodyOf, type ApprovedArticle, type WithdrawnArticle } from "../../articles/approved.ts";
import { correctionsOf } from "../../articles/corrections.ts";
import type { Day } from "../../base/day.ts";
import { escapeMarkup } from "../../base/markup.ts";
import { fill } from "../../base/text.ts";
import { cutoffOf } from "../../narrate/edition.ts";
import type { Post } from "../../newsroom/channel.ts";
import { loadVocabulary } from "../../publication/vocabulary.ts";
import { siteCards } from "../../publish/cards/site-cards.ts";
import { renderCard } from "../../publish/cards/render-card.ts";
import { loadFonts } from "../../publish/cards/font.ts";
import { articlePath, permanentLink, siteRoot } from "../../publish/model/address.ts";
import { articleAnnotator } from "../../publish/model/annotate-article.ts";
import { htmlWithChartLinks } from "../../publish/model/chart-links.ts";
import {
  articleText,
  placeArticle,
  type PlacedArticle,
} from "../../publish/model/placed-article.ts";
import type { Annotator } from "../../publish/text/annotated-text.ts";
import { loadLayouts } from "../../publish/theme/layouts.ts";
import { loadPageWords } from "../../publish/theme/page-words.ts";
import type { World } from "../../world/world.ts";
import type { IssueRoom } from "../issue/issue-room.ts";

/** What there is to tell of one article. */
export interface Told {
  /** By which the ledger knows it, such as "2025-05-08/market-wrap". */
  readonly item: string;
  /** Path within the home. */
  readonly file: string;
  /** Undefined for one that was withdrawn: it may be of any. */
  readonly story: string | undefined;
  /** Undefined once it is withdrawn. */
  readonly post: Post | undefined;
  /** Of its corrections, the first first. */
  readonly corrections: readonly Post[];
  readonly withdrawal: Post | undefined;
}

/** What of an edition goes to channels, and what does not yet. */
export interface ToldEdition {
  readonly told: readonly Told[];
  /** Articles that may not go out now, and why. */
  readonly left: readonly { readonly file: string; readonly reason: string }[];
}

const wordsSchema = z.strictObject({
  /** Of `{notice}`. */
  correction: z.string().trim().min(1),
  withdrawal: z.string().trim().min(1),
});
type Words = z.infer<typeof wordsSchema>;

/** What an edition has to tell: approved articles that hold to their facts and whose hour has come, and what has become of them. */
export function postsOf(room: IssueRoom, day: Day): ToldEdition {
  const { editions, waiting, newsroom } = room;
  const { world, publication } = newsroom;
  const isOfDay = ({ file }: { readonly file: string }): boolean =>
    file.split(/[\\/]/).at(-2) === day;
  const due = editions.articles.filter((each) => isOfDay(each) && !waiting.has(each.file));
  const { articles, held } = room.recheck({ ...editions, articles: due, held: [] });
  const words = loadChannelWords(world, publication.home, publication.language);
  const withdrawn = editions.withdrawn.filter(isOfDay);
  const later = [...waiting].filter(([file]) => isOfDay({ file }));
  return {
    told: [
      ...articles.map((article) => toldOf(room, words, article)),
      ...withdrawn.map((article) => toldOfWithdrawn(room, words, article)),
    ],
    left: [
      ...editions.held.filter(isOfDay),
      ...held,
      ...later.map(([file, from]) => ({ file, reason: `not to be shown before ${from}` })),
    ],
  };
}

/** What posts say besides the articles. @throws Failure (2) with line and column of each mistake. */
export function loadChannelWords(world: World, home: string, language: string): Words {
  return loadVocabulary(world, home, language, "channels", wordsSchema).value;
}

function toldOf(room: IssueRoom, words: Words, article: ApprovedArticle): Told {
  const { frontMatter, slug, file } = article;
  const { title, description, edition, language, tags, date, story } = frontMatter;
  const corrections = correctionsOf(frontMatter).toReversed();
  const notices = corrections.map(({ text }) => fill(words.correction, { notice: text }));
  const post: Post = {
    kind: "post",
    title,
    summary: description,
    url: addressOf(room, edition, slug),
    language,
    tags,
    date,
    slug: `${slug}-${edition}`,
    html: () => htmlOf(room, article, notices),
    notes: () => notesOf(room, article),
    card: () => cardOf(room, article),
  };
  return {
    item: `${edition}/${slug}`,
    file,
    story,
    post,
    corrections: notices.map((notice) => ({ ...post, kind: "correction", notice })),
    withdrawal: undefined,
  };
}

function toldOfWithdrawn(
  room: IssueRoom,
  words: Words,
  { edition, slug, file, title, language, text }: WithdrawnArticle,
): Told {
  const { cutoff } = room.newsroom.publication;
  return {
    item: `${edition}/${slug}`,
    file,
    story: undefined,
    post: undefined,
    corrections: [],
    withdrawal: {
      kind: "withdrawal",
      title,
      summary: text,
      url: addressOf(room, edition, slug),
      notice: fill(words.withdrawal, { notice: text }),
      language,
      tags: [],
      date: new Date(cutoffOf(edition, cutoff)).toISOString(),
      slug: `${slug}-${edition}`,
    },
  };
}

function addressOf({ newsroom }: IssueRoom, edition: Day, slug: string): string {
  return permanentLink(siteRoot(newsroom.publication.url), articlePath(edition, slug));
}

/** The whole text as it leaves the site, notices of corrections before it. */
function htmlOf(room: IssueRoom, article: ApprovedArticle, notices: readonly string[]): string {
  const { charts, newsroom } = room;
  const site = { root: siteRoot(newsroom.publication.url), charts };
  const told = notices.map((notice) => `<p>${escapeMarkup(notice)}</p>`);
  const text = htmlWithChartLinks(site, placed(room, article));
  // Themes space out what stands in a text itself, and nothing that is wrapped.
  return told.join("") + text.replaceAll(/<\/?section(?: class="[\w -]*")?>/g, "");
}

/** Where its figures come from, as on its page. */
function notesOf(room: IssueRoom, article: ApprovedArticle): string {
  const { world, publication } = room.newsroom;
  const words = loadPageWords(
    world,
    publication.home,
    publication.language,
    publication.catalogue.units,
  );
  const annotate = articleAnnotator(world, publication, room.background, words);
  const notes = placed(room, article, annotate).annotated?.notes ?? [];
  const layouts = loadLayouts(world, publication.home, publication.language);
  return notes.length === 0 ? "" : layouts.render("notes-elsewhere", { notes });
}

async function cardOf(room: IssueRoom, article: ApprovedArticle) {
  const { world, publication } = room.newsroom;
  const page = placed(room, article);
  const fonts = loadFonts(world, publication.home);
  const draw = async (svg: string): Promise<Uint8Array> => renderCard(svg, fonts.files);
  const cards = siteCards(world, publication, [page], room.charts, draw, fonts);
  const { alt, content } = cards.get(page.path)!;
  const drawn = typeof content === "function" ? await content() : content;
  return { alt, body: typeof drawn === "string" ? Buffer.from(drawn) : drawn };
}

function placed(
  { newsroom, kinds }: IssueRoom,
  article: ApprovedArticle,
  annotate?: Annotator,
): PlacedArticle {
  const { world, publication } = newsroom;
  const body = (): string => bodyOf(world, publication.home, article);
  const ofLanguage = kinds(article.frontMatter.language);
  return placeArticle(article, body, [], () =>
    articleText(article, body(), ofLanguage, siteRoot(publication.url), annotate),
  );
}
