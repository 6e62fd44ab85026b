import { dayNumber, type Day } from "../../base/day.ts";

/** One of the choices, following from the date alone: the next day takes the next one, and none comes again before all had their turn. */
export function choose<T>(choices: readonly T[], day: Day, key: string): T {
  return choices[placeOf(choices.length, day, key)] as T;
}

/** The choices in the order in which they are tried on a day: the day's own first. */
export function turns<T>(choices: readonly T[], day: Day, key: string): T[] {
  const first = choices.length === 0 ? 0 : placeOf(choices.length, day, key);
  return [...choices.slice(first), ...choices.slice(0, first)];
}

/** Pairs of an article, and articles of a day that have their own; those of eight days are fewer than there are of 13 and 10. */
const PLACES = 4;
const ARTICLES = 4;

/**
 * One of each list, following from the date alone. Where the lengths of the lists have no common divisor, no pair comes again before
 * all had their turn.
 * @param voice number of the article among those of the day.
 * @param place the how-manieth pair of the article, from 0.
 */
export function choosePair<A, B>(
  first: readonly A[],
  second: readonly B[],
  day: Day,
  voice: number,
  place: number,
): [A, B] {
  const turn = (numberOf(day) * ARTICLES + (voice % ARTICLES)) * PLACES + place;
  return [first[turn % first.length] as A, second[turn % second.length] as B];
}

/** Apart by so many turns, no two of a few texts fall on one phrasing of a day, however many phrasings there are. */
const VOICE_TURNS = 11;
const DAYS_A_WEEK = 7;

/**
 * The turn that the phrasings of a text have come to. Each next turn takes the next phrasing; when all had theirs, a round begins,
 * in which each takes the next of its alternatives.
 * @param number what moves on from one print to the next: see `dayTurn` and `weekTurn`, or the days on which a rule held.
 * @param voice number of the article among those that may print the same text on one day: they take different phrasings.
 */
export function turnOf(number: number, key: string, voice: number): number {
  return number + spread(key) + voice * VOICE_TURNS;
}

/** The number of a day, for what may be printed on any. */
export function dayTurn(day: Day): number {
  return numberOf(day);
}

/** The number of a day's week, for what is printed once a week. */
export function weekTurn(day: Day): number {
  return Math.floor(numberOf(day) / DAYS_A_WEEK);
}

/** A phrasing, and how many rounds it was through before. */
export interface Turn<T> {
  readonly choice: T;
  readonly round: number;
}

/** The choices in the order in which they are tried at a turn; one that stands in for another is a round ahead of its own turn. */
export function* inTurn<T>(choices: readonly T[], turn: number): Generator<Turn<T>> {
  const count = choices.length;
  for (let tried = 0; tried < count; tried++) {
    const choice = choices[(turn + tried) % count] as T;
    const own = Math.floor((turn + tried) / count);
    yield { choice, round: tried === 0 ? own : own + 1 };
  }
}

function placeOf(count: number, day: Day, key: string): number {
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
