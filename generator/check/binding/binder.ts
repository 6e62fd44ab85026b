import { weakMemoize } from "../../base/memo.ts";
import type { Catalogue } from "../../publication/catalogue.ts";
import { figureFinder, type FigureFinder } from "../figures/figures.ts";
import { lexiconOf, type Lexicon } from "../figures/lexicon.ts";
import type { Block, Span } from "../reading/block.ts";
import type { Scale } from "../../narrate/scales/scale.ts";
import { pointerReader } from "../reading/direction.ts";
import { QUOTATION } from "../wording/quotation.ts";
import type { Almanac } from "./almanac.ts";
import type { Candidate } from "./candidate.ts";
import { candidatesOf } from "./candidates.ts";
import type { Claim } from "./claim.ts";
import { claimReader } from "./claims.ts";
import { carriedFrom, holdersOf, NOTHING, type Context } from "./context.ts";
import { grammarOf } from "./grammar.ts";
import { judge, type Judged, type Judgement } from "./judge.ts";
import { marksOf } from "./marks.ts";
import { isName, NUMBERED_TEXT } from "./names.ts";
import { roleFinder, type BoundVocabulary } from "./roles.ts";
import { sentencesIn, within, type Sentence } from "./sentence.ts";
import { told, type Told } from "./tell.ts";
import { timesOf } from "./times.ts";
import { wordClaims } from "./word-claims.ts";
import { namesBeside, namesOf, type QuantityWord } from "./words.ts";

/** A figure, or a word that claims something without one, with what the store says of it and what is told of that. */
export interface Bound extends Judged {
  readonly told: Told;
}

/** A sentence of a text as it was read. */
export interface ReadSentence {
  readonly sentence: Sentence;
  /** Its figures, then the words that claim something without one. */
  readonly bound: readonly Bound[];
}

/** What figures are bound by, besides the data. */
export interface BindingGround {
  readonly vocabulary: BoundVocabulary;
  readonly scales: ReadonlyMap<string, Scale>;
}

/** Binds the figures of texts to what was known at one instant. */
export interface Binder {
  readonly almanac: Almanac;
  readonly lexicon: Lexicon;
  /** The sentences of a text, block by block, each with its figures bound. */
  read(blocks: readonly Block[]): ReadSentence[];
}

const pointersOf = weakMemoize(pointerReader);

/** Finds figures, and none within a name that has a digit. */
const finderOf = weakMemoize((catalogue: Catalogue) =>
  weakMemoize((vocabulary: BoundVocabulary): FigureFinder => {
    const { binding } = vocabulary;
    const names = [...namesOf(catalogue)(binding).values()]
      .flat()
      .concat(namesBeside(catalogue, binding));
    return figureFinder(
      lexiconOf(vocabulary),
      names.filter((name) => /\d/.test(name)),
    );
  }),
);

export function binderOf({ vocabulary, scales }: BindingGround, almanac: Almanac): Binder {
  const { catalogue } = almanac.view;
  const lexicon = lexiconOf(vocabulary);
  const find = finderOf(catalogue)(vocabulary);
  const grammar = grammarOf(vocabulary.binding);
  const holders = holdersOf(catalogue);
  const roles = roleFinder(catalogue)(vocabulary);
  const pointers = pointersOf(vocabulary);

  const sentencesOf = (block: Block): Sentence[] => {
    const { text } = block;
    const masked = text.replace(NUMBERED_TEXT, (match) => "_".repeat(match.length));
    // The name of a period alone is read as a time, by the words for times.
    const figures = find(masked).filter(({ unit, loose }) => unit !== "date" || !loose);
    const marks = marksOf(text, figures, roles, lexicon);
    const quoted = block.isQuote ? [{ start: 0, end: text.length }] : quotationsIn(text);
    const names = figures.filter((figure) => isName(figure, text, marks, lexicon));
    const own = figures.filter(
      (figure) => !names.includes(figure) && !quoted.some((quote) => contains(quote, figure)),
    );
    const times = timesOf(text, own, marks, almanac.today, lexicon);
    return sentencesIn(block, { figures: own, names }, marks, times, catalogue, grammar);
  };

  return {
    almanac,
    lexicon,
    read(blocks) {
      const read: ReadSentence[] = [];
      let heading: Context = NOTHING;
      let context: Context = NOTHING;
      let before: Block | undefined;
      for (const block of blocks.flatMap((each) => each.cells ?? each)) {
        if (block.isHeading) context = NOTHING;
        if (before && block.list === undefined) context = { ...context, times: [] };
        for (const sentence of sentencesOf(block)) {
          const beyond = context.isOfStranger ? [] : [heading.subjects, holders(sentence)];
          const subjects = [context.subjects, ...beyond].find(({ length }) => length > 0);
          const known = { ...context, subjects: subjects ?? [] };
          const reader = claimReader(sentence, known, pointers);
          const judgedFigures = reader.claims.map((claim): Judged => ({
            block,
            figure: claim.figure,
            claim,
            ...judged(claim, almanac),
          }));
          const figures = ofOneDay(judgedFigures);
          const words = wordClaims(reader, sentence, almanac, scales);
          const bound = [...figures.filter((each) => !isHeld(each, words)), ...words].map(
            (each): Bound => ({
              ...each,
              told: told(each.figure, each, almanac, lexicon),
            }),
          );
          read.push({ sentence, bound });
          context = carriedFrom(known, sentence);
          if (block.isHeading) heading = context;
        }
        before = block;
      }
      return read;
    },
  };
}

