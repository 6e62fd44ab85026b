import { diffArrays } from "diff";
import type { Article } from "../../articles/article.ts";

/** One stretch of a text that is in both, or in one of two alone. */
export interface Piece {
  readonly text: string;
  readonly isNew: boolean;
  readonly isGone: boolean;
}

/** A part of an article in which two texts differ, paragraph by paragraph. */
export interface PartDifference {
  readonly name: string;
  readonly paragraphs: readonly { readonly pieces: readonly Piece[] }[];
}

type Texts = Pick<Article, "frontMatter" | "body">;

/** In what an article differs from the one before, word by word; paragraphs that are in both are left out. */
export function differences(before: Texts, after: Texts): PartDifference[] {
  const parts: [name: string, was: string, is: string][] = [
    ["Headline", before.frontMatter.title, after.frontMatter.title],
    ["Summary", before.frontMatter.description, after.frontMatter.description],
    ["Tags", before.frontMatter.tags.join(", "), after.frontMatter.tags.join(", ")],
    ["Text", before.body.trim(), after.body.trim()],
  ];
  return parts.flatMap(([name, was, is]) =>
    was === is ? [] : [{ name, paragraphs: changedParagraphs(was, is) }],
  );
}

/** Words and what stands between them: a figure is one word. */
function wordsOf(text: string): string[] {
  return text.split(/(\s+)/);
}

/** Texts that differ in more words are told as two: comparing them takes the square of that number. */
const MOST_EDITS = 4000;

function changedParagraphs(was: string, is: string): { readonly pieces: readonly Piece[] }[] {
  const changes = diffArrays(wordsOf(was), wordsOf(is), { maxEditLength: MOST_EDITS }) ?? [
    { value: [was], added: false, removed: true },
    { value: [is], added: true, removed: false },
  ];
  const paragraphs: { pieces: Piece[] }[] = [{ pieces: [] }];
  for (const { value, added, removed } of changes)
    for (const [at, text] of value
      .join("")
      .split(/\n{2,}/)
      .entries()) {
      if (at > 0) paragraphs.push({ pieces: [] });
      if (text !== "") paragraphs.at(-1)!.pieces.push({ text, isNew: added, isGone: removed });
    }
  return paragraphs.filter(({ pieces }) => pieces.some(({ isNew, isGone }) => isNew || isGone));
}
