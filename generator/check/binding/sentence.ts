import { sentencesOf } from "../../base/sentences.ts";
import type { Catalogue } from "../../publication/catalogue.ts";
import type { Figure } from "../figures/figure.ts";
import type { Block, Span } from "../reading/block.ts";
import type { Mark, Marks } from "./marks.ts";
import type { Role } from "./roles.ts";
import type { Grammar } from "./grammar.ts";
import type { TimeMark } from "./times.ts";
import type { QuantityWord } from "./words.ts";

/** A subject where a sentence names it. */
export interface Mention extends Span {
  readonly subject: string;
  /** The funds that hold it are meant: "bitcoin ETFs". */
  readonly isFund: boolean;
  /** The other side of a comparison: "against Bitcoin". */
  readonly isOther: boolean;
}

/** A sentence with all that it says for the binding of its figures. Places are those of the block's text. */
export interface Sentence extends Span {
  readonly block: Block;
  readonly grammar: Grammar;
  readonly figures: readonly Figure[];
  /** Numbers that are part of a name. */
  readonly names: readonly Figure[];
  readonly mentions: readonly Mention[];
  readonly marks: readonly Mark[];
  readonly times: readonly TimeMark[];
  readonly strangers: readonly Span[];
  readonly openers: readonly Span[];
  /** In order, without a gap between them. */
  readonly clauses: readonly Span[];
}

type MarkOf<K extends Role["kind"]> = Mark & { readonly role: Extract<Role, { kind: K }> };

/** The sentence alone, of all that its block says. */
export function textOf({ block, start, end }: Pick<Sentence, "block" | "start" | "end">): string {
  return block.text.slice(start, end);
}

/** The marks of one kind within a stretch, in order. */
export function within<K extends Role["kind"]>(
  { marks }: Pick<Sentence, "marks">,
  kind: K,
  { start, end }: Span,
): MarkOf<K>[] {
  return marks.filter(
    (mark): mark is MarkOf<K> => mark.role.kind === kind && mark.start >= start && mark.end <= end,
  );
}

/** The quantities named within a stretch, in order. */
export function quantitiesIn(
  sentence: Pick<Sentence, "marks">,
  span: Span,
): (Span & { quantity: QuantityWord })[] {
  return within(sentence, "quantity", span).map(({ start, end, role }) => ({
    start,
    end,
    quantity: role.quantity,
  }));
}

export function sentencesIn(
  block: Block,
  { figures, names }: Pick<Sentence, "figures" | "names">,
  { marks, strangers, openers }: Marks,
  times: readonly TimeMark[],
  catalogue: Catalogue,
  grammar: Grammar,
): Sentence[] {
  let at = 0;
  return sentencesOf(block.text).map((sentence) => {
    const start = block.text.indexOf(sentence, at);
    const end = (at = start + sentence.length);
    const inside = <T extends Span>(all: readonly T[]): T[] =>
      all.filter((each) => each.start >= start && each.end <= end);
    const its = {
      block,
      grammar,
      start,
      end,
      figures: inside(figures),
      names: inside(names),
      marks: inside(marks).filter(
        ({ role, start: from, end: to }) =>
          role.kind !== "quantity" ||
          !times.some((time) => time.kind === "window" && time.start < from && time.end >= to),
      ),
      times: inside(times),
      strangers: inside(strangers),
      openers: inside(openers),
    };
    const mentions = unexplained(mentionsIn(its, catalogue), its);
    return { ...its, mentions, clauses: clausesOf(its, mentions) };
  });
}

