import { z } from "zod";
import { suggestion } from "../base/nearest.ts";
import type { Problem } from "../base/problem.ts";
import { keysAt } from "../base/schema-keys.ts";
import { heldToShape } from "../base/schema-words.ts";
import { entrySchema } from "../publication/calendars/entry.ts";
import { CLASSES, quantityDeclaration } from "../publication/quantities.ts";
import { namedKindSchema } from "../publication/kinds.ts";

const text = z.string().trim().min(1, "expected a text");
const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, "expected lower-case letters, digits and hyphens");
const work = z.custom((value) => typeof value === "function", "expected a function");
const options = z.custom(
  (value) => value instanceof Object && "safeParse" in value,
  "expected a schema such as z.strictObject({ … })",
);
const spacingMs = z.number().min(0);
const keys = z.array(
  z.strictObject({
    name: z.string().regex(/^[A-Z][A-Z0-9_]*$/, "expected a name such as MY_KEY"),
    required: z.boolean(),
  }),
);

const source = z.strictObject({
  id: name,
  about: z.strictObject({ gives: text, cost: text, limits: text, terms: text }),
  spacingMs,
  keys,
  keysOf: work.optional(),
  options,
  batch: work,
  overlap: z.int().min(0).optional(),
  pull: work,
});

const outputs = z
  .array(
    z.strictObject({
      name: z
        .string()
        .regex(/^[a-z][a-zA-Z0-9]*$/, "expected a name such as moonAge, as texts write it"),
      type: z.enum(["number", "date", "time"]),
      unit: work,
      decimals: work,
    }),
  )
  .min(1, "expected a signal or more");

const computed = z.strictObject({
  method: name,
  parameters: z.record(z.string(), z.number()),
  outputs,
  compute: work,
});

const pairMeasure = computed.extend({ countsPairs: z.literal(true).optional() });

const measure = computed.extend({
  classes: z.array(z.enum(CLASSES)).min(1, "expected a class or more"),
  reads: z.enum(["values", "returns"]),
  besides: z.array(text).optional(),
  readsStale: z.literal(true).optional(),
});

const chart = z.strictObject({
  kind: name,
  article: z.strictObject({ rank: z.number(), ids: work }).optional(),
  subject: work.optional(),
  suits: work.optional(),
  draw: work,
});

const bindable = z.strictObject({
  id: name,
  words: work,
  read: work,
  data: work.optional(),
  stated: work.optional(),
  saidBy: work.optional(),
});

const channel = z.strictObject({
  id: name,
  about: text,
  spacingMs,
  keys,
  keysOf: work.optional(),
  options: options.optional(),
  isIdempotent: z.boolean().optional(),
  write: work.optional(),
  prepare: work.optional(),
  post: work,
  test: work.optional(),
});

/** What `unitOf` makes. */
const unit = z.looseObject({ id: text, style: text }, "expected what unitOf makes");

const pluginSchema = z.strictObject({
  name,
  sources: z.array(source).optional(),
  measures: z.array(measure).optional(),
  pairMeasures: z.array(pairMeasure).optional(),
  kinds: z.array(namedKindSchema).optional(),
  quantities: z.record(text, quantityDeclaration).optional(),
  units: z.array(unit).optional(),
  calendars: z.record(text, entrySchema).optional(),
  bindables: z.array(bindable).optional(),
  charts: z.array(chart).optional(),
  channels: z.array(channel).optional(),
});

/** What is wrong with what a plugin's module exports by default; each entry is named by its sort and name. */
export function faultsOfPlugin(exported: unknown, file: string): Problem[] {
  if (exported === undefined) {
    const advice = "Expected: export default definePlugin({ name, … })";
    return [{ code: "plugin", file, message: "The file exports no plugin.", advice }];
  }
  const held = heldToShape(pluginSchema, exported);
  if (held.success) return [];
  return held.faults.map((fault): Problem => {
    const { path, unknownKeys } = fault;
    const message = `${placeIn(exported, path)}${fault.message}.`;
    const known = unknownKeys ? keysAt(pluginSchema, path) : [];
    const advice = known.length > 0 ? suggestion(unknownKeys![0]!, known) : fault.advice;
    return { code: "plugin", file, message, ...(advice === undefined ? {} : { advice }) };
  });
}

/** `measures "moon-age": compute: ` */
function placeIn(exported: unknown, path: readonly PropertyKey[]): string {
  const [sort, index, ...rest] = path;
  if (sort === undefined) return "";
  if (index === undefined) return `${String(sort)}: `;
  const entries = (exported as Record<PropertyKey, unknown>)[sort];
  const entry = Object(Object(entries)[index]) as Record<string, unknown>;
  const called = entry["id"] ?? entry["kind"] ?? entry["method"];
  const named = typeof called === "string" ? `"${called}"` : `number ${Number(index) + 1}`;
  return [`${String(sort)} ${named}`, ...rest.map(String)].map((part) => `${part}: `).join("");
}
