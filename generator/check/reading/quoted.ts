import type { QuotedHeadline } from "../../articles/facts.ts";
import { withoutTitle } from "../../articles/quoted.ts";
import type { Block, Link } from "./block.ts";

/** A link to what was reported that bears another text than its title. */
export interface Altered {
  readonly block: Block;
  readonly link: Link;
  readonly headline: QuotedHeadline;
}

/** The blocks of an article, and what of its quotations is not as it was reported. */
export interface ReadQuotations {
  /** Titles that stand as they were reported are blank: they are others' words, and none of their numbers is claimed here. */
  readonly blocks: readonly Block[];
  readonly altered: readonly Altered[];
}

/** Tells the titles that an article quotes from its own words: what links to the address of one has to be that title, letter for letter. */
export function readQuotations(
  blocks: readonly Block[],
  headlines: readonly QuotedHeadline[] = [],
): ReadQuotations {
  if (headlines.length === 0) return { blocks, altered: [] };
  const byAddress = Map.groupBy(headlines, ({ url }) => url);
  const altered: Altered[] = [];
  const read = blocks.map((block): Block => {
    let { text } = block;
    for (const link of linksIn(block)) {
      const quoted = byAddress.get(link.to);
      if (!quoted) continue;
      const title = block.text.slice(link.start, link.end);
      if (quoted.some((each) => each.title === title))
        text = text.slice(0, link.start) + withoutTitle(title) + text.slice(link.end);
      else altered.push({ block, link, headline: quoted[0]! });
    }
    return text === block.text ? block : { ...block, text };
  });
  return { blocks: read, altered };
}

/** The links of a block, each whole: what is emphasised or escaped within one makes runs of it. */
function linksIn({ links }: Block): Link[] {
  const whole: Link[] = [];
  for (const link of links) {
    const last = whole.at(-1);
    if (last?.to === link.to && last.end === link.start)
      whole[whole.length - 1] = { ...last, end: link.end };
    else whole.push(link);
  }
  return whole;
}
