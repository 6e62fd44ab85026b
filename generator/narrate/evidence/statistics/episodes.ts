/**
 * The first periods of the episodes that count at a horizon. Periods in a row are one episode, and one that starts within the
 * horizon of the last that counted, whose outcome it would share, does not count.
 * @param held positions in the target's history at which the rule held, ascending, each once.
 * @param horizon in positions, 1 or more.
 */
export function episodesOf(held: readonly number[], horizon: number): number[] {
  const counted: number[] = [];
  for (const [index, at] of held.entries()) {
    const isStart = held[index - 1] !== at - 1;
    const last = counted.at(-1);
    if (isStart && (last === undefined || at - last >= horizon)) counted.push(at);
  }
  return counted;
}
