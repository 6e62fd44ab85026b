/** What the articles of an edition that were written before tell: another does not say the same where it has something else to say. */
export interface ToldElsewhere {
  /** Their headlines. */
  readonly titles: Set<string>;
  /** What their summaries begin with. */
  readonly descriptions: Set<string>;
  /** How many of them answer a question, by its template. */
  readonly asked: Map<string, number>;
  /** What the articles of each story tell. */
  readonly byStory: Map<string, ToldBeside>;
}

/** What articles tell that a reader of another one may have read. */
export interface ToldBeside {
  /** Keys of their findings. */
  readonly findings: Set<string>;
  /** Keys of those that they read: what may it mean, and what speaks against it. */
  readonly read: Set<string>;
  /** Their answers, as they are printed, and the questions that these answer. */
  readonly answers: Set<string>;
  readonly questions: Set<string>;
  /** Keys of the figures of their running text. */
  readonly figures: Set<string>;
  /** Keys of what they tell besides: in their summaries, boxes, lists and answers. */
  readonly found: Set<string>;
  /** The sentences of their summaries and running text, as a headline would call who they are about. */
  readonly sentences: Set<string>;
}

const KINDS = [
  "findings",
  "read",
  "answers",
  "questions",
  "figures",
  "found",
  "sentences",
] as const satisfies (keyof ToldBeside)[];

/** In so many articles of one edition a question is news; in others it stands only where there is no other. */
export const MOST_ASKED = 10;

/** Characters of a summary that search engines and lists show in any case. */
const BEGINNING = 130;

/** As an edition begins. */
export function nothingTold(): ToldElsewhere {
  return { titles: new Set(), descriptions: new Set(), asked: new Map(), byStory: new Map() };
}

/** Adds an article of a story. */
export function addTold(
  { titles, descriptions, asked, byStory }: ToldElsewhere,
  story: string,
  article: {
    readonly title: string;
    readonly description: string;
    readonly asked: readonly string[];
    readonly findings: readonly string[];
    readonly read: readonly string[];
    readonly answers: readonly string[];
    readonly questions: readonly string[];
    readonly figures: readonly string[];
    readonly found: readonly string[];
    readonly sentences: readonly string[];
  },
): void {
  titles.add(article.title);
  descriptions.add(beginningOf(article.description));
  for (const question of article.asked) asked.set(question, (asked.get(question) ?? 0) + 1);
  byStory.set(story, added(byStory.get(story) ?? nothingBeside(), article));
}

/** What is seen of a summary where there is little room: two that begin alike are one there. */
export function beginningOf(description: string): string {
  return description.slice(0, BEGINNING);
}

/** What the articles of these stories tell. */
export function toldBeside({ byStory }: ToldElsewhere, stories: readonly string[]): ToldBeside {
  const all = stories.flatMap((story) => byStory.get(story) ?? []);
  return all.reduce(added, nothingBeside());
}

/** Into the same sets: an edition may have hundreds of articles of one story. */
function added(
  its: ToldBeside,
  more: Readonly<Record<keyof ToldBeside, Iterable<string>>>,
): ToldBeside {
  for (const kind of KINDS) for (const each of more[kind]) its[kind].add(each);
  return its;
}

function nothingBeside(): ToldBeside {
  return {
    findings: new Set(),
    read: new Set(),
    answers: new Set(),
    questions: new Set(),
    figures: new Set(),
    found: new Set(),
    sentences: new Set(),
  };
}
