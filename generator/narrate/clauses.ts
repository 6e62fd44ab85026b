import { mistake, type Problem } from "../base/problem.ts";
import { suggestion } from "../base/nearest.ts";
import type { Part, Phrase } from "./part.ts";

/** The heading of a part that is a clause: `# clause: beside-the-month`. */
const CLAUSE = "clause";

/** `{{> beside-the-month}}`. */
const USE = /\{\{> *([^}]*?) *\}\}/g;
const NAME = /^[a-z][a-z0-9-]*$/;

/** A piece of a sentence that several phrasings of its file share. */
export interface Clause extends Phrase {
  readonly name: string;
}

/** What a file says, each use of a clause written out, and its clauses. */
export interface Texts {
  readonly parts: readonly Part[];
  readonly clauses: readonly Clause[];
}

/**
 * Takes the clauses out of a file's parts and writes each out where a phrasing, a question or a later clause uses it.
 * @throws Failure (2) for a clause without a name or a text of its own, one that stands twice, one that nothing uses, and a use of one
 * that is not written above it.
 */
export function withClausesWrittenOut(found: readonly Part[], file: string): Texts {
  const problems: Problem[] = [];
  const clauses = new Map<string, Clause>();
  const used = new Set<string>();
  const complain = (line: number, message: string, advice?: string, column = 1): void => {
    problems.push({
      code: "clause",
      file,
      line,
      column,
      message,
      ...(advice ? { advice } : {}),
    });
  };
  const writtenOut = ({ text, line }: Phrase): Phrase => ({
    line,
    text: text.replace(USE, (_, name: string, at: number) => {
      used.add(name);
      const clause = clauses.get(name);
      if (!clause) {
        const advice = suggestion(name, [...clauses.keys()]);
        const before = text.slice(0, at).split("\n");
        complain(
          line + before.length - 1,
          `No "# ${CLAUSE}: ${name}" stands above this text.`,
          advice,
          before.at(-1)!.length + 1,
        );
      }
      return clause?.text ?? "";
    }),
  });
  for (const { title, line, phrasings } of found.filter(({ name }) => name === CLAUSE)) {
    const name = title?.text ?? "";
    const [only] = phrasings;
    if (!NAME.test(name))
      complain(line, `Expected a name such as "# ${CLAUSE}: beside-the-month", found "${name}".`);
    else if (clauses.has(name))
      complain(
        line,
        `"# ${CLAUSE}: ${name}" stands in line ${clauses.get(name)!.line - 1} already.`,
      );
    else if (only === undefined || phrasings.length > 1)
      complain(line, `A clause has one text, "${name}" has ${phrasings.length}.`);
    else clauses.set(name, { name, ...writtenOut(only) });
  }
  const parts = found
    .filter(({ name }) => name !== CLAUSE)
    .map((part) => ({
      ...part,
      title: part.title && writtenOut(part.title),
      phrasings: part.phrasings.map(writtenOut),
    }));
  for (const { name, line } of clauses.values())
    if (!used.has(name)) complain(line - 1, `No text uses the clause "${name}".`);
  if (problems.length > 0) throw mistake(problems);
  return { parts, clauses: [...clauses.values()] };
}
