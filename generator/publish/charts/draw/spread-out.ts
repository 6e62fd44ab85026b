/** Something that takes `size` pixels and would best stand with its middle at `wanted`. */
export interface Placeable {
  readonly wanted: number;
  readonly size: number;
}

/**
 * Middles for things one below the other: as near as may be to the wanted ones, in their order, without overlap and within `low`
 * to `high`; closer together only where there is no room for all.
 */
export function spreadOut(
  things: readonly Placeable[],
  { low, high }: { readonly low: number; readonly high: number },
): number[] {
  const order = things
    .map((_, at) => at)
    .toSorted((a, b) => things[a]!.wanted - things[b]!.wanted || a - b);
  const needed = things.reduce((total, { size }) => total + size, 0);
  const squeeze = Math.min(1, (high - low) / Math.max(1, needed));
  const half = (at: number): number => (things[at]!.size * squeeze) / 2;
  const places: number[] = [];
  let edge = low;
  for (const at of order) {
    places[at] = Math.max(things[at]!.wanted, edge + half(at));
    edge = places[at] + half(at);
  }
  edge = high;
  for (const at of order.toReversed()) {
    places[at] = Math.min(places[at]!, edge - half(at));
    edge = places[at] - half(at);
  }
  return places;
}
