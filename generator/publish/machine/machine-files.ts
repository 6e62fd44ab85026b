import type { World } from "../../world/world.ts";
import type { Layouts } from "../theme/layouts.ts";
import type { SiteFile } from "../build/site-file.ts";
import { dataSiteOf } from "../model/edition-desk.ts";
import { subjectsWritten, articlesBySubject, tagsOf } from "../model/topics.ts";
import { subjectPath } from "../model/address.ts";
import type { Site } from "../model/site.ts";
import { topicFeedPages, wholeFeeds } from "./feeds.ts";
import { headersFile } from "./headers.ts";
import { llmsFile } from "./llms.ts";
import { manifestFile } from "./manifest.ts";
import { portableFiles } from "./portable.ts";
import { redirectPages } from "./redirects.ts";
import { robotsFile } from "./robots.ts";
import { newsSitemap, sitemapPages } from "./sitemap.ts";

/** The files for machines that go with the pages of a site. */
export function machineFiles(
  world: World,
  site: Site,
  layouts: Layouts,
  pages: readonly SiteFile[],
): SiteFile[] {
  const feeds = [...wholeFeeds(site, layouts), ...topicFeeds(site, layouts)];
  const portable = site.articles.flatMap((article) => portableFiles(world, site, article));
  const redirects = redirectPages(site, layouts, [...pages, ...feeds, ...portable]);
  return [
    ...feeds,
    ...portable,
    ...redirects,
    ...sitemapPages(site, pages),
    newsSitemap(site),
    robotsFile(site),
    llmsFile(site),
    ...manifestFile(site),
    headersFile(site, [...pages, ...redirects]),
  ];
}

function topicFeeds(site: Site, layouts: Layouts): SiteFile[] {
  const { words, publication } = site;
  const data = dataSiteOf(site);
  const tags = tagsOf(site).flatMap((tag) => {
    const head = words.head("tag", { site: publication.name, tag: tag.name });
    return topicFeedPages(site, layouts, tag.path, head, tag.articles);
  });
  const subjects = (data ? subjectsWritten(data) : []).flatMap(({ id, name }) => {
    const head = words.head("subject", { site: publication.name, subject: name });
    const articles = articlesBySubject(site).get(id) ?? [];
    return topicFeedPages(site, layouts, subjectPath(id), head, articles);
  });
  return [...tags, ...subjects];
}
