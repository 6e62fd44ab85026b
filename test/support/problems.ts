import { Failure, type Problem } from "../../generator/base/problem.ts";

/** The problems with which `work` stops; none when it does not. */
export function problemsOf(work: () => unknown): readonly Problem[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof Failure) return error.problems;
    throw error;
  }
}

/** `line:column code` of each problem. */
export function placesOf(problems: readonly Problem[]): string[] {
  return problems.map(({ line, column, code }) => `${line}:${column} ${code}`);
}
