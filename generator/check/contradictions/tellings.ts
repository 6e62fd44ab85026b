import type { FactsFile } from "../../articles/facts.ts";
import type { FigureVocabulary } from "../figures/vocabulary.ts";
import { clashesBetween, type Lawful } from "./laws.ts";
import { figureSides, opposed, wordSides, type Siding } from "./sides.ts";
import { figuresOf, lawfulOf, type Examined, type Told } from "./told.ts";

/** What an article tells that another one may contradict; plain data, beside its facts. */
export interface Tellings {
  /** Ids of the facts that are computed, in the order in which they are first printed. */
  readonly figures: readonly string[];
  readonly words: readonly (Pick<Told, "subject" | "day"> &
    Omit<Siding, "printed"> & { readonly printed: readonly (number | string)[] })[];
}

export function tellingsOf(
  article: Examined,
  { contradictions, banned }: FigureVocabulary,
): Tellings {
  const figures = figuresOf(article);
  const words = contradictions ? wordSides(article, figures, contradictions, banned) : [];
  return {
    figures: figures.map(({ fact }) => fact.id),
    words: words.map(({ subject, day, pair, side, printed }) => ({
      subject,
      day,
      pair,
      side,
      printed: [...printed],
    })),
  };
}

/** An article of which the text is not at hand. */
export interface Telling {
  readonly facts: FactsFile;
  readonly tellings: Tellings;
}

/** Whether any two of these articles of one edition contradict each other, as `contradictionsIn` finds it. */
export function doContradict(
  articles: readonly Telling[],
  { contradictions }: FigureVocabulary,
): boolean {
  type Figure = Lawful & { readonly article: Telling };
  const figures = articles.flatMap((article) => {
    const facts = new Map(article.facts.facts.map((fact) => [fact.id, fact]));
    return article.tellings.figures.map((id): Figure => {
      const fact = facts.get(id)!;
      return { article, fact, ...lawfulOf(fact) };
    });
  });
  const areOfTwo = (both: Record<"first" | "second", { readonly article: Telling }>): boolean =>
    both.first.article !== both.second.article;
  if (clashesBetween(figures).some(areOfTwo)) return true;
  if (!contradictions) return false;
  const words = articles.flatMap((article) =>
    article.tellings.words.map((each) => ({ ...each, article, printed: new Set(each.printed) })),
  );
  const sided = [...words, ...figureSides(figures, contradictions)];
  return opposed(sided, contradictions).some(areOfTwo);
}
