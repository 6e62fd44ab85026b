import { dayNumber, type Day } from "../base/day.ts";

/** One of the choices, following from the date alone: the next day takes the next one, and none comes again before all had their turn. */
export function choose<T>(choices: readonly T[], day: Day, key: string): T {
  return choices[turnOf(choices.length, day, key)] as T;
}

/** The choices in the order in which they are tried on a day: the day's own first. */
export function turns<T>(choices: readonly T[], day: Day, key: string): T[] {
  const first = choices.length === 0 ? 0 : turnOf(choices.length, day, key);
  return [...choices.slice(first), ...choices.slice(0, first)];
}

/** Pairs that one text may hold without meeting those of the next day; a week of them is fewer than there are of 11 and 7. */
const PLACES = 10;

/**
 * One of each list. The pair changes with the day and with the place among the pairs of one text; where the lengths of the lists
 * have no common divisor, none comes again before all had their turn.
 * @param place from 0 to 9.
 */
export function choosePair<A, B>(
  first: readonly A[],
  second: readonly B[],
  day: Day,
  place: number,
  key: string,
): [A, B] {
  const turn = numberOf(day) * PLACES + place + spread(key);
  return [first[turn % first.length] as A, second[turn % second.length] as B];
}

function turnOf(count: number, day: Day, key: string): number {
  return (numberOf(day) + spread(key)) % count;
}

let lastDay = { day: "", number: 0 };

/** Every choice of an edition asks for the same day. */
function numberOf(day: Day): number {
  if (lastDay.day !== day) lastDay = { day, number: dayNumber(day) };
  return lastDay.number;
}

/** FNV-1a, so that different narratives do not all turn to their first phrasing on the same day. */
function spread(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
