import type { z } from "zod";
import { suggestion } from "./nearest.ts";
import { sampleOf } from "./sample.ts";

/** One thing in which a value does not have the shape that is expected of it. */
export interface ShapeFault {
  readonly path: readonly PropertyKey[];
  /** What was expected and what was found, in our words and without a stop at its end. */
  readonly message: string;
  /** The nearest of the names that may stand there, or all of them. */
  readonly advice?: string;
  /** Keys that nobody knows, of the value at the path. */
  readonly unknownKeys?: readonly string[];
}

type Held<S extends z.ZodType> =
  | { readonly success: true; readonly data: z.output<S> }
  | { readonly success: false; readonly faults: readonly ShapeFault[] };

/**
 * Holds a value to a schema, as `safeParse` does, and tells in our words what is wrong: a schema's own message stays as it is, and
 * whatever the library would say of itself is said by what was expected and what was found.
 */
export function heldToShape<S extends z.ZodType>(schema: S, value: unknown): Held<S> {
  const parsed = schema.safeParse(value, { error: wordsOf });
  if (parsed.success) return { success: true, data: parsed.data };
  const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, value));
  return { success: false, faults: onceEach(faults) };
}

/** What is wrong in one way is not said in another. */
function onceEach(faults: readonly ShapeFault[]): ShapeFault[] {
  const told = new Set<string>();
  return faults.filter(({ path, unknownKeys }) => {
    const place = JSON.stringify([unknownKeys ?? [], ...path.map(String)]);
    const isNew = !told.has(place);
    told.add(place);
    return isNew;
  });
}

type Raw = z.core.$ZodRawIssue;

/** What a union says whose members say more. */
const UNION = "fits none of what may stand here";

const INSTANT = "an instant such as 2025-05-09T08:30:00Z";
const FORMS: Readonly<Record<string, string>> = {
  datetime: INSTANT,
  date: "a day such as 2025-05-09",
  time: "a time such as 08:30",
  email: "an address such as ann@example.org",
  url: "an address such as https://example.org/",
};

const KINDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "keys with values",
  record: "keys with values",
  map: "keys with values",
  date: "a date",
  null: "nothing",
};

/** How a schema tells of a mistake, for a schema that is asked within another one. */
export function wordsOf(issue: Raw): string | undefined {
  const expected = expectedOf(issue);
  if (expected === undefined) return undefined;
  const { input } = issue as { input?: unknown };
  if (issue.code === "invalid_union" || issue.code === "unrecognized_keys") return expected;
  if (input === undefined) return `missing, expected ${expected}`;
  return `expected ${expected}, found ${foundIn(input, issue)}`;
}

function expectedOf(issue: Raw): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return KINDS[String(issue.expected)] ?? String(issue.expected);
    case "invalid_value":
      return listed(issue.values as readonly unknown[]);
    case "invalid_format": {
      const form = FORMS[String(issue.format)];
      if (form !== undefined) return form;
      return issue.pattern === undefined
        ? `a text of the form "${String(issue.format)}"`
        : `a text of the form ${String(issue.pattern)}`;
    }
    case "too_small":
      return sized(issue, issue.minimum, "or more");
    case "too_big":
      return sized(issue, issue.maximum, "at most");
    case "not_multiple_of":
      return `a multiple of ${String(issue.divisor)}`;
    case "unrecognized_keys": {
      const keys = issue.keys as readonly string[];
      return `unknown key ${keys.map((key) => `"${key}"`).join(", ")}`;
    }
    case "invalid_union":
      return UNION;
    default:
      return undefined;
  }
}

/** How large, long or many something has to be. */
function sized(issue: Raw, bound: unknown, side: "or more" | "at most"): string {
  const { origin } = issue as { origin?: string };
  const amount = String(bound);
  if (origin === "string" && side === "or more" && amount === "1") return "a text";
  const unit = { string: " characters", array: " entries", set: " entries" }[origin ?? ""] ?? "";
  const isExclusive = issue["inclusive"] === false;
  if (isExclusive) return `${side === "or more" ? "more" : "less"} than ${amount}${unit}`;
  return side === "or more" ? `${amount}${unit} or more` : `at most ${amount}${unit}`;
}

/** Of a list that is too short or too long, how many it has; of anything else what it is. */
function foundIn(input: unknown, { code }: Raw): string {
  const isSize = code === "too_small" || code === "too_big";
  if (isSize && Array.isArray(input)) return String(input.length);
  if (typeof input === "object" && input !== null)
    return Array.isArray(input) ? "a list" : "keys with values";
  if (typeof input === "string" && input.trim() === "") return "nothing";
  return typeof input === "string" ? sampleOf(input) : String(input);
}

function listed(values: readonly unknown[]): string {
  const shown = values.slice(0, 12).map((value) => JSON.stringify(value));
  if (values.length > shown.length) return `one of ${shown.join(", ")}, …`;
  if (shown.length < 2) return shown.join("");
  return `${shown.slice(0, -1).join(", ")} or ${shown.at(-1)}`;
}

function faultsOf(issue: z.core.$ZodIssue, whole: unknown): ShapeFault[] {
  const { path } = issue;
  const message = withFound(issue.message.replace(/\.$/, ""), valueAt(whole, path));
  if (issue.code === "unrecognized_keys") return [{ path, message, unknownKeys: issue.keys }];
  if (issue.code === "invalid_union" && message === UNION) {
    const told = likeliest(issue.errors);
    if (told.length === 0) return [{ path, message: alternatives(issue, valueAt(whole, path)) }];
    return told.flatMap((each) =>
      faultsOf({ ...each, path: [...path, ...each.path] } as z.core.$ZodIssue, whole),
    );
  }
  if (issue.code !== "invalid_value") return [{ path, message }];
  const found = valueAt(whole, path);
  return [
    {
      path,
      message,
      ...(typeof found === "string" ? { advice: suggestion(found, issue.values.map(String)) } : {}),
    },
  ];
}

/** A schema's own message says what it expects; what is there instead is said with it. */
function withFound(message: string, found: unknown): string {
  if (!message.startsWith("expected ") || message.includes(", found ")) return message;
  if (found === undefined) return `missing, ${message}`;
  return typeof found === "object" && found !== null
    ? message
    : `${message}, found ${foundIn(found, { code: "custom" } as Raw)}`;
}

/** What the member says that fits best: the one whose mistakes lie deepest within the value; none where every one is of another kind. */
function likeliest(errors: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] {
  const fitting = errors.filter((issues) =>
    issues.every(({ code, path }) => path.length > 0 || code === "unrecognized_keys"),
  );
  const isOfKind = errors.filter((issues) =>
    issues.every(({ code, path }) => path.length > 0 || code !== "invalid_type"),
  );
  const [best = []] = (fitting.length > 0 ? fitting : isOfKind).toSorted(
    (one, other) => one.length - other.length,
  );
  return fitting.length > 0 || isOfKind.length === 1 ? best : [];
}

/** "expected a text or a number, found a list". */
function alternatives({ errors }: z.core.$ZodIssueInvalidUnion, found: unknown): string {
  const expected = errors.flatMap(
    ([first]) =>
      /^(?:missing, )?expected (.+?)(?:, found .*)?$/s.exec(first?.message ?? "")?.[1] ?? [],
  );
  const options = [...new Set(expected)].join(", or ");
  const what = options === "" ? "another kind of value" : options;
  if (found === undefined) return `missing, expected ${what}`;
  return `expected ${what}, found ${foundIn(found, { code: "invalid_union" } as Raw)}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((at: unknown, key) => (at as Record<PropertyKey, unknown>)?.[key], value);
}
