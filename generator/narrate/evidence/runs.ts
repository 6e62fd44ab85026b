/** Days in a row, as the number of the first since 1970 and how many there are. */
export type Run = readonly [first: number, length: number];

/** Days in a row on each of which the newest known period was one later than the day before: day, period, how many. */
export type Step = readonly [day: number, period: number, length: number];

/** Adds a day to runs that end before it. */
export function addDay(runs: Run[], day: number): void {
  const last = runs.at(-1);
  if (last && last[0] + last[1] === day) runs[runs.length - 1] = [last[0], last[1] + 1];
  else runs.push([day, 1]);
}

/** Adds a day and the newest period known on it. */
export function addStep(steps: Step[], day: number, period: number): void {
  const last = steps.at(-1);
  if (last && last[0] + last[2] === day && last[1] + last[2] === period)
    steps[steps.length - 1] = [last[0], last[1], last[2] + 1];
  else steps.push([day, period, 1]);
}

/** What of runs or steps lies on or before a day. */
export function until<R extends Run | Step>(runs: readonly R[], day: number): R[] {
  return runs.flatMap((run): R[] => {
    const length = run.at(-1) as number;
    const kept = Math.min(length, day - run[0] + 1);
    if (kept <= 0) return [];
    return kept === length ? [run] : [[...run.slice(0, -1), kept] as unknown as R];
  });
}

/** Every day of the runs, ascending. */
export function* daysOf(runs: readonly Run[]): Generator<number> {
  for (const [first, length] of runs) for (let at = 0; at < length; at++) yield first + at;
}

export function countDays(runs: readonly Run[]): number {
  return runs.reduce((sum, [, length]) => sum + length, 0);
}
