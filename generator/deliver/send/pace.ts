import type { Instant } from "../../base/day.ts";

/** The name that stands for all domains together. */
const ALL = "all";

const MINUTE_MS = 60_000;

/** A domain that asks for fewer mails is left alone for so long. */
export const CROWDED_MS = 60_000;

/** How many mails may go out at this moment, by domain and in all. */
export interface Pace {
  /** Over all domains; as many as one likes where nothing is said. */
  room(now: Instant): number;
  /** By domain, for those that may not get as many as one likes. */
  spare(now: Instant): ReadonlyMap<string, number>;
  /** One goes out. */
  take(domain: string, now: Instant): void;
  /** Nothing more to a domain for a while. */
  rest(domain: string, until: Instant): void;
  /** When more may go out than may now; undefined where nothing is held back. */
  freeAt(now: Instant): Instant | undefined;
}

/** Mails to one domain: allowed one by one, evenly over the minute, with a second's worth at once. */
interface Bucket {
  readonly everyMs: number;
  readonly burst: number;
  level: number;
  at: Instant;
}

/** @param perMinute mails a minute, by domain or for `all`. */
export function paceOf(perMinute: Readonly<Record<string, number>> = {}): Pace {
  const buckets = new Map<string, Bucket>();
  const resting = new Map<string, Instant>();
  for (const [name, mails] of Object.entries(perMinute)) {
    const burst = Math.max(1, Math.floor(mails / 60));
    buckets.set(name, { everyMs: MINUTE_MS / mails, burst, level: burst, at: -Infinity });
  }
  const filled = (bucket: Bucket, now: Instant): number => {
    bucket.level = Math.min(bucket.burst, bucket.level + (now - bucket.at) / bucket.everyMs);
    bucket.at = now;
    return bucket.level;
  };
  const whole = (bucket: Bucket, now: Instant): number => Math.floor(filled(bucket, now) + 1e-9);
  return {
    room(now) {
      const all = buckets.get(ALL);
      return all === undefined ? Infinity : whole(all, now);
    },
    spare(now) {
      const spare = new Map<string, number>();
      for (const [domain, bucket] of buckets)
        if (domain !== ALL) spare.set(domain, whole(bucket, now));
      for (const [domain, until] of resting)
        if (until > now) spare.set(domain, 0);
        else resting.delete(domain);
      return spare;
    },
    take(domain, now) {
      for (const name of [ALL, domain]) {
        const bucket = buckets.get(name);
        if (bucket !== undefined) bucket.level = filled(bucket, now) - 1;
      }
    },
    rest: (domain, until) => void resting.set(domain, until),
    freeAt(now) {
      const waits = [...buckets.values()].flatMap((bucket) => {
        const level = filled(bucket, now);
        return level >= 1 ? [] : [now + Math.ceil((1 - level) * bucket.everyMs)];
      });
      const times = [...waits, ...[...resting.values()].filter((until) => until > now)];
      return times.length === 0 ? undefined : Math.min(...times);
    },
  };
}
