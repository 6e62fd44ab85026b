import type { FactsFile } from "../../articles/facts.ts";
import type { AsOfView } from "../../store/asof.ts";
import { spanPlace } from "../place.ts";
import type { ReadArticle } from "../reading/read.ts";
import type { CheckMessage } from "../report.ts";

/**
 * An error for each title of news that does not stand as it was reported, in the article or in its facts. A store that holds nothing of its
 * feed, as one that was filled anew, cannot tell.
 */
export function quotationMessages(
  read: ReadArticle,
  { headlines = [] }: FactsFile,
  view: AsOfView | undefined,
): CheckMessage[] {
  const altered = read.altered.map(({ block, link, headline }): CheckMessage => ({
    code: "altered-quotation",
    severity: "error",
    ...spanPlace(read, block, link),
    message: `"${block.text.slice(link.start, link.end)}" is not what was reported at that address: "${headline.title}".`,
    expected: headline.title,
  }));
  const recorded = view?.headlines() ?? [];
  const unrecorded = headlines.filter(({ id, title, url }) => {
    const ofFeed = recorded.filter(({ feed }) => id.startsWith(`${feed}:`));
    const its = ofFeed.find((each) => each.id === id);
    return ofFeed.length > 0 && (its?.title !== title || its.url !== url);
  });
  return [
    ...altered,
    ...unrecorded.map(({ title }): CheckMessage => ({
      code: "altered-quotation",
      severity: "error",
      line: 1,
      column: 1,
      message: `The facts quote "${title}", which the store does not hold as reported. Make the edition again.`,
    })),
  ];
}
