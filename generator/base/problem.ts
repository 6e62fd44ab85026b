/** Exit statuses of every command: 0 done, 1 done with findings that block, 2 the call, a file or the configuration is wrong, 3 something outside failed. */
export type ExitStatus = 0 | 1 | 2 | 3;

/** One thing that is wrong, said so that a person can mend it. */
export interface Problem {
  /** Stable name of the rule, such as `unknown-signal`; kebab-case. */
  readonly code: string;
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
export function outage(problems: Problem | readonly Problem[]): Failure {
  return new Failure(3, problems);
}

/** What `work` gives; undefined where it stops with a `Failure`, whose problems are added to `problems`. */
export function collected<T>(problems: Problem[], work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

/** `file:line:column: message (code)` with the advice on a line of its own. */
export function formatProblem(problem: Problem): string {
  const place = [problem.file, problem.line, problem.column]
    .filter((part) => part !== undefined)
    .join(":");
  const head = `${place ? `${place}: ` : ""}${problem.message} (${problem.code})`;
  return problem.advice ? `${head}\n  ${problem.advice}` : head;
}
