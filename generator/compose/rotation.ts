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
