import type { History } from "../../store/asof.ts";
import { sameValue, type Observation } from "../../store/observation.ts";

/** What the file says of when a value became public, and the store does not take: what was known once, and since when, stays. */
export function untakenTimes(known: History, accepted: readonly Observation[]): string[] {
  const positions = new Map(known.days.map((day, at) => [day, at]));
  const stated = accepted.flatMap(({ day, value, public: published, stated: isStated }) => {
    const at = isStated ? positions.get(day) : undefined;
    return at === undefined ? [] : [{ day, value, published, at }];
  });
  const same = stated.filter(
    ({ value, published, at }) =>
      sameValue(known.values[at]!, value) && known.publics[at] !== published,
  );
  const tooEarly = stated.filter(
    ({ value, published, at }) =>
      !sameValue(known.values[at]!, value) && published <= known.publics[at]!,
  );
  const told = (all: typeof stated): string =>
    `${all[0]!.day}${all.length > 1 ? ` and ${all.length - 1} more` : ""}`;
  return [
    ...(same.length > 0
      ? [
          `publication of ${told(same)}: not taken, since the store has the value with a time of its own, which stays`,
        ]
      : []),
    ...(tooEarly.length > 0
      ? [
          `publication of ${told(tooEarly)}: not taken, since it lies not after that of the value that is replaced; the new one counts from now`,
        ]
      : []),
  ];
}
