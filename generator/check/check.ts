import type { FactsFile } from "../articles/facts.ts";
import type { KnownData } from "./data/changed.ts";
import { handMessages } from "./wording/by-hand.ts";
import { undatedMessages } from "./wording/dated.ts";
import { unearnedMessages } from "./wording/earned.ts";
import { dayMessages } from "./verify/days.ts";
import { verifyFigures } from "./verify/verify.ts";
import { changeMessages, disputeMessages, fileMessages, figureMessages } from "./messages.ts";
import { readArticle } from "./reading/read.ts";
import { reportOf, type CheckReport } from "./report.ts";
import { toolsFor } from "./verify/tools.ts";
import type { FigureVocabulary } from "./figures/vocabulary.ts";
import { wordingMessages } from "./wording/wording.ts";

/**
 * Holds a finished article to its facts. Finds every figure in the Markdown on its own and compares: a figure without a fact,
 * a changed figure, one of another day than its sentence says, a wrong unit, sign, subject or direction word is an error, and so is banned wording or a strong word that no
 * figure earns. A sentence that was not generated is noted: its figures are held to the facts, its words are its author's. With the
 * data as known at the edition's cut-off, a figure is an error too whose observations have changed or give another value.
 * @throws Failure (2) when the file is no article.
 */
export function check(
  file: { readonly text: string; readonly file: string },
  facts: FactsFile,
  vocabulary: FigureVocabulary,
  data?: KnownData,
): CheckReport {
  const read = readArticle(file);
  const tools = toolsFor(facts, vocabulary);
  const verdicts = verifyFigures(read.blocks, facts, tools);
  return reportOf(file.file, verdicts.length, [
    ...fileMessages(read, facts, tools),
    ...figureMessages(read, verdicts, facts, tools),
    ...dayMessages(read, verdicts, facts, tools),
    ...disputeMessages(read, verdicts, facts, tools),
    ...handMessages(read, facts, verdicts),
    ...wordingMessages(read, facts, vocabulary.banned),
    ...unearnedMessages(read, facts, verdicts, vocabulary),
    ...undatedMessages(read, facts, verdicts, vocabulary),
    ...(data ? changeMessages(read, verdicts, data) : []),
  ]);
}
