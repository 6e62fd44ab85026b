/** What the articles of an edition that were written before tell: another does not say the same where it has something else to say. */
export interface ToldElsewhere {
  /** Their headlines. */
  readonly titles: Set<string>;
  /** How many of them answer a question, by its template. */
  readonly asked: Map<string, number>;
}

/** In so many articles of one edition a question is news; in others it stands only where there is no other. */
export const MOST_ASKED = 10;

/** As an edition begins. */
export function nothingTold(): ToldElsewhere {
  return { titles: new Set(), asked: new Map() };
}

/** Adds an article. */
export function addTold(
  { titles, asked }: ToldElsewhere,
  article: { readonly title: string; readonly asked: readonly string[] },
): void {
  titles.add(article.title);
  for (const question of article.asked) asked.set(question, (asked.get(question) ?? 0) + 1);
}
