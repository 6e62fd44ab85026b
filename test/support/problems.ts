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

/** The same of work that takes its time. */
export async function problemsAfter(work: () => Promise<unknown>): Promise<readonly Problem[]> {
  const outcome = await work().catch((error: unknown) => error);
  if (outcome instanceof Failure) return outcome.problems;
  if (outcome instanceof Error) throw outcome;
  return [];
}

/** `line:column code` of each problem. */
export function placesOf(problems: readonly Problem[]): string[] {
  return problems.map(({ line, column, code }) => `${line}:${column} ${code}`);
}
