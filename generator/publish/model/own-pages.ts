import { join } from "node:path";
import type { Definition, Link, Nodes } from "mdast";
import { visit } from "unist-util-visit";
import { z } from "zod";
import { suggestion } from "../../base/nearest.ts";
import { collected, mistake, type Problem } from "../../base/problem.ts";
import { loadYaml } from "../../base/yaml.ts";
import type { Publication } from "../../publication/publication.ts";
import type { World } from "../../world/world.ts";
import { readMarkdown, stringifyPage } from "../text/markdown.ts";
import { headingsOf } from "../text/headings.ts";
import { localLinks } from "../text/local-links.ts";
import {
  ABOUT_PAGE,
  ARCHIVE_PAGE,
  articlePath,
  CALENDAR_PAGE,
  CORRECTIONS_PAGE,
  HOME_PAGE,
  METHODOLOGY_PAGE,
  NARRATIVES_PAGE,
  relativeLink,
  SEARCH_FOLDER,
  SEARCH_PAGE,
  SERIES_PAGE,
  SOURCES_PAGE,
  SUBJECTS_PAGE,
  SUBSCRIBE_PAGE,
  TAGS_PAGE,
} from "./address.ts";

const PAGES_FOLDER = "content/pages";

const text = z.string().trim().min(1);

const headSchema = z.strictObject({
  title: text,
  description: text,
  /** Where every page of the site leads to it from: the head, the foot, or nowhere. */
  menu: z.enum(["head", "foot", "none"]).default("foot"),
  /** Its place among the others there, the lowest first; those alike by title. */
  order: z.number().default(0),
});

/** A page that a publisher wrote: an imprint, a privacy policy. */
export interface OwnPage extends z.output<typeof headSchema> {
  /** Within the site. */
  readonly path: string;
  /** Sanitised. */
  readonly html: string;
}

/** Pages that the site has in any case. */
const STANDING = new Set([
  ABOUT_PAGE,
  ARCHIVE_PAGE,
  CALENDAR_PAGE,
  CORRECTIONS_PAGE,
  METHODOLOGY_PAGE,
  NARRATIVES_PAGE,
  SEARCH_PAGE,
  SERIES_PAGE,
  SOURCES_PAGE,
  SUBJECTS_PAGE,
  SUBSCRIBE_PAGE,
  TAGS_PAGE,
]);

/** First parts of addresses that others than pages have. */
const TAKEN = new Set(["assets", "cards", SEARCH_FOLDER.replace("/", "")]);

const FRONT_MATTER = /^---\n([\s\S]*?\n)---(?:\n|$)/;

/**
 * The pages under `content/pages`, in the order in which menus name them.
 * @param articles paths of the articles on the site, to which a page may lead.
 * @throws Failure (2) with file and line of all that a page cannot show or lead to: nothing is left out in silence.
 */
export function loadOwnPages(
  world: World,
  { home }: Pick<Publication, "home">,
  root: string,
  articles: ReadonlySet<string>,
): OwnPage[] {
  const folder = join(home, PAGES_FOLDER);
  if (!world.files.isFolder(folder)) return [];
  const names = world.files.list(folder).filter((name) => !name.startsWith("."));
  const problems: Problem[] = [];
  const pages = names.flatMap((name): OwnPage[] => {
    const file = `${PAGES_FOLDER}/${name}`;
    const page = collected(problems, () => {
      const path = pathOf(name, file);
      return readPage(world.files.read(join(home, file)), { file, path, root, names, articles });
    });
    return page ? [page] : [];
  });
  if (problems.length > 0) throw mistake(problems);
  return pages.toSorted((a, b) => a.order - b.order || (a.title < b.title ? -1 : 1));
}

function pathOf(name: string, file: string): string {
  const found = /^([a-z0-9]+(?:-[a-z0-9]+)*)\.md$/.exec(name)?.[1];
  const refused = (message: string): Error =>
    mistake({
      code: "own-page",
      file,
      message,
      advice: "Call it by small letters, digits and single hyphens, such as imprint.md.",
    });
  if (found === undefined) throw refused(`"${name}" is no name that an address is made of.`);
  const path = `${found}/index.html`;
  if (STANDING.has(path) || TAKEN.has(found) || /^\d{4}$/.test(found))
    throw refused(`The site has something else at the address "${found}".`);
  return path;
}

