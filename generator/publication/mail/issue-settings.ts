import { z } from "zod";
import { FORMATS } from "./formats.ts";

/** One line that may stand in the head of a mail: nothing in it ends that line or hides a part of it. */
const line = z
  .string()
  .trim()
  .min(1)
  .regex(/^[^\p{Cc}\p{Cf}\u2028\u2029]+$/u, "expected one line without control characters");

const address = z.email("expected a mail address such as daily@example.org");

/** The part of `mail:` that says what an issue is and who sends it. */
export const issueShape = {
  from: z.strictObject({ name: line, address }),
  replyTo: address.exactOptional(),
  /** The publisher's postal address, which the law asks for at the end of every mailing. */
  postal: line,
  /** What readers may choose. */
  formats: z
    .array(z.enum(FORMATS))
    .min(1, "expected a format or more")
    .default([...FORMATS]),
  /** How much of the first article the daily issue prints. */
  lead: z.enum(["full", "summary"]).default("full"),
  /** From which salience on a finding is worth an alert. */
  alertFrom: z.number().min(0).default(65),
};
