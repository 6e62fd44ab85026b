import type { Root } from "hast";
import { traceFigures, type TracedFigure } from "../check/traced.ts";
import type { World } from "../base/world.ts";
import type { Publication } from "../publication.ts";
import type { Background } from "./background.ts";
import type { ApprovedArticle } from "./editions.ts";
import { factsOf } from "./kept-work.ts";
import { plainPage, stringifyPage, type ReadText } from "./markdown.ts";
import { Marker } from "./marks.ts";
import { noteWords } from "./note-words.ts";
import { NoteBook } from "./notes.ts";
import { sectionsOf, type Section } from "./parts.ts";
import type { NoteValues } from "./values.ts";

/** An article's texts with each traced figure a quiet mark, and the notes that the marks open. */
export interface Marked {
  /** Sanitised, as are the others. */
  readonly title: string;
  readonly description: string;
  readonly sections: readonly Section[];
  readonly notes: readonly NoteValues[];
}

/** Marks the figures of one article; its text is used up by it. */
export type FigureMarker = (article: ApprovedArticle, body: string, text: ReadText) => Marked;

/** Marks the figures of articles by the data and the vocabulary behind them. */
export function figureMarker(
  world: World,
  { home, language }: Publication,
  background: Background,
): FigureMarker {
  const { view, vocabulary, notes: words = noteWords(language) } = background;
  return (article, body, text) => {
    const facts = factsOf(world, home, background, article);
    const { title, description } = article.frontMatter;
    const figures = traceFigures({ title, description, body, tree: text.tree }, facts, vocabulary);
    const book = new NoteBook({ view: view(Date.parse(facts.cutoff)), words, language });
    const marker = new Marker();
    const mark = (page: Root, source: string, traced: readonly TracedFigure[]): Root => {
      const marks = traced.map(({ start, end, fact }) => ({
        start,
        end,
        note: book.numberOf(fact),
      }));
      marker.mark(page, source, marks);
      return page;
    };
    return {
      title: stringifyPage(mark(plainPage(title), title, figures.title)),
      description: stringifyPage(mark(plainPage(description), description, figures.description)),
      sections: sectionsOf(mark(text.page, body, figures.body), figures.body),
      notes: book.notes,
    };
  };
}
