import { countBefore } from "../../base/search.ts";
import type { Fact, FactsFile } from "../../articles/facts.ts";
import { nameFinder } from "../figures/mask.ts";

/** A subject that a sentence names, at a place of the text. */
interface Mention {
  readonly subject: string;
  readonly at: number;
}

/** Finds the subjects that a text names, by the names that the facts file gives them. */
export type SubjectFinder = (text: string) => Mentions;

export function subjectFinder({ subjects }: FactsFile): SubjectFinder {
  const byName = new Map<string, { readonly name: string; readonly subject: string }[]>();
  for (const [subject, names] of Object.entries(subjects)) {
    for (const name of names) {
      const key = name.toLowerCase();
      byName.set(key, [...(byName.get(key) ?? []), { name, subject }]);
    }
  }
  const find = nameFinder([...byName.keys()]);
  return (text) => {
    const mentions = (find?.(text) ?? []).flatMap(({ name: found, start }) =>
      (byName.get(found.toLowerCase().replace(/\s/g, " ")) ?? [])
        .filter(({ name }) => isWritten(name, found))
        .map(({ subject }) => ({ subject, at: start })),
    );
    return new Mentions(mentions);
  };
}

/** A symbol is one in capitals only: "COIN" is a company, "coin" is not. */
function isWritten(name: string, found: string): boolean {
  return name !== name.toUpperCase() || found.replace(/\s/g, " ") === name;
}

/** The subjects that a sentence names. */
export class Mentions {
  /** In the order of the text. */
  readonly #mentions: readonly Mention[];
  readonly #subjects: ReadonlySet<string>;

  constructor(mentions: readonly Mention[]) {
    this.#mentions = mentions;
    this.#subjects = new Set(mentions.map(({ subject }) => subject));
  }

  /** Each once, in the order in which they are named. */
  get all(): ReadonlySet<string> {
    return this.#subjects;
  }

  /** The subject that a figure is most likely about: the last one named before it, else the first after it. */
  nearest(at: number): string | undefined {
    const mentions = this.#mentions;
    const before = countBefore(mentions.length, (index) => mentions[index]!.at < at);
    return mentions[Math.max(0, before - 1)]?.subject;
  }

  /** Whether a fact may stand in the sentence; one that names no subject says nothing of whose it is. */
  fit({ subjects }: Fact): boolean {
    if (subjects.length === 0 || this.#subjects.size === 0) return true;
    return subjects.some((subject) => this.#subjects.has(subject));
  }
}
