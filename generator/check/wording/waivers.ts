import type { ReadArticle } from "../reading/read.ts";
import type { CheckMessage } from "../report.ts";

/** One notice for each waiver that excuses nothing: what it waived is gone, or was never wrong. */
export function unusedWaivers(
  { article, placeOf }: ReadArticle,
  messages: readonly CheckMessage[],
): CheckMessage[] {
  const { waivers = [] } = article.frontMatter;
  const used = messages.filter(({ code }) => code === "waived").map(({ message }) => message);
  return waivers
    .filter(({ reason }) => !used.some((message) => message.endsWith(`is waived: ${reason}`)))
    .map((waiver) => ({
      code: "unused-waiver",
      severity: "notice",
      ...placeOf(article.written("waivers").offset),
      message: `The waiver of "${"figure" in waiver ? waiver.figure : waiver.words}" (${waiver.reason}) excuses nothing here. Take it out.`,
    }));
}
