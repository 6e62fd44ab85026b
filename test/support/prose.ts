import { sentencesOf } from "../../generator/base/sentences.ts";
import { countWords } from "../../generator/base/text.ts";
import { addDays } from "../../generator/base/day.ts";
import type { Draft } from "../../generator/articles/draft.ts";
import type { Fact, FactsFile } from "../../generator/articles/facts.ts";

/** An article as its reader has it, with its facts. */
export interface Read {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly body: string;
  readonly facts: FactsFile;
}

/** A draft as its reader has it. */
export function readOf({ slug, frontMatter: { title, description }, body, facts }: Draft): Read {
  return { slug, title, description, body, facts };
}

/** What can be counted of how articles are written. */
export interface Prose {
  /** Words of contrast or concession in 1,000 of running text. */
  readonly contrast: number;
  readonly possessives: number;
  readonly genitives: number;
  /** Words of a sentence of running text: the mean, and the standard deviation. */
  readonly sentence: number;
  readonly spread: number;
  /** Sentences of running text that hold no figure, no day, no name and no contrast, of all. */
  readonly empty: number;
  /** Sentences of running text with a figure in digits or a weekday, of all. */
  readonly figured: number;
  readonly longestTitle: readonly [characters: number, title: string];
  /** Words of sources and disclosure, of all words. */
  readonly sources: number;
  /** Articles with the leading price more than twice in summary and body, and wraps whose summary lacks Bitcoin's price or change. */
  readonly repeated: readonly string[];
  readonly unpriced: readonly string[];
  /** Answers of fewer than 20 or more than 70 words. */
  readonly oddAnswers: readonly string[];
  /** Verbs and turns that no desk uses. */
  readonly odd: readonly string[];
  /** Sentences of running text, those of levels to watch, boxes and answers left out, that tell a figure which one before them told. */
  readonly twice: readonly string[];
  /** Sentences that tell as new what the same story told so the day before. */
  readonly stale: readonly string[];
  /** Headlines that two articles of a day bear. */
  readonly shared: readonly string[];
}

/** What is looked for in one language. */
interface Idiom {
  readonly contrast: RegExp;
  readonly genitive: RegExp;
  readonly possessive: RegExp;
  readonly day: RegExp;
  readonly says: RegExp;
  readonly odd: RegExp;
  readonly flat: RegExp;
  /** Headings at which the running text ends, and at which the text ends. */
  readonly closing: RegExp;
  readonly sources: string;
  /** Words by which a comparison with the past is news, and those by which it goes on. */
  readonly news: RegExp;
  readonly continued: RegExp;
}

