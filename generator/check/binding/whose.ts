import type { Figure } from "../figures/figure.ts";
import type { Span } from "../reading/block.ts";
import type { Context, Whose } from "./context.ts";
import { answerIn, isOfAnswer } from "./goes-with.ts";
import type { Grammar } from "./grammar.ts";
import { within, type Mention, type Sentence } from "./sentence.ts";

/** Behind a figure, these say of it where it went: "$484.1 million left the trust". */
const TAKES =
  /^\s*(?:that|(?:left|went (?:in)?to|flowed (?:in)?to|came (?:in)?to|to|flowed out of|entered))\s+(?:the\s+)?(?:\p{Lu}\p{L}+(?:['’]s|\s(?:trust|fund),)\s+)?(?:spot\s+)?$/u;
const FOR = /^(?:\s*\([^)]*\))?\s*(?:[^\d.;,]{0,40}?\s)?(?:for|in|of|by|at|that)\s+(?:the\s+)?$/i;

export function whoseOf(
  sentence: Sentence,
  figure: Figure,
  clause: Span,
  context: Context,
  lead: string,
  tail: string,
): { whose: Whose[]; isNamed: boolean } {
  const {
    mentions,
    block: { text },
  } = sentence;
  const mains = mentions.filter(({ isOther }) => !isOther);
  const inClause = mains.filter(({ start }) => start >= clause.start && start < clause.end);
  const before = inClause.filter(({ end }) => end <= figure.start);
  const trailing = inClause.find(
    ({ start }) => start >= figure.end && start <= figure.end + tail.length,
  );
  const owner = mentions.find(
    ({ end }) => end <= figure.start && /^['’]s\s+(?:own\s+)?$/.test(text.slice(end, figure.start)),
  );
  if (owner) return { whose: [owner], isNamed: true };
  const told = answerIn(sentence);
  if (told && isOfAnswer(told, figure)) return { whose: [told.of], isNamed: true };
  if (countsStrangers(sentence, figure)) return { whose: [], isNamed: false };
  const isTrailing =
    trailing !== undefined &&
    (FOR.test(untimed(sentence, { start: figure.end, end: trailing.start })) ||
      sentence.grammar.of.test(untimed(sentence, { start: figure.end, end: trailing.start })) ||
      (figure.unit === "money" && TAKES.test(text.slice(figure.end, trailing.start))));
  const wasTrailing =
    before.at(-1) &&
    /\d[^.;]*\b(?:for|in|of)\s+(?:the\s+)?$/.test(text.slice(clause.start, before.at(-1)!.start));
  const stranger = actingStranger(sentence, before.at(-1)?.end ?? clause.start, figure);
  const group = groupBefore(sentence, before);
  const isTaken = sentence.figures.some(
    (each) =>
      each !== figure &&
      each.unit === figure.unit &&
      each.start >= (before.at(-1)?.end ?? Infinity) &&
      each.end <= figure.start,
  );
  if (
    isTrailing &&
    (before.length === 0 ||
      wasTrailing ||
      /\bexchanges\b/i.test(lead) ||
      TAKES.test(text.slice(figure.end, trailing.start)) ||
      (isTaken && /\bfor\s+(?:the\s+)?$/i.test(text.slice(figure.end, trailing.start))))
  )
    return { whose: [trailing], isNamed: true };
  if (stranger || isOfStranger(sentence, figure)) return { whose: [], isNamed: false };
  if (group.length > 1) return { whose: group, isNamed: true };
  if (before.length > 0) return { whose: [before.at(-1)!], isNamed: true };
  const pronoun =
    within(sentence, "pronoun", { start: clause.start, end: figure.start }).length > 0;
  const earlier = mains.filter(({ end }) => end <= clause.start);
  if (earlier.length > 0) {
    const last = earlier.at(-1)!;
    return { whose: isTrailing ? [trailing, last] : [last, ...earlier.slice(0, 1)], isNamed: true };
  }
  const later = mains.find(({ start }) => start >= figure.end);
  const first = mentions[0];
  if (pronoun && context.subjects.length > 0)
    return { whose: [...context.subjects], isNamed: false };
  if (later) return { whose: [later, ...(lead === "" ? [] : context.subjects)], isNamed: true };
  if (first && context.subjects.length === 0) return { whose: [first], isNamed: true };
  return { whose: [...context.subjects], isNamed: false };
}

/** A stretch without the days and windows that it names. */
export function untimed({ block: { text }, times }: Sentence, { start, end }: Span): string {
  return times
    .filter((time) => time.start >= start && time.end <= end)
    .toReversed()
    .reduce(
      (left, time) => left.slice(0, time.start - start) + left.slice(time.end - start),
      text.slice(start, end),
    );
}

/** The subjects that are named together before a figure: "Bitcoin and Ether". */
function isGrouped(gap: string, { listed }: Grammar): boolean {
  return /^\s*(?:,|,?\s*and|&|or)\s*(?:the\s+)?$/i.test(gap) || listed.test(gap);
}

function groupBefore(
  { block: { text }, grammar }: Sentence,
  before: readonly Mention[],
): Mention[] {
  let from = before.length - 1;
  while (from > 0 && isGrouped(text.slice(before[from - 1]!.end, before[from]!.start), grammar))
    from--;
  return before.slice(Math.max(0, from));
}

/** These open a sentence and name nobody. */
const POINTING =
  /^(?:that|this|these|those|both|all|there|here|sentiment|momentum|trading|volatility)$/i;
const ACTS =
  /^(?:,\s(?:too|also|meanwhile|in turn|by contrast|for its part),)?(?:['’]s\b|\s+(?:has|had|was|is|at|stood|stands|were|also|meanwhile|itself|closed|ended|settled|finished|traded)\b)/i;

/** "11 sectors", "seven altcoins": what is counted is nothing that the check knows. */
function countsStrangers(sentence: Sentence, { end }: Figure): boolean {
  const next = within(sentence, "stranger", { start: end, end: sentence.end })[0];
  return next !== undefined && /^\s$/.test(sentence.block.text.slice(end, next.start));
}

/** Whether of all that a sentence names before a figure nothing is known, and something is by name not. */
function isOfStranger(sentence: Sentence, { start }: Figure): boolean {
  const isBefore = (mention: Mention): boolean => mention.start < start && !mention.isOther;
  const before = { start: sentence.start, end: start };
  return !sentence.mentions.some(isBefore) && within(sentence, "stranger", before).length > 0;
}

/** Whether a name of nothing known stands between and does what the figure says: "Solana rose 5.1%". */
function actingStranger(sentence: Sentence, from: number, figure: Figure): boolean {
  const {
    block: { text },
    strangers,
    openers,
  } = sentence;
  const named = [
    ...strangers,
    ...openers.filter(({ start, end }) => !POINTING.test(text.slice(start, end))),
    ...within(sentence, "stranger", sentence),
  ].filter(({ start, end }) => start >= from && end <= figure.start);
  const isRows = within(sentence, "stranger", { start: from, end: figure.start }).some(({ end }) =>
    /^\s+(?:$|\S*\d\S*,)/.test(text.slice(end, figure.start)),
  );
  if (isRows) return true;
  return named.some(({ end }) => {
    const rest = text.slice(end, figure.start);
    if (ACTS.test(rest)) return true;
    const next = within(sentence, "direction", { start: end, end: figure.start })[0];
    return next !== undefined && /^\s*$/.test(text.slice(end, next.start));
  });
}

export function othersOf({ mentions }: Sentence, clause: Span, first: Whose | undefined): string[] {
  const inClause = mentions.filter(({ start }) => start >= clause.start && start < clause.end);
  const ordered = [...inClause.filter(({ isOther }) => isOther), ...inClause, ...mentions];
  return [...new Set(ordered.map(({ subject }) => subject))].filter(
    (subject) => subject !== first?.subject,
  );
}
