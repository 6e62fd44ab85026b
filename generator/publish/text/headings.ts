import { slug } from "../../base/slug.ts";
import type { Element, ElementContent, Root } from "hast";
import { toString } from "mdast-util-to-string";
import type { SectionKind, SectionKinds } from "../theme/section-headings.ts";

/** One section of an article, for links into it. */
export interface Heading {
  readonly id: string;
  readonly title: string;
  /** True for the sources and the disclosure, which follow the article rather than belong to it. */
  readonly isBackMatter: boolean;
}

const BACK_MATTER: readonly SectionKind[] = ["sources", "disclosure"];

/** Ids that the layouts use themselves. */
const TAKEN = [
  "main",
  "contents",
  "corrections",
  "decisions",
  "tags",
  "author",
  "share",
  "notes",
  "related",
];

/**
 * Puts each heading of the second level, with all that follows it, into a `section` with an anchor; a first-level
 * heading becomes one of the second, as the headline is the page's only first-level one.
 */
export function wrapSections(tree: Root, kinds: SectionKinds): void {
  const taken = new Set(TAKEN);
  const children: Root["children"] = [];
  let section: Element | undefined;
  for (const node of tree.children) {
    if (node.type === "element" && (node.tagName === "h1" || node.tagName === "h2")) {
      section = opened(node, taken, kinds);
      children.push(section);
    } else if (section) section.children.push(node as ElementContent);
    else children.push(node);
  }
  tree.children = children;
}

/** The sections that `wrapSections` made, in order. */
export function headingsOf(tree: Root): Heading[] {
  return tree.children.flatMap((node) => {
    if (node.type !== "element" || node.tagName !== "section") return [];
    const [first] = node.children;
    if (first?.type !== "element") return [];
    const title = toString(first).trim();
    const isBackMatter = BACK_MATTER.some((kind) => classesOf(node).includes(kind));
    return [{ id: String(first.properties["id"]), title, isBackMatter }];
  });
}

function classesOf({ properties }: Element): readonly unknown[] {
  return Array.isArray(properties["className"]) ? properties["className"] : [];
}

function opened(heading: Element, taken: Set<string>, kinds: SectionKinds): Element {
  const title = toString(heading).trim();
  const kind = kinds(title);
  heading.tagName = "h2";
  heading.properties = { id: freeId(title, taken) };
  return {
    type: "element",
    tagName: "section",
    properties: kind === undefined ? {} : { className: [kind] },
    children: [heading],
  };
}

function freeId(title: string, taken: Set<string>): string {
  const base = slug(title) || "section";
  let id = base;
  for (let count = 2; taken.has(id); count++) id = `${base}-${count}`;
  taken.add(id);
  return id;
}
