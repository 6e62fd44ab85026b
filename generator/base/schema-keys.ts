import type { z } from "zod";

/** What of a schema's own description matters here, whatever its kind. */
interface Described {
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly items?: readonly z.ZodType[];
  readonly options?: readonly z.ZodType[];
  readonly in?: z.ZodType;
  readonly out?: z.ZodType;
}

/** The keys that an object at a path may have; none where the schema has no such object. */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const described = schema.def as Described;
  // What is changed before it is read is described by what it is read as then.
  const piped = described.in?.type === "transform" ? described.out : described.in;
  const inner = described.innerType ?? piped;
  if (inner) return keysAt(inner, path);
  if (described.options) return described.options.flatMap((option) => keysAt(option, path));
  if (path.length === 0) return Object.keys(described.shape ?? {});
  const [first, ...rest] = path;
  const next =
    described.shape?.[String(first)] ??
    described.items?.[Number(first)] ??
    described.element ??
    described.valueType;
  return next ? keysAt(next, rest) : [];
}
