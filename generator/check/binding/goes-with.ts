import { beta } from "../../measure/measures/beta.ts";
import type { Figure } from "../figures/figure.ts";
import type { Almanac, Line } from "./almanac.ts";
import type { Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import { quantitiesIn, within, type Mention, type Sentence } from "./sentence.ts";

/** What a beta is told to mean: on a day on which one moves so, what goes with it in the other. */
export interface Answer {
  /** Whose returns the beta is told on, and whose beta it is. */
  readonly on: Mention;
  readonly of: Mention;
  readonly move: Figure;
  readonly answer: Figure;
}

const DAY_ON_WHICH = /\ba\s+(?:day|session)\s+(?:on|in)\s+which\s+(?:the\s+)?$/i;
const ANSWER = /\bgoes\s+with\s+an?\s+[a-z]+\s+of\s+(?:about\s+)?$/i;
const IN = /^\s+(?:in|for|of)\s+(?:the\s+)?$/i;

/** "By its beta, 0.86, a day on which the S&P 500 is up 9.5% goes with a rise of 8.1% in the iShares Bitcoin Trust": "its" is what comes last. */
export function answerIn(sentence: Sentence): Answer | undefined {
  const {
    mentions,
    figures,
    start,
    block: { text },
  } = sentence;
  if (!quantitiesIn(sentence, sentence).some(({ quantity }) => quantity === "beta"))
    return undefined;
  const on = mentions.find((each) => DAY_ON_WHICH.test(text.slice(start, each.start)));
  const [move, answer] = on
    ? figures.filter((each) => each.start >= on.end && each.unit === "percent")
    : [];
  if (!on || !move || !answer || !ANSWER.test(text.slice(move.end, answer.start))) return undefined;
  const of = mentions.find(
    (each) => each.start >= answer.end && IN.test(text.slice(answer.end, each.start)),
  );
  return of && { on, of, move, answer };
}

/** Whether a figure is said of the one that answers: its beta, with the ends of its interval, and what it answers with. */
export function isOfAnswer({ on, answer }: Answer, figure: Figure): boolean {
  return figure === answer || (figure.end <= on.start && figure.unit === "plain");
}

const WINDOW = 60;
const NAME = `beta${WINDOW}`;

/** What goes with the move that the sentence prints, by the beta over 60 sessions; undefined of another figure. */
export function answerCandidates(
  { sentence, figure }: Claim,
  line: Line,
  almanac: Almanac,
): Candidate[] | undefined {
  const told = answerIn(sentence);
  if (told?.answer !== figure) return undefined;
  const pair = [told.on.subject, told.of.subject] as const;
  const day = line.days[line.last]!;
  const read = (output: string) => almanac.paired(pair, day, beta(WINDOW), output);
  const [slope, newest] = [read(NAME), read(`${NAME}Move`)];
  const move = signedMove(sentence, told);
  if (slope === undefined || newest === undefined || move === undefined) return [];
  const said = Math.expm1(slope * Math.log1p(move / 100)) * 100;
  const half = 0.5 * 10 ** -told.move.decimals * Math.abs(slope) * (1 + Math.abs(move) / 100);
  const value = Math.abs(said - newest) <= half * (1 + SLACK) ? newest : said;
  return [
    {
      statistic: "answer by the beta",
      subjects: pair,
      series: `${pair.join("+")}.returns`,
      day,
      window: WINDOW,
      value,
      isDirected: true,
      isSoft: false,
    },
  ];
}

/** For what the printed move was rounded by, to first order. */
const SLACK = 0.05;

/** The printed move in per cent, below zero where its words point down; undefined where they point nowhere. */
function signedMove(sentence: Sentence, { on, move }: Answer): number | undefined {
  const way = within(sentence, "direction", { start: on.end, end: move.start }).at(-1)?.role
    .direction;
  if (way !== "up" && way !== "down") return undefined;
  return (way === "up" ? 1 : -1) * Number(move.value);
}
