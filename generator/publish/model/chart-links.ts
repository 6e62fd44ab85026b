import { escapeMarkdown } from "../../base/text.ts";
import { escapeMarkup } from "../../base/markup.ts";
import { withChartLines, withChartPlaces } from "../text/chart-places.ts";
import { permanentLink } from "./address.ts";
import type { PlacedArticle } from "./placed-article.ts";
import type { Site } from "./site.ts";

/** The text of an article as HTML that leaves the site: each chart that an editor put in is a link to where it is drawn. */
export function htmlWithChartLinks(
  site: Pick<Site, "root" | "charts">,
  article: PlacedArticle,
): string {
  return withChartPlaces(article.rendered.html, (line) => {
    const link = site.charts?.linkTo(article, line);
    const href = `${permanentLink(site.root, article.path)}#${link?.id}`;
    return link ? `<p><a href="${escapeMarkup(href)}">${escapeMarkup(link.text)}</a></p>` : "";
  });
}

/** The same as Markdown, its pictures under their addresses on the web. */
export function markdownWithChartLinks(site: Site, article: PlacedArticle): string {
  const pictured = article.shownPictures.reduce(
    (text, { address, src }) => text.replaceAll(`](${address}`, `](${src}`),
    article.body,
  );
  return withChartLines(pictured, (line) => {
    const link = site.charts?.linkTo(article, line);
    const href = `${permanentLink(site.root, article.path)}#${link?.id}`;
    return link ? `[${escapeMarkdown(link.text)}](${href})` : "";
  });
}
