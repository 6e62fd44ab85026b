import { isMap, isScalar, LineCounter, parseDocument, type Document, type Node } from "yaml";
import type { z } from "zod";
import { nearest, suggestion } from "./nearest.ts";
import { mistake, type Problem } from "./problem.ts";
import { keysAt } from "./schema-keys.ts";

/** Where a text sits in its file: added to every line number reported. */
export interface Placement {
  readonly file: string;
  /** Lines of the file before the text's first line. */
  readonly linesBefore?: number;
}

/** A YAML text that passed its schema, and the places of its values. */
export interface Loaded<T> {
  readonly value: T;
  /** The line and column (1-based, in the file) of the value at `path`, or of its nearest parent. */
  place(path: readonly PropertyKey[]): { line: number; column: number };
}

/** The same of one text. */
interface LoadedText<T> extends Loaded<T> {
  /** Where the value at `path`, or its nearest parent, begins and ends in the text. */
  range(path: readonly PropertyKey[]): readonly [number, number];
}

/**
 * Reads YAML and holds it to a schema. Every mistake, of form or of content, becomes a problem with line and column.
 * Aliases are limited, so that a small file cannot grow without bound.
 * @throws Failure (2) with all problems found.
 */
export function loadYaml<S extends z.ZodType>(
  text: string,
  schema: S,
  at: Placement,
): LoadedText<z.output<S>> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, merge: true, prettyErrors: false });
  const lineOf = (offset: number): { line: number; column: number } => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(1, line) + (at.linesBefore ?? 0), column: Math.max(1, col) };
  };
  if (document.errors.length > 0) {
    throw mistake(
      document.errors.map((error) => ({
        code: "yaml",
        file: at.file,
        ...lineOf(error.pos[0]),
        message: `This is not valid YAML: ${error.message.replace(/\.$/, "")}.`,
      })),
    );
  }
  const range = (path: readonly PropertyKey[]): readonly [number, number] =>
    rangeOf(document, path);
  const place = (path: readonly PropertyKey[]): { line: number; column: number } =>
    lineOf(range(path)[0]);
  let plain: unknown;
  try {
    plain = document.toJS({ maxAliasCount: 200 });
  } catch (error) {
    throw mistake({
      code: "yaml",
      file: at.file,
      line: 1,
      column: 1,
      message: `${(error as Error).message}.`,
    });
  }
  const parsed = schema.safeParse(plain);
  if (!parsed.success) {
    throw mistake(problemsIn(parsed.error.issues, schema, plain, at.file, place));
  }
  return { value: parsed.data, place, range };
}

/** A key that is only misspelt is one mistake: that the right one is missing is not said as well. */
function problemsIn(
  issues: readonly z.core.$ZodIssue[],
  schema: z.ZodType,
  value: unknown,
  file: string,
  place: Loaded<unknown>["place"],
): Problem[] {
  const misspelt = new Set<string>();
  const unknown = issues.flatMap((issue): Problem[] => {
    if (issue.code !== "unrecognized_keys") return [];
    const here = valueAt(value, issue.path) as object;
    const known = keysAt(schema, issue.path).filter((key) => !Object.hasOwn(here, key));
    return issue.keys.map((key) => {
      const meant = nearest(key, known);
      if (meant !== undefined) misspelt.add(pathText([...issue.path, meant]));
      return {
        code: "schema",
        file,
        ...place([...issue.path, key]),
        message: `${pathText(issue.path)}: unknown key "${key}".`,
        ...(known.length > 0 ? { advice: suggestion(key, known) } : {}),
      };
    });
  });
  const others = issues.flatMap((issue): Problem[] => {
    if (issue.code === "unrecognized_keys" || misspelt.has(pathText(issue.path))) return [];
    const message = `${pathText(issue.path)}: ${issue.message.replace(/\.$/, "")}.`;
    return [{ code: "schema", file, ...place(issue.path), message }];
  });
  return [...unknown, ...others];
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((at: unknown, key) => (at as Record<PropertyKey, unknown>)[key], value);
}

function pathText(path: readonly PropertyKey[]): string {
  return path.length === 0 ? "The file" : path.map(String).join(".");
}

/** Range of the node at `path`; of a map's key where the path names one; else of the nearest parent. */
function rangeOf(
  document: Document.Parsed,
  path: readonly PropertyKey[],
): readonly [number, number] {
  for (let length = path.length; length > 0; length--) {
    const parent =
      length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === last);
      const range = (pair?.value as Node | null)?.range ?? (pair?.key as Node | undefined)?.range;
      if (range) return [range[0], range[1]];
    }
    const node = document.getIn(path.slice(0, length), true) as Node | undefined;
    if (node?.range) return [node.range[0], node.range[1]];
  }
  const [start = 0, end = start] = document.contents?.range ?? [];
  return [start, end];
}