interface Place {
  readonly file: string;
  readonly path: string;
  readonly root: string;
  /** Of all files in the folder. */
  readonly names: readonly string[];
  readonly articles: ReadonlySet<string>;
}

function readPage(source: string, place: Place): OwnPage {
  const { file, path, root } = place;
  const content = source.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const [whole, head] = FRONT_MATTER.exec(content) ?? [];
  if (whole === undefined || head === undefined)
    throw mistake({
      code: "own-page",
      file,
      line: 1,
      message: "The page begins without title and description.",
      advice: "Begin it with ---, title: …, description: … and ---, each on a line of its own.",
    });
  const { value } = loadYaml(head, headSchema, { file, linesBefore: 1 });
  const { tree, page } = readMarkdown(content.slice(whole.length));
  const linesBefore = whole.split("\n").length - 1;
  const ids = new Set(headingsOf(page).map(({ id }) => id));
  const problems: Problem[] = [];
  const refuse = (node: Nodes, message: string, advice: string): void => {
    const { line = 1, column = 1 } = node.position?.start ?? {};
    problems.push({ code: "own-page", file, line: line + linesBefore, column, message, advice });
  };
  const links = new Map<string, string>();
  visit(tree, (node) => {
    if (node.type === "html" && node.value.replace(/<!--[\s\S]*?-->/g, "").trim() !== "")
      refuse(
        node,
        `HTML is not shown on a page: ${node.value.split("\n")[0]}`,
        "Write it as Markdown.",
      );
    if (node.type === "image" || node.type === "imageReference")
      refuse(node, "A picture is not shown on a page of your own.", "Link to it instead.");
    if (isFootnote(node))
      refuse(node, "Footnotes are not shown on a page of your own.", "Write it into the text.");
    if (node.type !== "link" && node.type !== "definition") return;
    const target = targetOf(node, place, ids);
    if (target === undefined)
      refuse(
        node,
        `The link "${node.url}" leads to no page of the site.`,
        adviceFor(node.url, place.names),
      );
    else links.set(node.url, target);
  });
  if (problems.length > 0) throw mistake(problems);
  visit(page, "element", ({ tagName, properties }) => {
    const to = tagName === "a" ? links.get(String(properties["href"])) : undefined;
    if (to !== undefined) properties["href"] = to;
  });
  localLinks(page, root, (to) => relativeLink(path, to));
  return { ...value, path, html: stringifyPage(page) };
}

function isFootnote(node: Nodes): boolean {
  if (node.type === "definition") return node.identifier.startsWith("^");
  return node.type === "text" && /\[\^[^\]\s]+\]/.test(node.value);
}

/** What a link of a page leads to, as seen from there; undefined where that is nothing. */
function targetOf(
  { url }: Link | Definition,
  { path, names, articles }: Place,
  ids: ReadonlySet<string>,
): string | undefined {
  if (/^(?:https?|mailto):/i.test(url)) return url;
  const [address = "", anchor] = url.split("#");
  const behind = anchor === undefined ? "" : `#${anchor}`;
  if (address === "") return ids.has(anchor ?? "") ? url : undefined;
  const page = pageAt(address, names);
  if (page === undefined || (/^\d{4}\//.test(page) && !articles.has(page))) return undefined;
  return relativeLink(path, page) + behind;
}

/** A page's path within the site by the file that it is made of, or by its address from the site's root. */
function pageAt(address: string, names: readonly string[]): string | undefined {
  if (names.includes(address)) return address.replace(/\.md$/, "/index.html");
  const [, day, slug] =
    /^\.\.\/editions\/(\d{4}-\d{2}-\d{2})\/([a-z0-9-]+)\.md$/.exec(address) ?? [];
  if (day !== undefined && slug !== undefined) return articlePath(day, slug);
  if (address === "/") return HOME_PAGE;
  const standing = `${address.replace(/^\/|\/$/g, "")}/index.html`;
  return address.startsWith("/") && STANDING.has(standing) ? standing : undefined;
}

function adviceFor(url: string, names: readonly string[]): string {
  const near = url.endsWith(".md") && !url.startsWith("../") ? suggestion(url, names) : "";
  return (
    near ||
    "Name another page by its file (privacy.md), an article by ../editions/2025-05-08/market-wrap.md, a page of the site by /methodology/."
  );
}
