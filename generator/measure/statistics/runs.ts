/** Positions in a row on one of two sides, and those on the other before them, each counted with its sign. */
export interface Runs {
  readonly now: number;
  readonly before: number;
  /** The earliest position that was looked at. */
  readonly from: number;
}

/** The newest run of one side and the run before it; `first` is the first position that has a side. */
export function runsOf(side: (at: number) => number, last: number, first: number): Runs {
  const way = side(last);
  let start = last;
  while (start > first && side(start - 1) === way) start--;
  let earlier = start;
  while (earlier > first && side(earlier - 1) !== way) earlier--;
  return {
    now: way * (last - start + 1),
    before: -way * (start - earlier) || 0,
    from: Math.max(first, earlier - 1),
  };
}