const APART = /^[\s'’s-]*$/;
const OTHER =
  /(?:\b(?:options on|(?:fell|rose|moved|went) with|against|versus|vs\.?|relative to|compared (?:with|to)|than|in terms of|priced in|measured in|valued in|beat|beaten|led|headed|topped|lost ground to|gained ground on|ahead of|sectors of|dwarfed|outperformed|underperformed|outpaced|lagged|trailed)\s+(?:the\s+|that of\s+(?:the\s+)?)?(?:US\s+)?(?:spot\s+)?)$/i;

function mentionsIn(
  sentence: Omit<Sentence, "mentions" | "clauses">,
  catalogue: Catalogue,
): Mention[] {
  const {
    block: { text },
    start,
  } = sentence;
  const funds = within(sentence, "fund", sentence);
  const named = within(sentence, "subject", sentence).map((mark): Mention => {
    const fund = funds.find(
      (each) => each.start >= mark.end && APART.test(text.slice(mark.end, each.start)),
    );
    return {
      start: mark.start,
      end: fund?.end ?? mark.end,
      subject: mark.role.subject,
      isFund: fund !== undefined,
      isOther: OTHER.test(text.slice(Math.max(start, mark.start - 32), mark.start)),
    };
  });
  const holders = [...catalogue.series.keys()]
    .filter((id) => id.endsWith(".etfFlow"))
    .map((id) => id.slice(0, id.indexOf(".")));
  const bare = funds
    .filter(
      ({ word, start: from }) =>
        /^(?:spot\s)?etf|^exchange/i.test(word) ||
        /\b(?:the|those|these|us)\s$/i.test(text.slice(Math.max(0, from - 6), from)),
    )
    .filter(
      (fund) =>
        holders.length === 1 &&
        !named.some((each) => each.start <= fund.start && each.end >= fund.end),
    )
    .map(({ start: from, end }): Mention => ({
      start: from,
      end,
      subject: holders[0]!,
      isFund: true,
      isOther: false,
    }));
  return unrepeated(
    [...named, ...bare, ...indexAgain(sentence, named, catalogue)].toSorted(
      (a, b) => a.start - b.start,
    ),
    text,
  );
}

const PRICE_IN = /,\sthe price of [^,;]+? in [^,;]+,/gi;

/** "the ETH/BTC ratio, the price of Ether in Bitcoin, closed …": what a ratio is, and not what the figures are of. */
function unexplained(
  mentions: readonly Mention[],
  { block: { text }, start, end }: Pick<Sentence, "block" | "start" | "end">,
): Mention[] {
  const asides = [...text.slice(start, end).matchAll(PRICE_IN)].map(({ 0: aside, index }) => ({
    start: start + index,
    end: start + index + aside.length,
  }));
  return mentions.filter(
    (mention) =>
      !asides.some(
        (aside) =>
          mention.start >= aside.start &&
          mention.end <= aside.end &&
          mentions.some((other) => other.end === aside.start),
      ),
  );
}

const THE_INDEX = /^the index$/i;

/** "Bitcoin up 8.3% and the index up 9.5%": the only index that the sentence names before, by its kind. */
function indexAgain(
  sentence: Pick<Sentence, "marks" | "start" | "end">,
  named: readonly Mention[],
  { subjects }: Catalogue,
): Mention[] {
  return within(sentence, "pronoun", sentence)
    .filter(({ word }) => THE_INDEX.test(word))
    .flatMap(({ start, end }): Mention[] => {
      const before = named.filter((each) => each.end <= start);
      const [only, ...others] = new Set(
        before
          .map(({ subject }) => subject)
          .filter((id) => subjects.get(id)?.kind.endsWith("_index")),
      );
      const isOther = before.at(-1)?.subject === only;
      return only === undefined || others.length > 0 || isOther
        ? []
        : [{ start, end, subject: only, isFund: false, isOther: false }];
    });
}

/** "Strategy (MSTR)" is one mention, and a name that is declared twice too. */
function unrepeated(mentions: readonly Mention[], text: string): Mention[] {
  const kept: Mention[] = [];
  for (const mention of mentions) {
    const last = kept.at(-1);
    if (last?.start === mention.start && last.subject === mention.subject) continue;
    const isSame =
      last?.subject === mention.subject && /^\s?\($/.test(text.slice(last.end, mention.start));
    if (isSame) kept[kept.length - 1] = { ...last, end: mention.end };
    else kept.push(mention);
  }
  return kept;
}

/** A new clause begins where a subject is named behind a figure and a word that joins: "6.8% | and Ether 4.3%". */
function clausesOf(
  {
    block: { text },
    start,
    end,
    grammar,
    figures,
    times,
  }: Pick<Sentence, "block" | "grammar" | "start" | "end" | "figures" | "times">,
  mentions: readonly Mention[],
): Span[] {
  const starts = new Set([start]);
  const ofWindows = new Set(times.flatMap((time) => (time.kind === "window" ? time.figures : [])));
  for (const { index } of text.slice(start, end).matchAll(grammar.ends)) starts.add(start + index);
  for (const [index, mention] of mentions.entries()) {
    const from = mentions[index - 1]?.end ?? start;
    const figure = figures.findLast(
      (each) => !ofWindows.has(each) && each.end <= mention.start && each.start >= from,
    );
    if (!figure) continue;
    const lead = text.slice(figure.end, mention.start);
    const joins = grammar.joins.exec(lead);
    const following = figures.some(
      (each) => each.start >= mention.end && each.start < (mentions[index + 1]?.start ?? end),
    );
    if (joins && following && !grammar.bound.test(lead)) starts.add(figure.end + joins.index);
  }
  const ordered = [...starts].toSorted((a, b) => a - b);
  return ordered.map((from, index) => ({ start: from, end: ordered[index + 1] ?? end }));
}
