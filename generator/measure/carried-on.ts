/** What a walk over values has come to, and how many of them it has seen. */
interface Walked<S> {
  seen: number;
  readonly state: S;
}

/**
 * Remembers a walk over the values of a series, from the first on: for a longer beginning of the same values it goes on where it ended, so that
 * who reads a past day by day walks it once. A state may come from more values than are asked for; whoever takes something from it takes what bears
 * positions up to the last that was asked for.
 * @param begin the state before the first value.
 * @param step takes in the value at a position.
 */
export function carriedOn<S>(
  begin: () => S,
  step: (state: S, values: Float64Array, at: number) => void,
): (values: Float64Array) => S {
  // Beginnings of one series are windows on the same memory.
  const walks = new WeakMap<ArrayBufferLike, Map<number, Walked<S>>>();
  return (values) => {
    let ofBuffer = walks.get(values.buffer);
    if (ofBuffer === undefined) walks.set(values.buffer, (ofBuffer = new Map()));
    let walked = ofBuffer.get(values.byteOffset);
    if (walked === undefined)
      ofBuffer.set(values.byteOffset, (walked = { seen: 0, state: begin() }));
    for (; walked.seen < values.length; walked.seen++) step(walked.state, values, walked.seen);
    return walked.state;
  };
}
