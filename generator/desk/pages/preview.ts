import { Hono } from "hono";
import { asShown, type Editions } from "../../articles/approved.ts";
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
          card: card && PREVIEW + card.path,
        },
      );
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
  { article, facts, file, slug, text, day, versions }: DeskArticle,
): Promise<Preview> {
  const { background } = await known();
  const shown = asShown(
    { file, factsFile: factsPath(file), digest: digest(`${file}\n${text}`), slug },
    article,
    facts,
  );
  const editions: Editions = {
    articles: [{ ...shown, arrived: arrivedBy(article, versions) }],
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

/** One card is drawn where it is asked for, and in no thread. */
function drawNone(): Promise<never> {
  return Promise.reject(new Error("A preview draws no card in a thread."));
}
