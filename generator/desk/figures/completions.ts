import { formatNumber } from "../../compose/print/format.ts";
import type { Edition } from "../../narrate/edition.ts";
import type { Newsroom } from "../../newsroom/newsroom.ts";
import { quantityOf, type Series } from "../../publication/catalogue.ts";
import { weakMemoize } from "../../base/memo.ts";

/** A figure of the data, to be put into a text. */
export interface Completion {
  /** What it is: `Bitcoin price, rsi14`. */
  readonly label: string;
  /** As an article prints it. */
  readonly text: string;
  readonly detail: string;
}

/** Words by which people ask for a signal, beside its own name. */
const WORDS: Readonly<Record<string, string>> = {
  last: "price close level value now",
  previous: "before yesterday",
  change1: "change day move",
  sma: "average mean moving",
  rsi: "rsi relative strength",
  drawdown: "below high",
  volatility: "vol",
};

const MOST = 12;
/** More than these are not computed for one answer. */
const TRIED = 60;

interface Candidate {
  readonly series: Series;
  readonly signal: string;
  readonly words: readonly string[];
}

/** Figures that every word of a question fits, by the beginnings of words: "btc rsi". */
export function completionsFor(newsroom: Newsroom, edition: Edition, asked: string): Completion[] {
  const wanted = asked.toLowerCase().match(/[\p{L}\p{N}/]+/gu) ?? [];
  if (wanted.length === 0) return [];
  const fits = ({ words }: Candidate): boolean =>
    wanted.every((each) => words.some((word) => word.startsWith(each)));
  const exact = ({ words }: Candidate): number =>
    wanted.filter((each) => words.includes(each)).length;
  const { language } = newsroom.desk;
  return candidatesOf(newsroom)
    .filter(fits)
    .toSorted((a, b) => exact(b) - exact(a) || a.signal.length - b.signal.length)
    .slice(0, TRIED)
    .flatMap(({ series, signal }): Completion[] => {
      const outcome = edition.signals.read(subjectOf(series), quantityOf(series), signal);
      if (!outcome.ok || typeof outcome.signal.value !== "number") return [];
      const { value, unit, decimals, day } = outcome.signal;
      const { text } = formatNumber(value, unit, decimals, "plain", language);
      return [{ label: `${series.title}, ${signal}`, text, detail: `${text} as of ${day}` }];
    })
    .slice(0, MOST);
}

const candidatesOf = weakMemoize(({ kit, publication }: Newsroom): Candidate[] => {
  const { series, subjects } = publication.catalogue;
  return [...series.values()]
    .filter(({ secondOf }) => secondOf === undefined)
    .flatMap((each) => {
      const subject = subjects.get(subjectOf(each));
      const named = [
        each.id,
        each.title,
        ...each.aliases,
        ...(subject ? [subject.id, subject.name, subject.symbol, ...subject.aliases] : []),
      ];
      return [...kit.measures.signals.values()]
        .filter(({ classes }) => classes.includes(each.class))
        .map(({ name }) => ({ series: each, signal: name, words: wordsOf([...named, name]) }));
    });
});

function wordsOf(names: readonly string[]): string[] {
  const all = names.flatMap((name) => {
    const parts = name.toLowerCase().match(/\p{L}+|\p{N}+/gu) ?? [];
    return [
      name.toLowerCase(),
      ...parts,
      ...parts.flatMap((part) => WORDS[part]?.split(" ") ?? []),
      ...(WORDS[name]?.split(" ") ?? []),
    ];
  });
  return [...new Set(all)];
}

function subjectOf({ id }: Series): string {
  return id.slice(0, id.indexOf("."));
}
