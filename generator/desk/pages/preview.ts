import { Hono } from "hono";
import { asShown, type ApprovedArticle, type Editions } from "../../articles/approved.ts";
import { arrivedBy } from "../../articles/published.ts";
import { factsPath } from "../../articles/on-disk.ts";
import { digest } from "../../base/digest.ts";
import { lruCache } from "../../base/memo.ts";
import { makeSite } from "../../publish/make-site.ts";
import { articlePath } from "../../publish/model/address.ts";
import { policyHeader, policyOf } from "../../publish/model/policy.ts";
import { contentType } from "../../publish/serve/content-type.ts";
import type { SiteFile } from "../../publish/build/site-file.ts";
import { openArticle, type DeskArticle } from "../article/desk-article.ts";
import { show, type Desk } from "../frame.ts";
import { headOf } from "./article.ts";

/** Where the page of an article stands as readers will see it; what it loads stands below as well. */
const PREVIEW = "/preview/";

/** Previews that are kept: those of the articles that editors have open. */
const KEPT = 8;

/** A mail brings its styles and pictures along, loads nothing and runs nothing. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

interface Preview {
  readonly files: ReadonlyMap<string, SiteFile>;
  readonly card: SiteFile | undefined;
}

/** An article as readers will see it: its page, and the card that stands for it where its address is shared. */
export function previewPage(desk: Desk): Hono {
  const previews = lruCache<Promise<Preview>>(KEPT);
  /** What pages load beside themselves, of the last preview: the style, the icons. */
  let last: Preview | undefined;
  const previewOf = async (article: DeskArticle): Promise<Preview> => {
    const version = await desk.store.version();
    const preview = await previews(`${article.file} ${article.textHash} ${version}`, () =>
      makePreview(desk, article),
    );
    last = preview;
    return preview;
  };
  return new Hono()
    .get("/articles/:day/:slug/preview", async (context) => {
      const { day, slug } = context.req.param();
      const article = await openArticle(desk, day, slug);
      const { card } = await previewOf(article);
      return show(
        desk,
        context,
        "preview",
        { title: `Preview: ${article.article.frontMatter.title}`, scripts: ["article-keys.js"] },
        {
          ...(await headOf(desk, article)),
          description: article.article.frontMatter.description,
          page: PREVIEW + articlePath(day, slug).replace(/index\.html$/, ""),
          mail: `/articles/${day}/${slug}/preview/mail`,
          card: card && PREVIEW + card.path,
        },
      );
    })
    .get("/articles/:day/:slug/preview/mail", async (context) => {
      const { day, slug } = context.req.param();
      const article = await openArticle(desk, day, slug);
      const { articleInMail } = await import("../../deliver/issue/article-in-mail.ts");
      const { openMailDesk } = await import("../../deliver/issue/issue-room.ts");
      const { background } = await desk.known();
      const html = articleInMail(await openMailDesk(desk.newsroom, background), shownOf(article));
      return context.html(html, 200, { "content-security-policy": MAIL_POLICY });
    })
    .get(`${PREVIEW}*`, async (context) => {
      const path = decodeURIComponent(new URL(context.req.url).pathname.slice(PREVIEW.length));
      const [, year, month, date, slug] =
        /^(\d{4})\/(\d{2})\/(\d{2})\/([a-z0-9-]+)\//.exec(path) ?? [];
      const preview =
        slug === undefined
          ? last
          : await previewOf(await openArticle(desk, `${year}-${month}-${date}`, slug));
      const name = path.endsWith("/") ? `${path}index.html` : path;
      const file = preview?.card?.path === name ? preview.card : preview?.files.get(name);
      if (!file) return context.notFound();
      const content = await file.content;
      const made = typeof content === "function" ? await content() : content;
      return context.body(made as string, 200, {
        "content-type": contentType(`/${name}`),
        ...(name.endsWith(".html")
          ? {
              "content-security-policy": `${policyHeader(policyOf(name, undefined))}; frame-ancestors 'none'`,
            }
          : {}),
      });
    });
}

async function makePreview(
  { newsroom: { world, publication }, known }: Desk,
  article: DeskArticle,
): Promise<Preview> {
  const { background } = await known();
  const { day, slug } = article;
  const editions: Editions = {
    articles: [shownOf(article)],
    drafts: 0,
    held: [],
    waiting: [],
    withdrawn: [],
  };
  const site = makeSite(world, publication, { background, editions }, drawNone);
  const folder = articlePath(day, slug).replace(/index\.html$/, "");
  return {
    files: new Map(site.files.map((each) => [each.path, each])),
    card: site.cards.find(({ path }) => path.startsWith(folder)),
  };
}

/** An article as it would be shown, whatever state it is in. */
function shownOf({ article, facts, file, slug, text, versions }: DeskArticle): ApprovedArticle {
  const place = { file, factsFile: factsPath(file), digest: digest(`${file}\n${text}`), slug };
  return { ...asShown(place, article, facts), arrived: arrivedBy(article, versions) };
}

/** One card is drawn where it is asked for, and in no thread. */
function drawNone(): Promise<never> {
  return Promise.reject(new Error("A preview draws no card in a thread."));
}
