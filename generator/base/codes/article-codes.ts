import type { Entries } from "./entry.ts";

/** What the check says of an article: an error (1) blocks its publication, a notice (0) does not. */
export const CHECKED = {
  "another-edition": [1, "The head names another edition, date or story than the facts."],
  disclosure: [1, "The article has lost its disclosure."],
  "facts-of-another-text": [1, "The facts beside the article were made from other inputs."],
  "missing-fact": [1, "A sentence names a fact that is not there."],
  "figure-changed": [1, "A figure is not what its sentence was written with."],
  "figure-without-fact": [1, "No fact stands for a figure."],
  "figure-of-another-subject": [1, "The figure's fact is about another subject."],
  "wrong-unit": [1, "The figure has another unit than its fact."],
  "undeclared-unit": [1, "The unit of a fact is not declared."],
  "wrong-sign": [1, "The figure has lost the minus of its fact."],
  "wrong-direction": [1, "A word gives the figure the wrong direction."],
  "fact-changed": [1, "The observations behind a figure have changed."],
  "fact-value": [1, "The data give another value for a figure."],
  "sources-disagree": [1, "Two sources disagree on what a figure rests on."],
  "another-day": [
    1,
    "A figure is of another day than its sentence or list says, or late and without its day.",
  ],
  "unearned-word": [1, "No figure earns a strong word."],
  "undated-record": [1, "A record stands without its date."],
  waived: [0, "An editor lets a figure or a word stand, with a reason."],
  "sourced-by-link": [0, "A figure is no fact; a link sources it."],
  "wrong-figure": [1, "The store says something else of what a figure of a text is bound to."],
  "unknown-figure": [0, "Nothing in the store says whether a figure of a text is true."],
  "changed-word": [1, "A word means something else than the one that was generated in its place."],
  "by-hand": [0, "A person wrote or changed the sentence: read whether it is true."],
  "text-gone": [0, "Sentences that were generated are no longer there."],
  "unused-waiver": [0, "A waiver excuses nothing."],
} as const satisfies Entries;

export const ARTICLES = {
  "banned-wording": [undefined, "Wording that an article may not have: 1 in one, 2 in a template."],
  edition: [2, "An article or its facts stand in the folder of another edition."],
  slug: [2, "An article's file name cannot become an address."],
  "facts-file": [2, "A facts file is missing or broken."],
  "not-allowed": [2, "An article in its state does not allow the step."],
  "not-published": [2, "An article that was never published needs no correction."],
  "nothing-to-correct": [2, "No other text of a published article is at hand."],
  "no-reason": [2, "A published article was edited, and nobody says what was wrong."],
  "no-such-figure": [2, "The article has no such figure."],
} as const satisfies Entries;
