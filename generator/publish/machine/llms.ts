import {
  ARCHIVE_PAGE,
  besidePage,
  CORRECTIONS_PAGE,
  GUESTS_PAGE,
  METHODOLOGY_PAGE,
  NARRATIVES_PAGE,
  permanentLink,
  SERIES_PAGE,
  SOURCES_PAGE,
  SUBJECTS_PAGE,
} from "../model/address.ts";
import type { SiteFile } from "../build/site-file.ts";
import { dataSiteOf } from "../model/edition-desk.ts";
import type { Site } from "../model/site.ts";
import type { PageKind } from "../theme/page-words.ts";

/** Articles that the file lists. */
const NEWEST = 30;

const WHOLE: readonly (readonly [PageKind, string])[] = [
  ["archive", ARCHIVE_PAGE],
  ["corrections", CORRECTIONS_PAGE],
];
const OF_GUESTS: readonly (readonly [PageKind, string])[] = [["guest-articles", GUESTS_PAGE]];
const OF_DATA: readonly (readonly [PageKind, string])[] = [
  ["methodology", METHODOLOGY_PAGE],
  ["narratives", NARRATIVES_PAGE],
  ["subjects", SUBJECTS_PAGE],
  ["series-list", SERIES_PAGE],
  ["sources", SOURCES_PAGE],
];

/** `llms.txt`: what there is to read, as Markdown, for programs that read text. */
export function llmsFile(site: Site): SiteFile {
  const { publication, root, articles, words } = site;
  const { name } = publication;
  const ofGuests = site.guests.length > 0 ? OF_GUESTS : [];
  const pages = [...(dataSiteOf(site) ? OF_DATA : []), ...ofGuests, ...WHOLE].map(
    ([kind, path]) => {
      const { title, description } = words.head(kind, { site: name });
      return linkLine(title, permanentLink(root, path), description);
    },
  );
  const listed = articles
    .slice(0, NEWEST)
    .map(({ path, frontMatter: { title, description } }) =>
      linkLine(title, permanentLink(root, besidePage(path, "index.md")), description),
    );
  const parts = [
    `# ${oneLine(name)}`,
    `> ${oneLine(publication.description)}`,
    words.llms.about,
    `## ${words.llms.articles}`,
    listed.join("\n"),
    `## ${words.llms.pages}`,
    pages.join("\n"),
  ];
  return { path: "llms.txt", content: `${parts.filter((part) => part !== "").join("\n\n")}\n` };
}

function linkLine(title: string, address: string, description: string): string {
  return `- [${oneLine(title).replace(/[\\[\]]/g, "\\$&")}](${address}): ${oneLine(description)}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
