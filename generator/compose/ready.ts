import { digest } from "../base/digest.ts";
import type { Edition } from "../narrate/edition.ts";
import type { Finding } from "../narrate/narrate.ts";
import { attemptsBy, type Writers } from "./attempts.ts";
import type { Desk } from "./desk.ts";
import { draftOf, type Unhashed } from "./draft.ts";
import type { Cast } from "./plan/cast.ts";
import type { Story } from "./plan/story.ts";
import { nothingTold, type Tells, type ToldElsewhere } from "./plan/told-elsewhere.ts";
import { fit, type Fitting, type Unfit } from "./write/fit.ts";

/** An article that was put into words ahead. */
export interface Ready {
  readonly ok: true;
  readonly written: Tells;
  readonly draft: Unhashed;
}

/** What came of an article ahead, by a guess of what the articles before it tell; plain data. */
export interface Tried {
  readonly story: string;
  readonly slug: string;
  /** Digest of the findings that concern it. */
  readonly findings: string;
  /** What it asked of the articles before it, and what it was answered: of an edition that answers the same, this is the article. */
  readonly asked: Asked;
  readonly fitting: Ready | Unfit;
}

/** Tells what was tried ahead for an article of a story. */
export type TriedAhead = (story: string, slug: string) => Tried | undefined;

export const NOTHING_TRIED: TriedAhead = () => undefined;

const QUESTIONS = ["hasTitle", "beginsAs", "isCommon"] as const satisfies (keyof ToldElsewhere)[];

/** What was asked, and whether it is so. */
type Asked = readonly (readonly [
  question: (typeof QUESTIONS)[number],
  what: string,
  answer: boolean,
])[];

/** Puts articles into words, save those that were tried ahead and would come out the same. */
export function writersAfter(ahead: TriedAhead): Writers<Fitting | Ready> {
  return {
    told: nothingTold(),
    write(article, plan, findings) {
      const { story, cast, told } = article;
      const tried = ahead(story.id, cast.slug);
      const isSame = tried?.findings === digestOf(findings) && wouldBeAsked(tried.asked, told);
      return isSame ? tried.fitting : fit(article, plan);
    },
  };
}

/** Which articles are written ahead. */
export interface Share {
  /** One of so many shares of the articles of each story. */
  readonly of: number;
  isOwn(cast: Cast): boolean;
  /** Of a story with a budget fewer than this are not worth it. */
  readonly fewest: number;
}

/**
 * Writes a share of an edition's articles ahead: of the stories that give one for each subject and do not go by what others tell. What the articles
 * of other shares tell is guessed.
 * @param findings all that concern these articles, or can replace what does.
 */
export function writeAhead(
  { of, isOwn, fewest }: Share,
  stories: readonly Story[],
  findings: readonly Finding[],
  edition: Edition,
  desk: Desk,
): Tried[] {
  const mine = stories.flatMap((story): Story[] => {
    const { budget = Infinity, beside } = story;
    const quota = Math.ceil(budget / of);
    return beside.length > 0 || quota < fewest ? [] : [{ ...story, budget: quota }];
  });
  const tried: Tried[] = [];
  const writers: Writers<Fitting> = {
    told: nothingTold(of),
    isWanted: isOwn,
    write(article, plan, concerning) {
      const { story, cast, told } = article;
      const asking = askingOf(told);
      const fitting = fit({ ...article, told: asking.told }, plan);
      tried.push({
        story: story.id,
        slug: cast.slug,
        findings: digestOf(concerning),
        asked: asking.asked(),
        fitting: fitting.ok
          ? { ok: true, written: tellsOf(fitting.written), draft: draftOf(fitting) }
          : fitting,
      });
      return fitting;
    },
  };
  attemptsBy(writers, mine, findings, edition, desk);
  return tried;
}

/** The same findings of the same edition give the same plan. */
function digestOf(findings: readonly Finding[]): string {
  return digest(findings.map(({ key }) => key).join("\n"));
}

/** What other articles tell, with a note of what is asked of it. */
function askingOf(told: ToldElsewhere): { readonly told: ToldElsewhere; asked(): Asked } {
  const asked = new Map<string, Asked[number]>();
  const asking = QUESTIONS.map((question) => {
    const ask = (what: string): boolean => {
      const answer = told[question](what);
      asked.set(`${question} ${what}`, [question, what, answer]);
      return answer;
    };
    return [question, ask] as const;
  });
  return {
    told: { ...told, ...Object.fromEntries(asking) },
    asked: () => [...asked.values()],
  };
}

function wouldBeAsked(asked: Asked, told: ToldElsewhere): boolean {
  return asked.every(([question, what, answer]) => told[question](what) === answer);
}

function tellsOf({
  title,
  description,
  asked,
  findings,
  read,
  answers,
  questions,
  figures,
  found,
  sentences,
}: Tells): Tells {
  return {
    title,
    description,
    asked,
    findings,
    read,
    answers,
    questions,
    figures,
    found,
    sentences,
  };
}
