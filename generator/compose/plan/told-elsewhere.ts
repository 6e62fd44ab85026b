/** What the articles of an edition that were written before tell: another does not say the same where it has something else to say. */
export interface ToldElsewhere {
  /** Whether one of them has a headline. */
  hasTitle(title: string): boolean;
  /** Whether the summary of one of them begins as another does. */
  beginsAs(description: string): boolean;
  /** Whether many of them answer a question, told by its template. */
  isCommon(question: string): boolean;
  /** What the articles of these stories tell. */
  beside(stories: readonly string[]): ToldBeside;
  /** Adds an article of a story. */
  add(story: string, article: Tells): void;
}

/** What an article tells, as those that are written after it ask. */
export interface Tells extends Readonly<Record<keyof ToldBeside, readonly string[]>> {
  readonly title: string;
  readonly description: string;
  /** Templates of the questions that it answers. */
  readonly asked: readonly string[];
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
const MOST_ASKED = 10;

/** Characters of a summary that search engines and lists show in any case: two that begin alike are one there. */
const BEGINNING = 130;

/**
 * As an edition begins.
 * @param each stands for so many articles, by which the questions of an edition are guessed from a share of its articles.
 */
export function nothingTold(each = 1): ToldElsewhere {
  const [titles, beginnings] = [new Set<string>(), new Set<string>()];
  const asked = new Map<string, number>();
  const byStory = new Map<string, ToldBeside>();
  return {
    hasTitle: (title) => titles.has(title),
    beginsAs: (description) => beginnings.has(beginningOf(description)),
    isCommon: (question) => (asked.get(question) ?? 0) >= MOST_ASKED,
    beside(stories) {
      const all = stories.flatMap((story) => byStory.get(story) ?? []);
      return all.reduce(added, nothingBeside());
    },
    add(story, article) {
      titles.add(article.title);
      beginnings.add(beginningOf(article.description));
      for (const question of article.asked) asked.set(question, (asked.get(question) ?? 0) + each);
      byStory.set(story, added(byStory.get(story) ?? nothingBeside(), article));
    },
  };
}

function beginningOf(description: string): string {
  return description.slice(0, BEGINNING);
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
