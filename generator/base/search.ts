/**
 * How many of `count` items in ascending order come before a place in it, by binary search.
 * @param isBefore tells it of the item at a position: true of the first ones, false of all after them.
 */
export function countBefore(count: number, isBefore: (at: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
