import { formatNumber } from "../../compose/print/format.ts";
import type { Edition } from "../../narrate/edition.ts";
import type { Newsroom } from "../../newsroom/newsroom.ts";
import { quantityOf, type Series } from "../../publication/catalogue.ts";
import { CHART_VALUES } from "../../articles/chart-line.ts";
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
  const wanted = wordsIn(asked);
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

/** Series of which a chart can be drawn, that every word of a question fits: "btc". */
export function chartsFor(
  { publication }: Newsroom,
  { view }: Edition,
  asked: string,
): Completion[] {
  const wanted = wordsIn(asked);
  return [...publication.catalogue.series.values()]
    .filter((each) => each.secondOf === undefined)
    .filter((each) => {
      const words = wordsOf(namesOf(each, publication));
      return wanted.every((one) => words.some((word) => word.startsWith(one)));
    })
    .flatMap((each): Completion[] => {
      const { days } = view.history(each.id);
      if (days.length < CHART_VALUES.least) return [];
      const span = `${days.length} values, ${days[0]} to ${days.at(-1)}`;
      return [{ label: each.title, text: each.id, detail: `${each.id}: ${span}` }];
    })
    .slice(0, MOST);
}

function wordsIn(asked: string): string[] {
  return asked.toLowerCase().match(/[\p{L}\p{N}/]+/gu) ?? [];
}

/** All that a series is called. */
function namesOf(series: Series, { catalogue }: Newsroom["publication"]): string[] {
  const { id, title, aliases } = series;
  const subject = catalogue.subjects.get(subjectOf(series));
  return [
    id,
    title,
    ...aliases,
    ...(subject ? [subject.id, subject.name, subject.symbol, ...subject.aliases] : []),
  ];
}

const candidatesOf = weakMemoize(({ kit, publication }: Newsroom): Candidate[] => {
  return [...publication.catalogue.series.values()]
    .filter(({ secondOf }) => secondOf === undefined)
    .flatMap((each) => {
      const named = namesOf(each, publication);
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
