import { dirname, join, posix } from "node:path";
import type { Root } from "hast";
import type { Definition, Link, Nodes } from "mdast";
import { visit } from "unist-util-visit";
import { suggestion } from "../../base/nearest.ts";
import { collected, mistake, type Problem } from "../../base/problem.ts";
import type { OwnText } from "../../articles/own-head.ts";
import type { World } from "../../world/world.ts";
import { readMarkdown } from "../text/markdown.ts";
import { headingsOf } from "../text/headings.ts";
import { localLinks } from "../text/local-links.ts";
import { articlePath, HOME_PAGE, relativeLink, STANDING_PAGES } from "./address.ts";

/** All that texts of the publisher's own may lead to. */
export interface OwnGround {
  /** The site's address, with a slash at its end. */
  readonly root: string;
  /** Paths of the pages of the publisher's own texts, by their files within the home. */
  readonly own: ReadonlyMap<string, string>;
  /** Paths of the articles on the site. */
  readonly articles: ReadonlySet<string>;
}

/** One of these texts. */
export interface OwnPlace extends OwnGround {
  /** Path within the home. */
  readonly file: string;
  /** Of its page within the site. */
  readonly path: string;
}

/**
 * The files of a folder of such texts, with the pages that they become.
 * @param pageOf the page's path by the file's name without its ending.
 * @param problems is given every file whose name is no address, or that of something else.
 */
export function ownFiles(
  { files }: World,
  home: string,
  folder: string,
  pageOf: (name: string) => string,
  problems: Problem[],
  isTaken: (name: string) => boolean = () => false,
): ReadonlyMap<string, string> {
  if (!files.isFolder(join(home, folder))) return new Map();
  const names = files.list(join(home, folder)).filter((name) => !name.startsWith("."));
  const found = names.flatMap((name): [string, string][] => {
    const file = `${folder}/${name}`;
    const called = collected(problems, () => nameOf(name, file, isTaken));
    return called === undefined ? [] : [[file, pageOf(called)]];
  });
  return new Map(found);
}

function nameOf(name: string, file: string, isTaken: (name: string) => boolean): string {
  const found = /^([a-z0-9]+(?:-[a-z0-9]+)*)\.md$/.exec(name)?.[1];
  const refused = (message: string): Error =>
    mistake({
      code: "own-page",
      file,
      message,
      advice: "Call it by small letters, digits and single hyphens, such as imprint.md.",
    });
  if (found === undefined) throw refused(`"${name}" is no name that an address is made of.`);
  if (isTaken(found)) throw refused(`The site has something else at the address "${found}".`);
  return found;
}

/**
 * A text of the publisher's own as its page shows it, sanitised, with its links as seen from there.
 * @throws Failure (2) with file and line of all that a page cannot show or lead to: nothing is left out in silence.
 */
export function ownPageOf({ body, linesBefore }: OwnText<unknown>, place: OwnPlace): Root {
  const { file, path, root } = place;
  const { tree, page } = readMarkdown(body);
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
        adviceFor(node.url, place),
      );
    else links.set(node.url, target);
  });
  if (problems.length > 0) throw mistake(problems);
  visit(page, "element", ({ tagName, properties }) => {
    const to = tagName === "a" ? links.get(String(properties["href"])) : undefined;
    if (to !== undefined) properties["href"] = to;
  });
  localLinks(page, root, (to) => relativeLink(path, to));
  return page;
}

function isFootnote(node: Nodes): boolean {
  if (node.type === "definition") return node.identifier.startsWith("^");
  return node.type === "text" && /\[\^[^\]\s]+\]/.test(node.value);
}

/** What a link of a page leads to, as seen from there; undefined where that is nothing. */
function targetOf(
  { url }: Link | Definition,
  place: OwnPlace,
  ids: ReadonlySet<string>,
): string | undefined {
  if (/^(?:https?|mailto):/i.test(url)) return url;
  const [address = "", anchor] = url.split("#");
  const behind = anchor === undefined ? "" : `#${anchor}`;
  if (address === "") return ids.has(anchor ?? "") ? url : undefined;
  const page = pageAt(address, place);
  return page === undefined ? undefined : relativeLink(place.path, page) + behind;
}

/** A page's path within the site by the file that it is made of, or by its address from the site's root. */
function pageAt(address: string, { file, own, articles }: OwnPlace): string | undefined {
  if (address === "/") return HOME_PAGE;
  if (address.startsWith("/")) {
    const standing = `${address.replace(/^\/|\/$/g, "")}/index.html`;
    return STANDING_PAGES.has(standing) ? standing : undefined;
  }
  const named = posix.join(dirname(file), address);
  const [, day, slug] =
    /^content\/editions\/(\d{4}-\d{2}-\d{2})\/([a-z0-9-]+)\.md$/.exec(named) ?? [];
  if (day === undefined || slug === undefined) return own.get(named);
  const article = articlePath(day, slug);
  return articles.has(article) ? article : undefined;
}

function adviceFor(url: string, { file, own }: OwnPlace): string {
  const beside = [...own.keys()]
    .filter((each) => dirname(each) === dirname(file))
    .map((each) => posix.basename(each));
  const near = url.endsWith(".md") && !url.startsWith("../") ? suggestion(url, beside) : "";
  return (
    near ||
    "Name another page by its file (privacy.md), an article by ../editions/2025-05-08/market-wrap.md, a page of the site by /methodology/."
  );
}
