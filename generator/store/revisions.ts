import { dayNumber, type Instant } from "../base/day.ts";
import { sameValue, type Change, type Observation } from "./observation.ts";

/** The last that is stored of a period. */
export interface Latest {
  readonly revision: number;
  readonly value: number;
  readonly public: Instant;
}

/**
 * Holds a batch of one series to what is stored of it, and gives `add` what is new.
 * @param latest by period, in days since 1970-01-01; what is added becomes the latest.
 */
export function addRevisions(
  latest: Map<number, Latest>,
  retrieved: Instant,
  observations: readonly Observation[],
  add: (period: number, added: Latest) => void,
): Change {
  const change = { added: 0, revised: 0, unchanged: 0 };
  for (const observation of observations) {
    const { value } = observation;
    const period = dayNumber(observation.day);
    const before = latest.get(period);
    if (before !== undefined && sameValue(before.value, value)) {
      change.unchanged++;
      continue;
    }
    const added = {
      revision: before === undefined ? 0 : before.revision + 1,
      value,
      public: before ? revealed(observation, before, retrieved) : observation.public,
    };
    add(period, added);
    latest.set(period, added);
    change[before === undefined ? "added" : "revised"]++;
  }
  return change;
}

/** When a changed value became public. */
function revealed(observation: Observation, before: Latest, retrieved: Instant): Instant {
  return observation.stated && observation.public > before.public
    ? observation.public
    : Math.max(retrieved, before.public);
}
