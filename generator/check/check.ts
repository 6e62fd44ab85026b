import type { Catalogue } from "../publication/catalogue.ts";
import type { FactsFile } from "../articles/facts.ts";
import { chartMessages } from "./chart-lines.ts";
import type { KnownData } from "./data/changed.ts";
import { contradictionsIn } from "./contradictions/contradictions.ts";
import { doContradict, tellingsOf, type Tellings } from "./contradictions/tellings.ts";
import type { Examined } from "./contradictions/told.ts";
import { handMessages } from "./wording/by-hand.ts";
import { swapMessages, unboundMessages, wordFaults } from "./wording/changed-words.ts";
import { undatedMessages } from "./wording/dated.ts";
import { unearnedMessages } from "./wording/earned.ts";
import { unusedWaivers } from "./wording/waivers.ts";
import { wholeMessages } from "./wording/whole.ts";
import type { ByStore } from "./verify/by-store.ts";
import { dayMessages } from "./verify/days.ts";
import { storeOf } from "./verify/store-of.ts";
import { quotationMessages } from "./verify/quotations.ts";
import { verifyFigures } from "./verify/verify.ts";
import { changeMessages, disputeMessages, fileMessages, figureMessages } from "./messages.ts";
import { readArticle } from "./reading/read.ts";
import { reportOf, type CheckMessage, type CheckReport } from "./report.ts";
import type { SamePrint } from "./verify/same-print.ts";
import { toolsFor, type Tools } from "./verify/tools.ts";
import type { FigureVocabulary } from "./figures/vocabulary.ts";
import { wordingMessages } from "./wording/wording.ts";

/** An article file with its facts and, where they are at hand, the data as known at its cut-off. */
export interface ToCheck {
  readonly text: string;
  readonly file: string;
  readonly facts: FactsFile;
  readonly data?: KnownData | undefined;
}

/** What is asked of a catalogue: its market's sessions, and which series are whole records. */
type CheckGround = Partial<Pick<Catalogue, "market" | "series">>;

/**
 * Holds a finished article to its facts. Finds every figure in the Markdown on its own and compares: a figure without a fact,
 * a changed figure, one of another day than its sentence says, a wrong unit, sign, subject or direction word is an error, and so is banned wording or a strong word that no
 * figure earns. A sentence that was not generated is noted, and with the data as known at the edition's cut-off its figures and words
 * are bound to what they say and held to the store. With the data, a figure is an error too whose observations have changed or give
 * another value.
 * @param catalogue of what the article speaks, where no data are at hand.
 * @throws Failure (2) when the file is no article.
 */
export function check(
  file: { readonly text: string; readonly file: string },
  facts: FactsFile,
  vocabulary: FigureVocabulary,
  data?: KnownData,
  catalogue: CheckGround | undefined = data?.view.catalogue,
): CheckReport {
  return checkEdition([{ ...file, facts, data }], vocabulary, catalogue)[0]!;
}

/**
 * The same for the articles of one edition, which may not contradict each other either.
 * @param catalogue of what the articles speak.
 * @throws Failure (2) when a file is no article.
 */
export function checkEdition(
  articles: readonly ToCheck[],
  vocabulary: FigureVocabulary,
  { market, series }: CheckGround = {},
): CheckReport[] {
  const examined = articles.map((article) => examine(article, vocabulary));
  const contradictions = contradictionsIn(examined, vocabulary, market);
  return examined.map((each) => reported(each, contradictions.get(each)!, vocabulary, series));
}

/** What the check finds in an article by itself, and what it takes to hold others to it; plain data. */
export interface CheckedAlone {
  readonly report: CheckReport;
  readonly tellings: Tellings;
}

/** @throws Failure (2) when the file is no article. */
export function checkAlone(
  article: ToCheck,
  vocabulary: FigureVocabulary,
  { market, series }: CheckGround = {},
): CheckedAlone {
  const examined = examine(article, vocabulary);
  const contradictions = contradictionsIn([examined], vocabulary, market).get(examined)!;
  return {
    report: reported(examined, contradictions, vocabulary, series),
    tellings: tellingsOf(examined, vocabulary),
  };
}

/**
 * What `checkEdition` says, where some of the articles were checked by themselves before.
 * @throws Failure (2) when a file is no article.
 */
export function checkTogether(
  articles: readonly (ToCheck & { readonly alone?: CheckedAlone | undefined })[],
  vocabulary: FigureVocabulary,
  ground: CheckGround = {},
): CheckReport[] {
  if (!articles.some(({ alone }) => alone)) return checkEdition(articles, vocabulary, ground);
  const checked = articles.map(({ alone, ...article }) => ({
    facts: article.facts,
    ...(alone ?? checkAlone(article, vocabulary, ground)),
  }));
  if (doContradict(checked, vocabulary)) return checkEdition(articles, vocabulary, ground);
  return checked.map(({ report }) => report);
}

type Checked = Examined & {
  readonly tools: Tools;
  readonly same: SamePrint;
  readonly data: KnownData | undefined;
  readonly store: ByStore | undefined;
};

function examine({ text, file, facts, data }: ToCheck, vocabulary: FigureVocabulary): Checked {
  const read = readArticle({ text, file }, facts);
  const tools = toolsFor(facts, vocabulary, data);
  const store = storeOf(read.blocks, vocabulary, data);
  const verdicts = verifyFigures(read.blocks, facts, tools, store);
  return { file, read, facts, verdicts, tools, same: tools.same, data, store };
}

function reported(
  { file, read, facts, verdicts, tools, data, store }: Checked,
  contradictions: readonly CheckMessage[],
  vocabulary: FigureVocabulary,
  series: Catalogue["series"] | undefined,
): CheckReport {
  const messages = [
    ...fileMessages(read, facts, tools),
    ...figureMessages(read, verdicts, facts, tools),
    ...dayMessages(read, verdicts, facts, tools),
    ...disputeMessages(read, verdicts, facts, tools),
    ...handMessages(read, facts, verdicts, tools.swaps),
    ...swapMessages(read, verdicts),
    ...wordFaults(read, facts, verdicts, store),
    ...unboundMessages(read, verdicts),
    ...wordingMessages(read, facts, vocabulary.banned),
    ...unearnedMessages(read, facts, verdicts, vocabulary),
    ...undatedMessages(read, facts, verdicts, vocabulary, series),
    ...(data ? changeMessages(read, verdicts, data) : []),
    ...chartMessages(read, data),
    ...quotationMessages(read, facts, data?.view),
    ...contradictions,
  ];
  return {
    ...reportOf(file, verdicts.length, [
      ...messages,
      ...wholeMessages(read, facts, verdicts, messages.length > 0),
      ...unusedWaivers(read, messages),
    ]),
    asOf: read.article.frontMatter.date,
  };
}
