import { notes, sentences } from "./corpus.ts";

/** What a check says of a stretch of a text: it is false, a person has to look at it, or it holds. Offsets, the end exclusive. */
export interface Verdict {
  readonly outcome: "refused" | "marked" | "held";
  readonly from: number;
  readonly to: number;
}

/** A check of a text as of the edition of a day. */
export type Judge = (
  text: string,
  asOf: string,
) => readonly Verdict[] | Promise<readonly Verdict[]>;

/** Of a class of sentences, or of a note: what became of the wrong figures, and of the right ones. */
export interface Score {
  readonly name: string;
  readonly wrong: { readonly found: number; readonly marked: number; readonly missed: number };
  readonly right: { readonly passed: number; readonly marked: number; readonly refused: number };
  /** The texts behind `missed` and `refused`, for whoever mends the check. */
  readonly missed: readonly string[];
  readonly alarms: readonly string[];
}

class Tally {
  readonly wrong = { found: 0, marked: 0, missed: 0 };
  readonly right = { passed: 0, marked: 0, refused: 0 };
  readonly missed: string[] = [];
  readonly alarms: string[] = [];

  count(isRight: boolean, verdicts: readonly Verdict[], text: string): void {
    const says = (outcome: Verdict["outcome"]) => verdicts.some((one) => one.outcome === outcome);
    if (isRight) {
      if (says("refused")) this.alarms.push(text);
      this.right[says("refused") ? "refused" : says("marked") ? "marked" : "passed"] += 1;
    } else {
      const became = says("refused") ? "found" : says("marked") ? "marked" : "missed";
      if (became === "missed") this.missed.push(text);
      this.wrong[became] += 1;
    }
  }

  score(name: string): Score {
    const { wrong, right, missed, alarms } = this;
    return { name, wrong, right, missed, alarms };
  }
}

/** The sentences by class. A wrong one is found when anything in it is refused; a right one refused is a false alarm. */
export async function scoreSentences(judge: Judge): Promise<Score[]> {
  const classes = new Map<string, Tally>();
  for (const one of sentences()) {
    const tally = classes.get(one.class) ?? new Tally();
    classes.set(one.class, tally);
    const about = one.right ? one.text : `${one.text} (${one.truth})`;
    tally.count(one.right, await judge(one.text, one.asOf), `${one.asOf}: ${about}`);
  }
  return [...classes].map(([name, tally]) => tally.score(name));
}

/**
 * The notes, figure by figure: a wrong one is found when what is refused touches it, and whatever else is refused is a false alarm,
 * be it a right figure of the key, or one that it does not name.
 */
export async function scoreNotes(judge: Judge): Promise<Score[]> {
  const scores: Score[] = [];
  for (const note of notes()) {
    const tally = new Tally();
    const verdicts = await judge(note.text, note.asOf);
    const touching = (span: { from: number; to: number }) =>
      verdicts.filter(({ from, to }) => from < span.to && to > span.from);
    for (const figure of note.figures)
      tally.count(figure.verdict !== "wrong", touching(figure), figure.figure);
    const named = new Set(note.figures.flatMap((figure) => touching(figure)));
    for (const stray of verdicts.filter((one) => one.outcome === "refused" && !named.has(one)))
      tally.count(true, [stray], note.text.slice(stray.from, stray.to));
    scores.push(tally.score(note.name));
  }
  return scores;
}

const row = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;

/** Markdown, a class or note a row and all of them last. */
export function table(scores: readonly Score[]): string {
  const total = (pick: (score: Score) => number) =>
    scores.reduce((sum, score) => sum + pick(score), 0);
  const columns: [string, (score: Score) => number][] = [
    ["wrong: found", ({ wrong }) => wrong.found],
    ["marked", ({ wrong }) => wrong.marked],
    ["missed", ({ wrong }) => wrong.missed],
    ["right: passed", ({ right }) => right.passed],
    ["marked", ({ right }) => right.marked],
    ["false alarms", ({ right }) => right.refused],
  ];
  return [
    row(["", ...columns.map(([title]) => title)]),
    row(["---", ...columns.map(() => "---:")]),
    ...scores.map((score) => row([score.name, ...columns.map(([, pick]) => pick(score))])),
    row(["all", ...columns.map(([, pick]) => total(pick))]),
  ].join("\n");
}
