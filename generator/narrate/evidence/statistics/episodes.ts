/**
 * The first periods of the episodes that count at a horizon. Periods in a row are one episode, and one that starts within the
 * horizon of the last that counted, whose outcome it would share, does not count.
 * @param held positions in the target's history at which the rule held, ascending, each once.
 * @param horizon in positions, 1 or more.
 */
export function episodesOf(held: readonly number[], horizon: number): number[] {
  const counted: number[] = [];
  let [before, last] = [-Infinity, -Infinity];
  for (const at of held) {
    if (before !== at - 1 && at - last >= horizon) counted.push((last = at));
    before = at;
  }
  return counted;
}

/** Periods within which a rule that held before and holds again is taken to have held on: a weekend with a holiday. */
const BREAK = 4;

/**
 * The position at which the spell began that a rule is in at the newest one; beyond all of them where it is in none.
 * @param held as above.
 */
export function spellStart(held: readonly number[], newest: number): number {
  let start = Infinity;
  let next = newest;
  for (let index = held.length - 1; index >= 0; index--) {
    const at = held[index]!;
    if (next - at > BREAK) break;
    start = next = at;
  }
  return start;
}
