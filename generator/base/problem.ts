import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Code, OutageCode } from "./codes.ts";

/** One thing that is wrong, said so that a person can mend it. */
export interface Problem {
  readonly code: Code;
  /** One sentence: what was found and what was expected. */
  readonly message: string;
  /** Path as the user would type it, relative to the home folder where possible. */
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  /** What to do about it, as one sentence. */
  readonly advice?: string;
}

/** One thing outside of the program that failed. */
export interface Outage extends Problem {
  readonly code: OutageCode;
}

/** Stops a command: the problems are shown to the user, without a stack trace, and `exit` becomes the status. */
export class Failure extends Error {
  readonly exit: 2 | 3;
  readonly problems: readonly Problem[];

  constructor(exit: 2 | 3, problems: Problem | readonly Problem[]) {
    const list = Array.isArray(problems) ? (problems as readonly Problem[]) : [problems as Problem];
    super(list.map(formatProblem).join("\n"));
    this.name = "Failure";
    this.exit = exit;
    this.problems = list;
  }
}

/** The call, a file or the configuration is wrong (exit status 2). */
export function mistake(problems: Problem | readonly Problem[]): Failure {
  return new Failure(2, problems);
}

/** Something outside failed: disk, network, another process (exit status 3). */
export function outage(problem: Outage): Failure {
  return new Failure(3, problem);
}

/** A fault of our own code: nobody else's to mend. @param during what was being done, as the end of a sentence. */
export function ownFault(error: unknown, during = ""): Problem {
  const said = error instanceof Error ? error.message : String(error);
  return {
    code: "internal",
    message: `Something went wrong inside Bellwether${during}: ${said.replace(/\.$/, "")}.`,
    advice: "This is a fault of the program. Set BELLWETHER_DEBUG=1 to see where, and report it.",
  };
}

/**
 * What `work` gives; undefined where it stops with a mistake, whose problems are added to `problems`.
 * @throws what else stops it: nothing more can be said of the files when the disk fails.
 */
export function collected<T>(problems: Problem[], work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Failure) || error.exit !== 2) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

/** A path as messages show it: relative to the home folder, and whole where it lies outside of it. */
export function shownPath(home: string, path: string): string {
  if (!isAbsolute(path)) return path.split(sep)[0] === ".." ? resolve(home, path) : path;
  const within = relative(home, path);
  return within.split(sep)[0] === ".." || isAbsolute(within) ? path : within || ".";
}

/** Problems with their paths as messages show them. */
export function shownProblems(home: string, problems: readonly Problem[]): Problem[] {
  return problems.map((each) =>
    each.file === undefined ? each : { ...each, file: shownPath(home, each.file) },
  );
}

/** `file:line:column: message (code)` with the advice on a line of its own. */
export function formatProblem(problem: Problem): string {
  const place = [problem.file, problem.line, problem.column]
    .filter((part) => part !== undefined)
    .join(":");
  const head = `${place ? `${place}: ` : ""}${problem.message} (${problem.code})`;
  return problem.advice ? `${head}\n  ${problem.advice}` : head;
}
