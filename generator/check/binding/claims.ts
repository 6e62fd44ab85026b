import type { Claim } from "./claim.ts";
import { timesFor } from "./claim-times.ts";
import { PLAIN, type Figure } from "../figures/figure.ts";
import type { PointerReader } from "../reading/direction.ts";
import type { Span } from "../reading/block.ts";
import { speaksOfExchanges, type Context } from "./context.ts";
import { placeOf, type LevelPlace } from "./level-place.ts";
import { aligned } from "./lists.ts";
import { quantitiesIn, within, type Sentence } from "./sentence.ts";
import { othersOf, whoseOf } from "./whose.ts";
import type { QuantityWord } from "./words.ts";

/** Reads what a sentence claims. */
export interface ClaimReader {
  /** Of its figures, without those that name a window or a day. */
  readonly claims: readonly Claim[];
  /** What would be claimed by a word at a place, as by a figure. */
  at(place: Span): Claim;
}

export function claimReader(
  sentence: Sentence,
  context: Context,
  pointers: PointerReader,
): ClaimReader {
  const { figures, times } = sentence;
  const inTime = new Set(times.flatMap((time) => time.figures));
  const ordinals = new Set(within(sentence, "ordinal", sentence).map(({ start }) => start));
  const claimed = figures.filter(
    (figure) =>
      !inTime.has(figure) &&
      !ordinals.has(figure.start) &&
      figure.unit !== "date" &&
      figure.unit !== "time" &&
      !figure.loose,
  );
  const rows = aligned(sentence, claimed);
  return {
    claims: claimed.map((figure) => claimAt(figure)),
    at: ({ start, end }) =>
      claimAt({ ...WORD, start, end, text: sentence.block.text.slice(start, end) }),
  };

  function claimAt(figure: Figure): Claim {
    const clause = sentence.clauses.findLast(({ start }) => start <= figure.start) ?? sentence;
    const { lead, tail } = around(sentence, figure, claimed, clause);
    const row = rows.get(figure);
    const place = row && figure.unit === "percent" ? undefined : placeOf(sentence, figure, claimed);
    const partner = partnerOf(sentence, figure, claimed, place);
    const whose = row
      ? { whose: [row], isNamed: true }
      : partner
        ? whoseOf(
            sentence,
            partner,
            clause,
            context,
            lead,
            around(sentence, partner, claimed, clause).tail,
          )
        : whoseOf(sentence, figure, clause, context, lead, tail);
    const pointed = pointers({ ...sentence, ...clause, figures }, figure);
    const pointer =
      pointed &&
      /\bthan\s+(?:\w+\s)?$/i.test(sentence.block.text.slice(sentence.start, pointed.at.start))
        ? undefined
        : pointed;
    return {
      figure,
      sentence,
      clause,
      ...whose,
      isEach: !row && whose.whose.length > 1 && within(sentence, "each", clause).length > 0,
      others: othersOf(sentence, clause, whose.whose[0]),
      isExchange: speaksOfExchanges(sentence) || context.isExchange,
      quantities: spoken(
        inherited(nearest(sentence, figure, clause), sentence, figure, clause),
        whose.isNamed && !isOfThem(sentence, clause, figure),
        context,
      ),
      ...timesFor(sentence, figure, claimed, clause, context),
      level: context.level,
      direction: pointer?.direction,
      isDirectionFar:
        pointer !== undefined &&
        pointer.at.end <= figure.start &&
        /[,:(]/.test(sentence.block.text.slice(pointer.at.end, figure.start)),
      lead,
      tail,
      place,
      isAbout: adjoins(sentence, figure, "about"),
      side: place
        ? undefined
        : (["above", "below"] as const).find((side) => adjoins(sentence, figure, side)),
    };
  }
}

/** A word in the place of a figure. */
const WORD = { ...PLAIN, value: Number.NaN, loose: false, noun: undefined } as const;

/** The other of two figures that stand together: "from $93,755 to $96,910 for Bitcoin". */
function partnerOf(
  { block: { text } }: Sentence,
  figure: Figure,
  claimed: readonly Figure[],
  place: LevelPlace,
): Figure | undefined {
  if (place !== "low" && place !== "start") return undefined;
  const next = claimed[claimed.indexOf(figure) + 1];
  return next && /^\s*(?:to|and|–|-)\s*$/.test(text.slice(figure.end, next.start))
    ? next
    : undefined;
}

function around(
  { block: { text } }: Sentence,
  figure: Figure,
  claimed: readonly Figure[],
  clause: Span,
): { lead: string; tail: string } {
  const before = claimed.findLast(({ end }) => end <= figure.start)?.end ?? 0;
  const after = claimed.find(({ start }) => start >= figure.end)?.start ?? Infinity;
  return {
    lead: text.slice(Math.max(clause.start, before), figure.start),
    tail: text.slice(figure.end, Math.min(clause.end, after)),
  };
}

/** Whether a word of this kind stands directly before the figure. */
function adjoins(sentence: Sentence, figure: Figure, kind: "about" | "above" | "below"): boolean {
  const from = Math.max(sentence.start, figure.start - 30);
  return within(sentence, kind, { start: from, end: figure.start }).some(({ end }) =>
    /^\s*(?:the\s|an?\s|its\s|that of\s|about\s|around\s|roughly\s)*$/i.test(
      sentence.block.text.slice(end, figure.start),
    ),
  );
}

/** Behind these a new statement begins: what it names is no more the figure's. */
const ANOTHERS = /[,;:]|\b(?:and|but|while|before|after|when|where)\b/i;
const FAR = 60;

/** Quantities by their distance to the figure, those before it first within reach. */
function nearest(sentence: Sentence, figure: Figure, clause: Span): QuantityWord[] {
  const { text } = sentence.block;
  const apart = ({ start, end }: Span): number => {
    if (end <= figure.start) return figure.start - end;
    const gap = text.slice(figure.end, start);
    return (start - figure.end) * 1.5 + 4 + (ANOTHERS.test(gap) ? FAR : 0);
  };
  return quantitiesIn(sentence, clause)
    .toSorted((a, b) => apart(a) - apart(b))
    .map(({ quantity }) => quantity);
}

/** "RSI over 14 days: S&P 500 53.0, Coinbase 62.2": what the sentence named before is meant of a plain number further on. */
function inherited(
  own: QuantityWord[],
  sentence: Sentence,
  { unit, start: figureStart }: Figure,
  { start }: Span,
): QuantityWord[] {
  if (unit !== "plain" || own.length > 0) return own;
  if (/^\W*(?:at|with)\s+$/i.test(sentence.block.text.slice(sentence.start, figureStart)))
    return quantitiesIn(sentence, sentence).map(({ quantity }) => quantity);
  const earlier = quantitiesIn(sentence, { start: sentence.start, end: start }).map(
    ({ quantity }) => quantity,
  );
  return earlier.filter((each) => LASTING.has(each)).slice(-1);
}

const LASTING = new Set<QuantityWord>(["rsi", "correlation", "beta"]);

/** "For Bitcoin they are $86,045": they are what the sentence before was about. */
function isOfThem({ block: { text } }: Sentence, { start }: Span, figure: Figure): boolean {
  return /\bthey (?:are|were|stand|stood)\b/i.test(text.slice(start, figure.start));
}

/** "It was 55.7 a day earlier": what the sentence before was about. */
function spoken(
  own: QuantityWord[],
  isNamed: boolean,
  { quantities }: Context,
): readonly QuantityWord[] {
  return isNamed
    ? own
    : [...own, ...quantities.filter((each) => each !== "close" && each !== "price")];
}
