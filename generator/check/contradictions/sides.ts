import type { BannedWording } from "../wording/banned.ts";
import { ownWords } from "../wording/wording.ts";
import type { Block, Span } from "../reading/block.ts";
import { isWithin, sentenceAround } from "../reading/statements.ts";
import type { Calendar } from "../../publication/calendars/calendar.ts";
import type { Verdict } from "../verify/verdict.ts";
import { subjectFinder, type SubjectFinder } from "../reading/subjects.ts";
import { sideFinder, type ContradictionWords, type ToldSide } from "./contradiction-words.ts";
import type { Examined, Told, ToldFigure } from "./told.ts";

/** The side of a declared contradiction on which a telling stands. */
export interface Siding extends ToldSide {
  /** Figures that its sentence prints, by their exact values. Subject and day are empty where the text names none. */
  readonly printed: ReadonlySet<number | string>;
}

export interface Sided extends Told, Siding {}

/** What an article tells by words, each of the subject that its sentence names nearest to it. */
export function wordSides(
  article: Examined,
  figures: readonly ToldFigure[],
  words: ContradictionWords,
  banned: BannedWording,
): Sided[] {
  const { find, sidesOf, isOfEach, isSupposedAfter } = sideFinder(words);
  const subjects = subjectFinder(article.facts);
  return ownWords(article.read, article.facts, banned, find).flatMap(
    ({ block, found }): Sided[] => {
      const sentence = sentenceAround(block, found);
      if (block.isHeading || block.text[sentence.end - 1] === "?") return [];
      if (isSupposedAfter(block.text.slice(sentence.start, found.start))) return [];
      const its = article.verdicts.filter(
        ({ statement, figure }) => statement.block === block && isWithin(figure, sentence),
      );
      const printed = new Set(its.flatMap(({ fact }) => (fact ? [fact.value] : [])));
      const of = isOfEach(block.text.slice(sentence.start, found.end))
        ? namedIn(block, sentence, subjects)
        : [nearest(its, block, sentence, found, subjects)];
      const told = { article, block, span: found, text: found.word, printed };
      return of.flatMap((subject = "") => {
        const own = figures.filter((figure) => figure.subject === subject);
        const inSentence = own.find(
          (figure) => figure.block === block && isWithin(figure.span, sentence),
        );
        const day = (inSentence ?? own[0])?.day ?? "";
        return sidesOf(found.key).map((side) => ({ ...told, ...side, subject, day }));
      });
    },
  );
}

function namedIn(block: Block, { start, end }: Span, subjects: SubjectFinder): string[] {
  return [...subjects(block.text.slice(start, end)).all];
}

/** In its sentence, or else in what its block said before. */
function nearest(
  figures: readonly Verdict[],
  block: Block,
  sentence: Span,
  { start }: Span,
  subjects: SubjectFinder,
): string | undefined {
  return (
    subjects(block.text.slice(sentence.start, sentence.end)).nearest(start - sentence.start) ??
    figures.find(({ fact }) => fact?.subjects.length === 1)?.fact?.subjects[0] ??
    subjects(block.text.slice(0, sentence.start)).nearest(sentence.start)
  );
}

/** What figures tell, by the measures that are declared. */
export function figureSides<F extends Pick<ToldFigure, "fact" | "measure">>(
  figures: readonly F[],
  { pairs }: ContradictionWords,
): (F & Siding)[] {
  return Object.entries(pairs).flatMap(([pair, sides]) =>
    (["one", "other"] as const).flatMap((side) =>
      figures.flatMap((figure): (F & Siding)[] => {
        const bounds = sides[side].figures[figure.measure];
        const value = Number(figure.fact.value);
        if (!bounds || !(value >= bounds[0] && value <= bounds[1])) return [];
        return [{ ...figure, pair, side, printed: new Set([figure.fact.value]) }];
      }),
    ),
  );
}

/** The tellings of an edition that stand on both sides of a pair, of one subject on one day. */
export function opposed<S extends Siding & Pick<Told, "subject" | "day">>(
  sided: readonly S[],
  { pairs }: ContradictionWords,
): { first: S; second: S }[] {
  const groups = Map.groupBy(
    sided.filter(({ day }) => day !== ""),
    ({ pair, subject, day }) => [pair, subject, day].join(),
  );
  return [...groups.values()].flatMap((all) => {
    const others = all.filter(({ side }) => side === "other");
    const { sharesFigure } = pairs[all[0]!.pair]!;
    return all
      .filter(({ side }) => side === "one")
      .flatMap((first) =>
        others
          .filter((second) => !sharesFigure || !first.printed.isDisjointFrom(second.printed))
          .map((second) => ({ first, second })),
      );
  });
}

/** Words that the market's calendar refutes: it is closed, on a day with a session. */
export function refutedBy(
  market: Calendar,
  sided: readonly Sided[],
  { pairs }: ContradictionWords,
): Sided[] {
  return sided.filter(({ article, pair, side }) => {
    const { session } = pairs[pair]![side === "one" ? "other" : "one"];
    return session !== undefined && market.isPeriod(article.facts.edition) === session;
  });
}
