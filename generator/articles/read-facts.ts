import { z } from "zod";
import { isDay } from "../base/day.ts";
import { mistake } from "../base/problem.ts";
import type { FactsFile } from "./facts.ts";

const day = z.string().refine(isDay, "expected a date YYYY-MM-DD");

const moments = new Set(["date", "time"]);

const inputSchema = z.object({
  series: z.string(),
  from: day,
  to: day,
  count: z.int(),
  common: z.string().exactOptional(),
  digest: z.string(),
});

const factSchema = z
  .object({
    id: z.string().min(1),
    text: z.string().min(1),
    value: z.union([z.number(), z.string()], "expected a number, or a date or time as text"),
    unit: z.string().min(1),
    decimals: z.int().min(0).max(12),
    magnitude: z.number().positive(),
    direction: z.enum(["up", "down", "flat", "none"]),
    subjects: z.array(z.string()),
    origin: z.enum(["signal", "claim", "parameter", "edition"]),
    ref: z.string(),
    day: z.string().exactOptional(),
    public: z.string().exactOptional(),
    sources: z.array(z.string()),
    method: z.string().exactOptional(),
    parameters: z.record(z.string(), z.number()).exactOptional(),
    inputs: z.array(inputSchema),
  })
  .refine(({ unit, value }) => moments.has(unit) === (typeof value === "string"), {
    path: ["value"],
    error: "expected text for a date or time, a number for every other unit",
  });

const factsFileSchema = z.object({
  version: z.literal(1),
  edition: day,
  cutoff: z.iso.datetime(),
  story: z.string(),
  inputs: z.string(),
  names: z.array(z.string()),
  subjects: z.record(z.string(), z.array(z.string())),
  facts: z
    .array(factSchema)
    .refine((facts) => new Set(facts.map(({ id }) => id)).size === facts.length, {
      error: "expected every fact to have an id of its own",
    }),
  sentences: z.array(z.object({ skeleton: z.string(), facts: z.array(z.string()) })),
  plain: z.array(z.string()).exactOptional(),
  disclosure: z.string().exactOptional(),
  disputes: z.array(z.string()).exactOptional(),
  links: z.array(z.string()).exactOptional(),
  findings: z.array(
    z.object({
      narrative: z.string(),
      bindings: z.record(z.string(), z.string()),
      salience: z.number(),
    }),
  ),
}) satisfies z.ZodType<FactsFile>;

const ADVICE =
  "Nobody writes this file by hand: make the edition of that day again with bellwether daily --date.";

/** With a file of another shape altogether, the first mistakes tell enough. */
const MOST_PROBLEMS = 5;

/**
 * Reads a facts file as it was found on the disk.
 * @param file its path as the user would type it.
 * @throws Failure (2) naming the file and each place in it that is no facts file's.
 */
export function readFacts(text: string, file: string): FactsFile {
  let plain: unknown;
  try {
    plain = JSON.parse(text);
  } catch (error) {
    const message = `The facts file is not whole: ${(error as Error).message}.`;
    throw mistake({ code: "facts-file", file, message, advice: ADVICE });
  }
  const parsed = factsFileSchema.safeParse(plain);
  if (parsed.success) return parsed.data;
  throw mistake(
    parsed.error.issues.slice(0, MOST_PROBLEMS).map(({ path, message }) => ({
      code: "facts-file",
      file,
      message: `${path.length === 0 ? "The file" : path.map(String).join(".")}: ${message.replace(/\.$/, "")}.`,
      advice: ADVICE,
    })),
  );
}