const ENGLISH: Idiom = {
  contrast:
    /\b(?:but|while|although|though|despite|however|yet|still|nor|even so|by contrast|the other way)\b/gi,
  genitive: /\bof (?:Bitcoin|Ether|Strategy|Coinbase|the S&P 500|the VIX)(?!['’]s)\b/g,
  possessive: /\p{L}['’]s\b|\bits\b/gu,
  day: /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b/,
  says: /[\p{N}]|\b(?:Crypto|New York|US markets|fund money)\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/u,
  odd: /in that order|\b(?:stands|lies|runs) at\b|\bOn the whole\b|\bThe day (?:took|brought)\b|(?:ticked|inched|edged|slipped|ticks|inches|edges|slips) (?:up |down )?(?:[1-9]\d*(?:\.\d+)?)%|(?:surged|tumbled|surges|tumbles) [0-4]\.\d%|No close of|, while [^.;]*,? (?:while|but the) /g,
  flat: /\bflat\b|\blittle changed\b/,
  closing: /\n## (?:What to watch|Questions and answers|Sources)/,
  sources: "\n## Sources",
  news: /\b(?:highest|lowest|best|worst|largest|most)\b[^.;,]*? since \w+ \d+(?:, \d{4})?|has crossed (?:above|below)/g,
  continued: /\b(?:again|still|further|extends|extending|another|now)\b/,
};

const SPANISH: Idiom = {
  contrast:
    /\b(?:pero|aunque|mientras|sin embargo|en cambio|pese a|aun así|sino|todavía|siguen?|tampoco|ni siquiera|incluso)(?![\p{L}])/giu,
  genitive: /(?!)/g,
  possessive: /\bsus?\b/g,
  day: /\b(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b/u,
  says: /[\p{N}]|\b(?:Nueva York|bolsa estadounidense|los fondos|El ánimo)\b/u,
  odd: /en ese orden|de una medianoche|esto es, el día|Fue un día de|\bde alza\b|subió apenas un [1-9]\d*,\d\s%.*subió apenas un [2-9]/g,
  flat: /\bsin cambios\b/,
  closing: /\n## (?:Qué vigilar|Preguntas y respuestas|Fuentes)/,
  sources: "\n## Fuentes",
  news: /(?:(?:cierre|nivel|precio) )?(?:más alto|más bajo|mayor|menor|mejores?|peor(?:es)?|máximo)[^.;,]*? desde el \d+ de \p{L}+(?: de \d{4})?/gu,
  continued:
    /\b(?:de nuevo|todavía|otra vez|sigue|siguen|prolonga|más adentro|vuelven?|segund[oa]|tercer|consecutiv[oa]s?)\b/u,
};

/** Counts over articles of one language, days in order. */
export function proseOf(articles: readonly Read[], language: "en" | "es" = "en"): Prose {
  const idiom = language === "en" ? ENGLISH : SPANISH;
  const paragraphsOf = (body: string): string[] => runningOf(body, idiom);
  const endOf = (body: string): string => sourcesOf(body, idiom);
  const running = articles.flatMap(({ body }) => paragraphsOf(body));
  const sentences = running.flatMap((text) => sentencesOf(text));
  const words = running.reduce((total, text) => total + countWords(text), 0);
  const lengths = sentences.map(countWords);
  const mean = words / sentences.length;
  const names = new Set(articles.flatMap(({ facts }) => Object.values(facts.subjects).flat()));
  const titles = articles.map(({ title }) => [title.length, title] as const);
  const texts = articles.map(({ title, description, body }) => `${title}\n${description}\n${body}`);
  return {
    contrast: (1000 * countOf(idiom.contrast, running)) / words,
    possessives: countOf(idiom.possessive, texts),
    genitives: countOf(idiom.genitive, texts),
    sentence: mean,
    spread: Math.sqrt(lengths.reduce((sum, each) => sum + (each - mean) ** 2, 0) / lengths.length),
    empty: sentences.filter((each) => isEmpty(each, names, idiom)).length / sentences.length,
    figured:
      sentences.filter((each) => /\p{N}/u.test(each) || idiom.day.test(each)).length /
      sentences.length,
    longestTitle: titles.toSorted(([a], [b]) => b - a)[0]!,
    sources:
      articles.reduce((sum, { body }) => sum + countWords(endOf(body)), 0) /
      articles.reduce((sum, { body }) => sum + countWords(body), 0),
    repeated: articles.flatMap(({ slug, description, body, facts }) => {
      const price = facts.facts.find(({ ref }) => ref.endsWith(".close.last"))?.text ?? "";
      const [text = ""] = body.split(idiom.closing);
      const count = `${description}\n${text}`.split(price).length - 1;
      return price !== "" && count > 2 ? [`${facts.edition} ${slug}: ${price} ${count} times`] : [];
    }),
    unpriced: articles.flatMap(({ slug, description, facts }) => {
      if (slug !== "market-wrap") return [];
      const has = (ref: string): boolean =>
        facts.facts.some((fact) => fact.ref === ref && description.includes(fact.text));
      const isFlat = idiom.flat.test(description);
      return has("btc.close.last") && (isFlat || has("btc.close.change1"))
        ? []
        : [`${facts.edition} ${slug}`];
    }),
    oddAnswers: articles.flatMap(({ slug, body, facts }) =>
      [...body.matchAll(/^### .*\n\n(.*)$/gm)].flatMap(([, answer = ""]) => {
        const count = countWords(answer);
        return count < 20 || count > 70 ? [`${facts.edition} ${slug} (${count}): ${answer}`] : [];
      }),
    ),
    odd: texts.flatMap((text) => text.match(idiom.odd) ?? []),
    twice: articles.flatMap((article) => toldTwice(article, idiom)),
    stale: staleIn(articles, idiom),
    shared: sharedIn(articles),
  };
}

/** Paragraphs of running text: no headings, lists, boxes, questions and answers, source lines and what stands at the end. */
function runningOf(body: string, { closing }: Idiom): string[] {
  const [text = ""] = body.split(closing);
  return text
    .split("\n")
    .filter((line) => /^[\p{L}\p{N}[$]/u.test(line))
    .map((line) => line.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1"));
}

function sourcesOf(body: string, { sources }: Idiom): string {
  return body.slice(body.indexOf(sources)).replace(/\]\([^)]*\)/g, "]");
}

function isEmpty(sentence: string, names: ReadonlySet<string>, idiom: Idiom): boolean {
  if (idiom.says.test(sentence) || idiom.day.test(sentence)) return false;
  if (new RegExp(idiom.contrast.source, "iu").test(sentence)) return false;
  return !names.values().some((name) => sentence.includes(name));
}

function countOf(pattern: RegExp, texts: readonly string[]): number {
  return texts.reduce((total, text) => total + (text.match(pattern)?.length ?? 0), 0);
}

/** The facts that a sentence prints: those of the sentence of the facts file whose texts stand in it, in order. */
function factsIn(sentence: string, { facts: { facts, sentences } }: Read): Fact[] {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  let best: Fact[] = [];
  for (const { facts: ids } of sentences) {
    const its = ids.map((id) => byId.get(id)!);
    let at = 0;
    const stands = its.every(({ text }) => {
      const found = placeOf(text, sentence, at);
      at = found + text.length;
      return found >= 0;
    });
    if (stands && its.length > best.length) best = its;
  }
  return best;
}

/** Where a figure stands in a sentence from a place on, and is no part of a longer one. */
function placeOf(text: string, sentence: string, from: number): number {
  for (let at = sentence.indexOf(text, from); at >= 0; at = sentence.indexOf(text, at + 1)) {
    const around = `${sentence[at - 1] ?? ""}|${sentence.slice(at + text.length, at + text.length + 2)}`;
    if (!/^[\d.,$]\||\|[.,]?\d/.test(around)) return at;
  }
  return -1;
}

/** Figures of data: neither days nor records of rules. */
function keysOf(facts: readonly Fact[]): string[] {
  return facts.flatMap(({ origin, unit, ref, day = "" }) =>
    origin === "signal" && unit !== "date" && !ref.includes(":") ? `${ref}|${day}` : [],
  );
}

function toldTwice(article: Read, idiom: Idiom): string[] {
  const told = new Map<string, string>();
  return runningOf(article.body, idiom)
    .flatMap((text) => sentencesOf(text))
    .flatMap((sentence) => {
      const keys = new Set(keysOf(factsIn(sentence, article)));
      const before = [...keys].find((key) => told.has(key));
      for (const key of keys) if (!told.has(key)) told.set(key, sentence);
      return before === undefined
        ? []
        : [`${article.facts.edition} ${article.slug}: ${told.get(before)} => ${sentence}`];
    });
}

function staleIn(articles: readonly Read[], idiom: Idiom): string[] {
  const newsOf = (article: Read | undefined): Map<string, string> => {
    const text = article ? `${article.title}\n${article.description}\n${article.body}` : "";
    const sentences = text.split(idiom.closing)[0]!.split("\n").flatMap(sentencesOf);
    return new Map(
      sentences
        .filter((each) => !each.startsWith(">"))
        .flatMap((each) => (each.match(idiom.news) ?? []).map((news) => [news, each] as const)),
    );
  };
  const byPlace = new Map(articles.map((each) => [`${each.facts.edition} ${each.slug}`, each]));
  return articles.flatMap((article) => {
    const { edition } = article.facts;
    const dayBefore = byPlace.get(`${addDays(edition, -1)} ${article.slug}`);
    const before = newsOf(dayBefore);
    const subjects = [article, dayBefore].flatMap((each) =>
      Object.entries(each?.facts.subjects ?? {}),
    );
    /** Of whom a sentence tells the news: whoever is named last before it. */
    const toldOf = (sentence: string, news: string): string | undefined =>
      subjects
        .map(([id, names]) => {
          const lead = sentence.slice(0, sentence.indexOf(news));
          return { id, at: Math.max(...names.map((name) => lead.lastIndexOf(name))) };
        })
        .filter(({ at }) => at >= 0)
        .toSorted((one, other) => other.at - one.at)[0]?.id;
    const isOfOne = (one: string, other: string, news: string): boolean => {
      const [its, others] = [toldOf(one, news), toldOf(other, news)];
      return its === undefined || others === undefined || its === others;
    };
    return [...newsOf(article)].flatMap(([news, sentence]) =>
      before.has(news) &&
      isOfOne(sentence, before.get(news)!, news) &&
      !idiom.continued.test(sentence)
        ? [`${edition} ${article.slug}: ${sentence}`]
        : [],
    );
  });
}

function sharedIn(articles: readonly Read[]): string[] {
  const seen = new Set<string>();
  return articles.flatMap(({ title, facts: { edition } }) => {
    const key = `${edition}: ${title}`;
    return seen.size === seen.add(key).size ? [key] : [];
  });
}
