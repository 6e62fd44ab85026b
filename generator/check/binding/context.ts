import type { Catalogue } from "../../publication/catalogue.ts";
import type { Figure } from "../figures/figure.ts";
import { quantitiesIn, within, type Sentence } from "./sentence.ts";
import type { QuantityWord } from "./words.ts";
import type { TimeMark } from "./times.ts";

/** Whose figures are meant. */
export interface Whose {
  readonly subject: string;
  readonly isFund: boolean;
}

/** What the sentences before have named, for those that name less: "It rose 2.1%." */
export interface Context {
  /** Subjects that may be meant, the likeliest first. */
  readonly subjects: readonly Whose[];
  /** The last sentence that named anything named only what nothing is known of: "it" is that. */
  readonly isOfStranger: boolean;
  readonly times: readonly TimeMark[];
  /** Named by the last sentence. */
  readonly quantities: readonly QuantityWord[];
  /** The flows to and from exchanges were spoken of. */
  readonly isExchange: boolean;
  /** The first amount of money or points that the last sentence with one printed: "the level". */
  readonly level: Figure | undefined;
}

export const NOTHING: Context = {
  subjects: [],
  isOfStranger: false,
  times: [],
  quantities: [],
  isExchange: false,
  level: undefined,
};

/** What holds behind a sentence; it keeps what the sentence leaves unnamed. */
export function carriedFrom(before: Context, sentence: Sentence): Context {
  const { mentions, times } = sentence;
  const main = mentions.filter(({ isOther }) => !isOther);
  const subjects = [...main, ...mentions.filter(({ isOther }) => isOther)].map(
    ({ subject, isFund }) => ({ subject, isFund }),
  );
  const isOfStranger = subjects.length === 0 && within(sentence, "stranger", sentence).length > 0;
  return {
    subjects: subjects.length > 0 ? unique(subjects) : isOfStranger ? [] : before.subjects,
    isOfStranger: isOfStranger || (subjects.length === 0 && before.isOfStranger),
    times: times.length > 0 ? times.map((time) => ({ ...time, start: -1, end: -1 })) : before.times,
    quantities: [...new Set(quantitiesIn(sentence, sentence).map(({ quantity }) => quantity))],
    level:
      sentence.figures.find(
        ({ unit, decimals, value }) =>
          typeof value === "number" && (unit === "money" || (unit === "plain" && decimals > 0)),
      ) ?? before.level,
    isExchange:
      speaksOfExchanges(sentence) || (before.isExchange && !mentions.some(({ isFund }) => isFund)),
  };
}

export function speaksOfExchanges(sentence: Sentence): boolean {
  return quantitiesIn(sentence, sentence).some(({ quantity }) => quantity === "exchangeFlow");
}

/** Whose flows are meant where a text names nobody: of the only subject with such flows. */
export function holdersOf({ series }: Catalogue): (sentence: Sentence) => Whose[] {
  const only = (quantity: string, isFund: boolean): Whose[] => {
    const ids = [...series.keys()].filter((id) => id.endsWith(`.${quantity}`));
    return ids.length === 1 ? [{ subject: ids[0]!.slice(0, -quantity.length - 1), isFund }] : [];
  };
  const [coins, funds] = [only("exchangeNetFlow", false), only("etfFlow", true)];
  return (sentence) => {
    if (speaksOfExchanges(sentence)) return coins;
    const isFlow = quantitiesIn(sentence, sentence).some(({ quantity }) => quantity === "flow");
    return isFlow && !sentence.strangers.length ? funds : [];
  };
}

function unique(all: readonly Whose[]): Whose[] {
  return all.filter(
    (one, at) =>
      all.findIndex((other) => other.subject === one.subject && other.isFund === one.isFund) === at,
  );
}
