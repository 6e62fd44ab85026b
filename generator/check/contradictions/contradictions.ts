import type { Calendar } from "../../publication/calendars/calendar.ts";
import type { FigureVocabulary } from "../figures/vocabulary.ts";
import { figurePlace, spanPlace } from "../place.ts";
import type { CheckMessage } from "../report.ts";
import { excuseOf } from "../verify/excuse.ts";
import type { SamePrint } from "../verify/same-print.ts";
import { wordMessage } from "../wording/wording.ts";
import { clashesBetween } from "./laws.ts";
import { figureSides, opposed, refutedBy, wordSides } from "./sides.ts";
import { figuresOf, type Examined, type Told, type ToldFigure } from "./told.ts";

/**
 * What the articles of one edition say that cannot all be true, article by article: two values of one reading, figures that exclude each
 * other, and words against words, figures or the market's calendar. Where two articles contradict each other, both are told.
 */
export function contradictionsIn(
  articles: readonly (Examined & { readonly same: SamePrint })[],
  { contradictions, banned }: FigureVocabulary,
  market?: Calendar,
): ReadonlyMap<Examined, readonly CheckMessage[]> {
  const messages = new Map<Examined, CheckMessage[]>(articles.map((article) => [article, []]));
  const bySource = articles.map(figuresOf);
  const figures = bySource.flat();
  for (const { first, second, because } of clashesBetween(figures)) {
    tell(second, (at) => figureMessage(second, at, `${named(first)}: ${because}`));
    if (first.article !== second.article)
      tell(first, (at) => figureMessage(first, at, `${named(second)}: ${because}`));
  }
  if (contradictions) {
    const words = articles.flatMap((article, at) =>
      wordSides(article, bySource[at]!, contradictions, banned),
    );
    if (market)
      for (const one of refutedBy(market, words, contradictions))
        tell(one, () => calendarMessage(one, market));
    const sided = [...words, ...figureSides(figures, contradictions)];
    for (const { first, second } of opposed(sided, contradictions)) {
      const both = first.article === second.article ? [first] : [first, second];
      for (const one of both) {
        const other = one === first ? second : first;
        tell(one, () => sideMessage(one, other, first.pair));
      }
    }
  }
  return messages;

  function tell({ article }: Told, message: (same: SamePrint) => CheckMessage): void {
    const { same } = articles.find((each) => each === article)!;
    messages.get(article)!.push(message(same));
  }
}

function figureMessage(figure: ToldFigure, same: SamePrint, against: string): CheckMessage {
  const { article, verdict, fact } = figure;
  const at = { ...figurePlace(article.read, verdict), figure: figure.text };
  const excuse = excuseOf(verdict, article.read.article.frontMatter, same);
  if (excuse) return { ...excuse, severity: "notice", ...at };
  return {
    code: "contradiction",
    severity: "error",
    ...at,
    message: `"${figure.text}" (${fact.ref}) contradicts ${against}.`,
    fact: fact.id,
  };
}

function sideMessage(one: Told, other: Told, pair: string): CheckMessage {
  return wordMessage(
    one.article.read,
    one.block,
    { ...one.span, word: one.text },
    {
      code: "contradiction",
      severity: "error",
      message: `"${one.text}" contradicts ${named(other)}: ${pair}, both of ${one.subject} on ${one.day}.`,
    },
  );
}

function calendarMessage({ article, block, span, text }: Told, market: Calendar): CheckMessage {
  const { edition } = article.facts;
  const is = market.isPeriod(edition) ? "a session" : "no session";
  return wordMessage(
    article.read,
    block,
    { ...span, word: text },
    {
      code: "contradiction",
      severity: "error",
      message: `"${text}" contradicts the calendar of ${market.title}: ${edition} is ${is}.`,
    },
  );
}

/** A telling with its place, for a message that stands elsewhere. */
function named(told: Told | ToldFigure): string {
  const { line, column } = spanPlace(told.article.read, told.block, told.span);
  const ref = "fact" in told ? ` (${told.fact.ref})` : "";
  return `"${told.text}"${ref} at ${told.article.file}:${line}:${column}`;
}
