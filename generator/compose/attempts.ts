import { memoize } from "../base/memo.ts";
import type { Edition } from "../narrate/edition.ts";
import type { Finding } from "../narrate/narrate.ts";
import { isAmong } from "../narrate/relations/related.ts";
import type { Desk } from "./desk.ts";
import { byLead } from "./plan/budget.ts";
import { castsOf, concerning, limited, mainIsOf, type Cast } from "./plan/cast.ts";
import { hasNews, isDue, isEarlier, isFresh } from "./plan/occasion.ts";
import { planStory, type Plan, type Telling } from "./plan/plan.ts";
import { withoutReplaced } from "./plan/precedence.ts";
import type { Story } from "./plan/story.ts";
import { nothingTold, type Tells, type ToldElsewhere } from "./plan/told-elsewhere.ts";
import { fit, unfit, type Article, type Fitting, type Unfit } from "./write/fit.ts";

/** An article in its words. */
interface Worded {
  readonly ok: true;
  readonly written: Tells;
}

/** How the articles of an edition are put into words. */
export interface Writers<W extends Worded> {
  /** What others tell; what these do is added. */
  readonly told: ToldElsewhere;
  /** Which articles are written; every one unless told. */
  isWanted?(cast: Cast): boolean;
  /** @param findings those that concern it, without those that another replaces. */
  write(article: Article, plan: Plan, findings: readonly Finding[]): W | Unfit;
}

/**
 * Every article that the stories due in an edition may give, whether or not it comes to be written, by story in the order in which they are
 * declared.
 */
export function attemptsAt(
  stories: readonly Story[],
  findings: readonly Finding[],
  edition: Edition,
  desk: Desk,
): ReadonlyMap<Story, readonly Attempt[]> {
  return attemptsBy({ told: nothingTold(), write: fit }, stories, findings, edition, desk);
}

/** The same, put into words by others. */
export function attemptsBy<W extends Worded>(
  writers: Writers<W>,
  stories: readonly Story[],
  findings: readonly Finding[],
  edition: Edition,
  desk: Desk,
): ReadonlyMap<Story, readonly Attempt<W>[]> {
  const due = stories.filter(({ runs }) => isDue(runs, edition));
  const written = new Map(
    besideLast(due).map((story) => [story, attemptsOf(story, findings, edition, desk, writers)]),
  );
  return new Map(due.map((story) => [story, written.get(story) ?? []]));
}

function isBeside({ beside }: Story): boolean {
  return beside.length > 0;
}

/** Stories in the order in which they are written: those that stand beside others come after these. */
function besideLast(stories: readonly Story[]): Story[] {
  return stories.toSorted((one, other) => Number(isBeside(one)) - Number(isBeside(other)));
}

/** An article that a story may give, as far as it came. */
export interface Attempt<W extends Worded = Fitting> {
  readonly cast: Cast;
  /** The findings that concern it, without those that another replaces. */
  readonly findings: readonly Finding[];
  /** Whether what it is about has the news that its story waits for: without, the story is not due for it. */
  readonly isDue: boolean;
  /** Undefined where nothing leads it, or too little stands beside the lead. */
  readonly plan: Plan | undefined;
  /** As long as the story may be, or why there is no article. */
  readonly fitting: W | Unfit;
}

/** The articles of one story. Where it has a budget, they come by the salience of their leads, and those beyond it are not written. */
function attemptsOf<W extends Worded>(
  story: Story,
  findings: readonly Finding[],
  edition: Edition,
  desk: Desk,
  { told, isWanted = () => true, write }: Writers<W>,
): Attempt<W>[] {
  const { view } = edition;
  const isTold = (each: Finding): boolean =>
    (!isAmong(story.fresh, each) || isFresh(each, view)) &&
    (!isAmong(story.news, each) || !each.isAgain);
  const about = concerning(
    limited(withoutReplaced(findings), story.only, view.catalogue).filter(isTold),
  );
  const isOf = memoize((only: readonly string[] | undefined) => mainIsOf(only, view.catalogue));
  const telling: Telling = {
    isEarlier: (finding) => isEarlier(finding, edition),
    isOf: (only, finding) => isOf(only)(finding),
  };
  const casts = castsOf(story, view).filter((cast) => isWanted(cast));
  const planned = casts.map((cast) => {
    const own = about(cast);
    const isDueFor = hasNews(story.runs, cast.bound, edition);
    const plan = isDueFor ? planStory(story, own, telling) : undefined;
    return { cast, findings: own, isDue: isDueFor, plan };
  });
  const { budget = Infinity } = story;
  let written = 0;
  return byLead(planned, budget).map((each): Attempt<W> => {
    const { cast, plan } = each;
    if (!each.isDue)
      return { ...each, fitting: unfit("it has no new value since the edition before") };
    if (!plan)
      return { ...each, fitting: unfit("nothing leads it, or too little stands beside its lead") };
    if (written === budget)
      return { ...each, fitting: unfit(`the ${budget} articles of its story have more to say`) };
    const fitting = write({ story, cast, edition, desk, told }, plan, each.findings);
    if (fitting.ok) {
      written += 1;
      told.add(story.id, fitting.written);
    }
    return { ...each, fitting };
  });
}
