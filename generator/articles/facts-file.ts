import { z } from "zod";
import { isDay } from "../base/day.ts";
import { placesOf, type Place } from "../base/places.ts";
import { collected, mistake, type Failure, type Problem } from "../base/problem.ts";
import { loadYaml } from "../base/yaml.ts";
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
    origin: z.enum(["signal", "claim", "event", "headline", "parameter", "edition"]),
    ref: z.string(),
    day: z.string().exactOptional(),
    late: z.boolean().exactOptional(),
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
  sentences: z.array(
    z.object({
      skeleton: z.string(),
      facts: z.array(z.string()),
      chosen: z.literal(true).exactOptional(),
    }),
  ),
  plain: z.array(z.string()).exactOptional(),
  disclosure: z.string().exactOptional(),
  disputes: z.array(z.string()).exactOptional(),
  links: z.array(z.string()).exactOptional(),
  headlines: z
    .array(z.object({ id: z.string(), title: z.string(), url: z.string() }))
    .exactOptional(),
  findings: z.array(
    z.object({
      narrative: z.string(),
      bindings: z.record(z.string(), z.string()),
      salience: z.number(),
      chosen: z.literal(true).exactOptional(),
    }),
  ),
}) satisfies z.ZodType<FactsFile>;

const ADVICE =
  "Nobody writes this file by hand: restore it, or make the edition of that day again with bellwether daily --date.";

/** With a file of another shape altogether, the first mistakes tell enough. */
const MOST_PROBLEMS = 5;

/**
 * Reads a facts file.
 * @param text as it was found on the disk; undefined where there is none.
 * @throws Failure (2) with line and column of each place in it that is no facts file's.
 */
export function parseFacts(text: string | undefined, file: string): FactsFile {
  const broken = (message: string, at?: Place): Failure =>
    mistake({ code: "facts-file", file, ...at, message, advice: ADVICE });
  if (text === undefined) throw broken("The article's facts are missing.");
  let plain: unknown;
  try {
    plain = JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const [, offset = text.length] = /at position (\d+)/.exec(message) ?? [];
    const said = message.replace(/ (in JSON )?at position .*$/, "");
    throw broken(`The facts file is not whole: ${said}.`, placesOf(text)(Number(offset)));
  }
  const parsed = factsFileSchema.safeParse(plain);
  if (parsed.success) return parsed.data;
  // JSON is YAML: its reader knows the places, and is asked for them only here since it takes its time.
  const found: Problem[] = [];
  collected(found, () => loadYaml(text, factsFileSchema, { file }));
  throw mistake(
    found.slice(0, MOST_PROBLEMS).map((each) => ({ ...each, code: "facts-file", advice: ADVICE })),
  );
}

/** The facts as JSON, one fact and one sentence a line, so that a change is a diff that one can read. */
export function formatFacts(facts: FactsFile): string {
  const fields = Object.entries(facts).map(([key, value]) => {
    if (!Array.isArray(value) || value.length === 0 || typeof value[0] !== "object") {
      return `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`;
    }
    return `  ${JSON.stringify(key)}: [\n${value.map((each) => `    ${JSON.stringify(each)}`).join(",\n")}\n  ]`;
  });
  return `{\n${fields.join(",\n")}\n}\n`;
}
