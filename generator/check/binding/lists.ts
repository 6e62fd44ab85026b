import type { Figure } from "../figures/figure.ts";
import type { Whose } from "./context.ts";
import type { Grammar } from "./grammar.ts";
import { within, type Mention, type Sentence } from "./sentence.ts";

const LISTED =
  /^(?:\s(?:times|points|basis points|percentage points))?\s*(?:,|,?\s*and|&)\s*(?:by\s+|at\s+|to\s+|about\s+)?$/i;

function isListing(gap: string, { listed }: Grammar): boolean {
  return LISTED.test(gap) || listed.test(gap);
}

/** The first and the last figure of the list of one kind that a figure stands in: "3.0% and 1.0%". */
export function listAround(
  { block: { text }, grammar }: Sentence,
  figure: Figure,
  claimed: readonly Figure[],
): [Figure, Figure] {
  const isListed = (one: Figure | undefined, other: Figure | undefined): boolean =>
    one !== undefined &&
    other !== undefined &&
    one.unit === other.unit &&
    isListing(text.slice(one.end, other.start), grammar);
  let [first, last] = [claimed.indexOf(figure), claimed.indexOf(figure)];
  if (first < 0) return [figure, figure];
  while (isListed(claimed[first - 1], claimed[first])) first--;
  while (isListed(claimed[last], claimed[last + 1])) last++;
  return [claimed[first]!, claimed[last]!];
}

const JOINED = /^\s*(?:,|,?\s*and|&|or|to)?\s*(?:by\s+|at\s+|to\s+)?$/i;

/** "Bitcoin and Ether rose 2.1% and 3.4%": each figure of a row with the subject in its place. */
export function aligned(sentence: Sentence, claimed: readonly Figure[]): Map<Figure, Whose> {
  const { mentions } = sentence;
  const rows = new Map<Figure, Whose>();
  for (let at = 0, next = 0; at < claimed.length; at = next) {
    next = claimed.indexOf(listAround(sentence, claimed[at]!, claimed)[1]) + 1;
    const count = next - at;
    const group =
      count > 1
        ? groupNear(sentence, mentions, claimed[at]!, claimed[next - 1]!, count)
        : undefined;
    if (group)
      for (let index = 0; index < count; index++) rows.set(claimed[at + index]!, group[index]!);
  }
  for (const [figure, whose] of contested(sentence, claimed)) rows.set(figure, whose);
  return rows;
}

/** "Strategy rose more than Coinbase: 4.7% against 2.1%": the first figure is the first one's. */
function contested(sentence: Sentence, claimed: readonly Figure[]): [Figure, Whose][] {
  const { mentions } = sentence;
  const { text } = sentence.block;
  const [one, other] = mentions;
  if (
    mentions.length !== 2 ||
    !other?.isOther ||
    one!.isOther ||
    !/\bthan\b/i.test(text.slice(one!.end, other.start))
  )
    return [];
  const behind = claimed.filter(({ start }) => start >= other.end);
  const last = behind.findLast(({ start }) =>
    /\b(?:against|versus|vs\.?|compared with|to)\s+(?:by\s+)?$/i.test(text.slice(other.end, start)),
  );
  const first = last && behind.find((each) => each.unit === last.unit);
  return first && last && first !== last
    ? [
        [first, one!],
        [last, other],
      ]
    : [];
}

function groupNear(
  sentence: Sentence,
  mentions: readonly Mention[],
  first: Figure,
  last: Figure,
  count: number,
): Mention[] | undefined {
  const { text } = sentence.block;
  const groups: Mention[][] = [];
  for (const mention of mentions) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (
      before &&
      (JOINED.test(text.slice(before.end, mention.start).replace(/\b(?:the|US)\s+/g, "")) ||
        sentence.grammar.listed.test(text.slice(before.end, mention.start)))
    )
      group!.push(mention);
    else groups.push([mention]);
  }
  const fitting = groups.filter((group) => group.length === count);
  const found =
    fitting.findLast((group) => group.at(-1)!.end <= first.start) ??
    fitting.find((group) => group[0]!.start >= last.end);
  const inOrder = within(sentence, "respectively", sentence).length > 0;
  return found ?? (inOrder && mentions.length === count ? [...mentions] : undefined);
}
