import { mistake, type Problem } from "../../base/problem.ts";
import { permanentLink, relativeLink } from "../model/address.ts";
import type { Layouts } from "../theme/layouts.ts";
import { commonValues } from "../model/page-head.ts";
import type { SiteFile } from "../build/site-file.ts";
import type { PlacedArticle } from "../model/placed-article.ts";
import type { Site } from "../model/site.ts";

/** An address at which an article once was: folders and a file of letters, digits, dots, hyphens and underscores. */
const ADDRESS =
  /^\/?(?:[\p{L}\p{N}_][\p{L}\p{N}\p{M}._-]*\/)*[\p{L}\p{N}_][\p{L}\p{N}\p{M}._-]*\/?$/u;

interface Redirect {
  /** Path of the page that leads on. */
  readonly path: string;
  readonly article: PlacedArticle;
}

/**
 * A page at each address that an article names as its former one (`aliases`), and `_redirects` for hosts that read it.
 * @param pages all other pages of the site.
 * @throws Failure (2) naming each alias that is no address of the site, or the address of something else.
 */
export function redirectPages(
  site: Site,
  layouts: Layouts,
  pages: readonly SiteFile[],
): SiteFile[] {
  const redirects = redirectsOf(site, new Set(pages.map(({ path }) => path)));
  if (redirects.length === 0) return [];
  const base = new URL(site.root).pathname;
  const lines = redirects.map(
    ({ path, article }) =>
      `${encodeURI(permanentLink(base, path))} ${encodeURI(permanentLink(base, article.path))} 301`,
  );
  return [
    ...redirects.map((redirect) => redirectPage(site, layouts, redirect)),
    { path: "_redirects", content: `${lines.join("\n")}\n` },
  ];
}

function redirectsOf({ articles }: Site, taken: Set<string>): Redirect[] {
  const problems: Problem[] = [];
  const redirects: Redirect[] = [];
  for (const article of articles) {
    for (const alias of article.frontMatter.aliases ?? []) {
      const path = pageAt(alias);
      if (!ADDRESS.test(alias)) problems.push(wrong(article, alias, "is no address of the site"));
      else if (taken.has(path)) problems.push(wrong(article, alias, "is taken by another page"));
      else redirects.push({ path, article });
      taken.add(path);
    }
  }
  if (problems.length > 0) throw mistake(problems);
  return redirects;
}

function pageAt(alias: string): string {
  const within = alias.replace(/^\//, "");
  if (within.endsWith(".html")) return within;
  return `${within.replace(/\/$/, "")}/index.html`;
}

function wrong({ file }: PlacedArticle, alias: string, why: string): Problem {
  return {
    code: "alias",
    file,
    message: `The alias "${alias}" ${why}.`,
    advice: "An alias is the path at which the article was before, such as /2025/05/08/old-slug/.",
  };
}

function redirectPage(site: Site, layouts: Layouts, { path, article }: Redirect): SiteFile {
  const { title } = article.frontMatter;
  const head = {
    ...site.words.head("moved", { title }),
    path,
    canonical: article.path,
    isHidden: true,
  };
  const content = layouts.render("moved", {
    ...commonValues(site, head),
    target: relativeLink(path, article.path),
  });
  return { path, content, isUnlisted: true };
}
