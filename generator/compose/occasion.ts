import { z } from "zod";
import { weekday, WEEKDAYS, type Day } from "../base/day.ts";

/** When a story runs: on every edition, or on those of one weekday. */
export const occasionSchema = z.union([
  z.literal("daily"),
  z.strictObject({ weekday: z.enum(WEEKDAYS) }),
]);
type Occasion = z.infer<typeof occasionSchema>;

/** Whether a story is due in the edition of a day. */
export function isDue(occasion: Occasion, day: Day): boolean {
  return occasion === "daily" || WEEKDAYS[weekday(day)] === occasion.weekday;
}
