import { z } from "zod";
import { type Day, type Instant } from "../base/day.ts";

const people = z.union([z.literal(1), z.literal(2)], "expected 1 or 2");
const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day in UTC such as "13:00"');

export const reviewSchema = z.strictObject({
  /**
   * How many different people answer for a text before it goes out, who wrote in it and who approved it; where it is two, nobody
   * approves their own edit.
   */
  people: people.default(1),
  /** The same of a text in which a figure was waived. */
  waived: people.default(2),
  /** When an edition is due, on its own day. */
  deadline: time.exactOptional(),
  /** What becomes of drafts that nobody approved by then: what the program wrote and checks clean is released, or waits on. */
  late: z.enum(["hold", "release"]).default("hold"),
  /** Nothing of an edition is shown before, on its own day. */
  embargo: time.exactOptional(),
});

/** Who answers for a text before it goes out, and by when. */
export type ReviewPolicy = z.output<typeof reviewSchema>;

/** One person, for a text with waived figures too. */
export const ALONE: ReviewPolicy = { people: 1, waived: 1, late: "hold" };

/** When an edition is due, or may be shown; undefined where nothing is said of that. */
export function instantOn(day: Day, time: string | undefined): Instant | undefined {
  return time === undefined ? undefined : Date.parse(`${day}T${time}:00Z`);
}
