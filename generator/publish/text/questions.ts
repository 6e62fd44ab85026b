import type { Element, Root } from "hast";
import { toString } from "mdast-util-to-string";

/** A question of an article and its answer, as plain text. */
export interface AnsweredQuestion {
  readonly question: string;
  readonly answer: string;
}

/** The questions of the section that is set apart for them: each third-level heading with what follows it. */
export function questionsOf(page: Root): AnsweredQuestion[] {
  const found: { question: string; answer: string[] }[] = [];
  for (const node of sectionOf(page)?.children ?? []) {
    if (node.type !== "element") continue;
    if (node.tagName === "h3") found.push({ question: plain(node), answer: [] });
    else found.at(-1)?.answer.push(plain(node));
  }
  return found
    .map(({ question, answer }) => ({ question, answer: answer.filter(Boolean).join(" ") }))
    .filter(({ question, answer }) => question !== "" && answer !== "");
}

function sectionOf(page: Root): Element | undefined {
  return page.children.find((node): node is Element => {
    if (node.type !== "element" || node.tagName !== "section") return false;
    const kinds = node.properties["className"];
    return Array.isArray(kinds) && kinds.includes("questions");
  });
}

function plain(node: Element): string {
  return toString(node).replace(/\s+/g, " ").trim();
}
