import type { Root } from "hast";
import { traceFigures, type TracedFigure } from "../../check/holding/traced.ts";
import type { World } from "../../world/world.ts";
import type { Publication } from "../../publication/publication.ts";
import type { Background } from "./background.ts";
import { factsOf } from "./kept-work.ts";
import { plainPage, stringifyPage } from "../text/markdown.ts";
import { Marker } from "../text/marks.ts";
import { noteWords } from "../theme/note-words.ts";
import { NoteBook } from "../text/notes.ts";
import { sectionsOf, type FigureMarker } from "../text/section-html.ts";

/** Marks the figures of articles by the data and the vocabulary behind them. */
export function figureMarker(
  world: World,
  { home, language }: Publication,
  background: Background,
): FigureMarker {
  const { kit, view, vocabulary, notes: words = noteWords(language) } = background;
  return (article, body, text) => {
    const facts = factsOf(world, home, background, article);
    const { title, description } = article.frontMatter;
    const figures = traceFigures({ title, description, body, tree: text.tree }, facts, vocabulary);
    const book = new NoteBook({
      view: view(Date.parse(facts.cutoff)),
      bindables: kit.bindables,
      words,
      language,
    });
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