/** "gained 4.9% to $281.63": a level of another day than the change that led to it is for a person to read. */
function ofOneDay(figures: readonly Judged[]): Judged[] {
  return figures.map((level, at) => {
    const change = figures[at - 1];
    const [from, to] = [change?.candidate, level.candidate];
    if (
      change?.verdict !== "right" ||
      level.verdict !== "right" ||
      from?.statistic !== "change" ||
      to?.statistic !== "level" ||
      from.isSoft ||
      to.isSoft ||
      from.subjects[0] !== to.subjects[0] ||
      from.day === to.day ||
      level.claim.place !== "end"
    )
      return level;
    const instead = `it is the level of ${to.day}, and the change before it that of ${from.day}`;
    return { ...level, verdict: "unknown", instead };
  });
}

/** A number that says nothing alone, in words that do: the five of "on five of seven days". */
function isHeld({ verdict, figure }: Judged, words: readonly Judged[]): boolean {
  return (
    (verdict === "unknown" &&
      words.some((word) => word.verdict !== "unknown" && contains(word.figure, figure))) ||
    words.some(
      (word) =>
        word.verdict !== "right" &&
        word.figure.start === figure.start &&
        word.figure.end === figure.end,
    )
  );
}

function quotationsIn(text: string): Span[] {
  return [...text.matchAll(QUOTATION)].map(({ 0: quote, index }) => ({
    start: index,
    end: index + quote.length,
  }));
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && outer.end >= inner.end;
}

/** Held to what is likeliest; a text that leaves open whose figure it is is right where it is right of one. */
function judged(claim: Claim, almanac: Almanac): Judgement {
  const judgements = claim.whose.map((whose) => judge(claim, candidatesOf(claim, whose, almanac)));
  const [first] = judgements;
  if (first === undefined) return { verdict: "unknown" };
  if (claim.isEach) return judgements.find(({ verdict }) => verdict !== "right") ?? first;
  const right = judgements.find(({ verdict }) => verdict === "right");
  if (right) return right;
  if (claim.isNamed) return first;
  const isSure =
    speaksOfIt(claim) &&
    (claim.whose.length === 1 || judgements.every(({ verdict }) => verdict === "wrong"));
  return isSure ? first : { verdict: "unknown", ...withCandidate(first.candidate) };
}

/** What a bare number may be of. */
const TELLING = new Set<QuantityWord>([
  "rsi",
  "correlation",
  "beta",
  "volume",
  "marketCap",
  "flow",
  "exchangeFlow",
  "spread",
]);

/** A sentence that names nobody is about the subject before where it says "it", names a quantity, or says which way something went. */
function speaksOfIt({ figure, sentence, clause, quantities, direction }: Claim): boolean {
  const isBare =
    figure.unit === "percent" ||
    (figure.unit === "plain" && figure.decimals === 0 && Number(figure.value) < 500);
  return (
    quantities.some((each) => !isBare || TELLING.has(each)) ||
    direction !== undefined ||
    within(sentence, "pronoun", clause).length > 0
  );
}

function withCandidate(candidate: Candidate | undefined): Pick<Judgement, "candidate"> {
  return candidate ? { candidate } : {};
}
