import { join } from "node:path";
import type { World } from "../../world/world.ts";
import { markdownWithChartLinks } from "../model/chart-links.ts";
import { besidePage, permanentLink } from "../model/address.ts";
import { correctionsOf, modifiedAt } from "../../articles/corrections.ts";
import type { SiteFile } from "../build/site-file.ts";
import type { PlacedArticle } from "../model/placed-article.ts";
import type { Site } from "../model/site.ts";

export const MARKDOWN_FILE = "index.md";

export const DATA_FILE = "index.json";

/** An article beside its page: as Markdown, and as JSON with its facts. No layout has a part in them. */
export function portableFiles(world: World, site: Site, article: PlacedArticle): SiteFile[] {
  return [markdownFile(site, article), dataFile(world, site, article)];
}

/** Front matter that site generators read as it is, and the text. */
function markdownFile(site: Site, article: PlacedArticle): SiteFile {
  const { root, keys } = site;
  const { path, frontMatter } = article;
  const { title, description, date, language, tags } = frontMatter;
  const lines = (): string[] =>
    Object.entries({
      title,
      description,
      date,
      lastmod: modifiedAt(frontMatter),
      language,
      tags,
      canonical: permanentLink(root, path),
    }).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return {
    path: besidePage(path, MARKDOWN_FILE),
    key: keys?.ofText(
      article,
      article.shownPictures.map(({ src }) => src),
    ),
    content: () => `---\n${lines().join("\n")}\n---\n${markdownWithChartLinks(site, article)}`,
  };
}

/** The facts are passed on as they lie beside the article: they were held to their form when the article was read. */
function dataFile(world: World, site: Site, article: PlacedArticle): SiteFile {
  const { publication, keys } = site;
  return {
    path: besidePage(article.path, DATA_FILE),
    key: keys?.ofText(
      article,
      article.shownPictures.map(({ src }) => src),
    ),
    content: () => {
      const facts = world.files.read(join(publication.home, article.factsFile)).trim();
      return `${dataHead(site, article).slice(0, -1)},"facts":${facts}}\n`;
    },
  };
}

function dataHead(site: Site, article: PlacedArticle): string {
  const { publication, root } = site;
  const { path, frontMatter } = article;
  return JSON.stringify({
    version: 1,
    url: permanentLink(root, path),
    title: frontMatter.title,
    description: frontMatter.description,
    published: frontMatter.date,
    modified: modifiedAt(frontMatter),
    edition: frontMatter.edition,
    language: frontMatter.language,
    tags: frontMatter.tags,
    subjects: frontMatter.subjects,
    author: publication.author.name,
    publisher: publication.name,
    corrections: correctionsOf(frontMatter),
    markdown: markdownWithChartLinks(site, article),
  });
}
