import type { Element, ElementContent, Root } from "hast";
import { toString } from "mdast-util-to-string";

/** One section of an article, for links into it. */
export interface Heading {
  readonly id: string;
  readonly title: string;
  /** True for the sources and the disclosure, which follow the article rather than belong to it. */
  readonly isBackMatter: boolean;
}

/** Sections that the theme sets apart, by the heading they bear. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^(questions and answers|frequently asked questions|faq)$/i, "questions"],
  [/^(sources and methods|sources|methods)$/i, "sources"],
  [/^disclosure$/i, "disclosure"],
];

const BACK_MATTER = new Set(["sources", "disclosure"]);

/** Ids that the layouts use themselves. */
const TAKEN = ["main", "contents", "corrections", "tags", "author", "share", "notes", "related"];

/**
 * Puts each heading of the second level, with all that follows it, into a `section` with an anchor; a first-level
 * heading becomes one of the second, as the headline is the page's only first-level one.
 */
export function anchoredSections() {
  return (tree: Root): void => {
    const taken = new Set(TAKEN);
    const children: Root["children"] = [];
    let section: Element | undefined;
    for (const node of tree.children) {
      if (node.type === "element" && (node.tagName === "h1" || node.tagName === "h2")) {
        section = opened(node, taken);
        children.push(section);
      } else if (section) section.children.push(node as ElementContent);
      else children.push(node);
    }
    tree.children = children;
  };
}

/** The sections that `anchoredSections` made, in order. */
export function headingsOf(tree: Root): Heading[] {
  return tree.children.flatMap((node) => {
    const first = node.type === "element" && node.tagName === "section" ? node.children[0] : null;
    if (first?.type !== "element") return [];
    const title = toString(first).trim();
    const isBackMatter = BACK_MATTER.has(kindOf(title) ?? "");
    return [{ id: String(first.properties["id"]), title, isBackMatter }];
  });
}

function opened(heading: Element, taken: Set<string>): Element {
  const title = toString(heading).trim();
  const kind = kindOf(title);
  heading.tagName = "h2";
  heading.properties = { id: freeId(title, taken) };
  return {
    type: "element",
    tagName: "section",
    properties: kind === undefined ? {} : { className: [kind] },
    children: [heading],
  };
}

function kindOf(title: string): string | undefined {
  return KINDS.find(([pattern]) => pattern.test(title))?.[1];
}

function freeId(title: string, taken: Set<string>): string {
  const base =
    title
      .normalize("NFKD")
      .toLowerCase()
      .replace(/\p{M}+/gu, "")
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "") || "section";
  let id = base;
  for (let count = 2; taken.has(id); count++) id = `${base}-${count}`;
  taken.add(id);
  return id;
}
