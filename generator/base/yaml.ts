import { isMap, isScalar, LineCounter, parseDocument, type Document, type Node } from "yaml";
import type { z } from "zod";
import { nearest, suggestion } from "./nearest.ts";
import { plainOf } from "./parsed-texts.ts";
import { mistake, type Problem } from "./problem.ts";
import { keysAt } from "./schema-keys.ts";
import { heldToShape, type ShapeFault } from "./schema-words.ts";

/** Where a text sits in its file: added to every line number reported. */
export interface Placement {
  readonly file: string;
  /** Lines of the file before the text's first line. */
  readonly linesBefore?: number;
}

/** 1-based. */
interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A YAML text that passed its schema, and the places of its values. */
export interface Loaded<T> {
  readonly value: T;
  /** The place of the value at `path`, or of its nearest parent. */
  place(path: readonly PropertyKey[]): Place;
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
  const parsed = parseYaml({ text, ...at });
  return { ...heldTo(schema, [parsed]), range: parsed.range };
}

/**
 * The same for texts of which each is laid over the one before, key by key: a key without a value takes away the one below, and a
 * list takes the place of the whole list.
 * @throws Failure (2) with all problems found, each in the file that it stands in.
 */
export function loadLaidYaml<S extends z.ZodType>(
  texts: readonly (Placement & { readonly text: string })[],
  schema: S,
): Loaded<z.output<S>> {
  return heldTo(schema, texts.map(parseYaml));
}

function heldTo<S extends z.ZodType>(
  schema: S,
  parsed: readonly ParsedYaml[],
): Loaded<z.output<S>> {
  const place = (path: readonly PropertyKey[]): Place =>
    (parsed.findLast(({ has }) => has(path)) ?? parsed.at(-1)!).place(path);
  const plain = parsed.map(({ plain }) => plain).reduce(laidOver);
  const checked = heldToShape(schema, plain);
  if (!checked.success)
    throw mistake(problemsIn(checked.faults, schema, parsed.at(-1)!.plain, place));
  return { value: checked.data, place };
}

interface ParsedYaml {
  readonly plain: unknown;
  has(path: readonly PropertyKey[]): boolean;
  place(path: readonly PropertyKey[]): Place;
  range: LoadedText<unknown>["range"];
}

/** Most texts are read without a mistake and were read before: their places are looked for only when one is asked for. */
function parseYaml(placed: Placement & { text: string }): ParsedYaml {
  let whole: Placed | undefined;
  const placesOf = (): Placed => (whole ??= parsePlaced(placed));
  return {
    plain: plainOf(placed.text, () => placesOf().plain()),
    has: (path) => placesOf().has(path),
    place: (path) => placesOf().place(path),
    range: (path) => placesOf().range(path),
  };
}

interface Placed extends Omit<ParsedYaml, "plain"> {
  plain(): unknown;
}

function parsePlaced({ text, file, linesBefore = 0 }: Placement & { text: string }): Placed {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, merge: true, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = counter.linePos(offset);
    return { file, line: Math.max(1, line) + linesBefore, column: Math.max(1, col) };
  };
  const tab = document.errors.find(({ code }) => code === "TAB_AS_INDENT");
  if (tab) {
    // The parser takes whatever follows for misplaced as well.
    throw mistake({
      code: "yaml",
      ...placeAt(tab.pos[0]),
      message: "This is not valid YAML: a line is indented with a tab.",
      advice: "Indent with spaces, as the lines around it are.",
    });
  }
  if (document.errors.length > 0) {
    throw mistake(
      document.errors.map((error) => ({
        code: "yaml",
        ...placeAt(error.pos[0]),
        message: `This is not valid YAML: ${error.message.replace(/\.$/, "")}.`,
      })),
    );
  }
  return {
    plain() {
      try {
        return document.toJS({ maxAliasCount: 200 });
      } catch (error) {
        const message = `${(error as Error).message}.`;
        throw mistake({ code: "yaml", file, line: 1, column: 1, message });
      }
    },
    has: (path) => document.hasIn(path),
    place: (path) => placeAt(rangeOf(document, path)[0]),
    range: (path) => rangeOf(document, path),
  };
}

/** Maps are joined key by key; whatever else stands on top takes the place of what lies below. */
function laidOver(below: unknown, above: unknown): unknown {
  if (!isPlainMap(below) || !isPlainMap(above)) return above ?? below;
  const laid = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    if (value === null) laid.delete(key);
    else laid.set(key, laid.has(key) ? laidOver(laid.get(key), value) : value);
  }
  return Object.fromEntries(laid);
}

function isPlainMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * A key that is only misspelt is one mistake: that the right one is missing is not said as well.
 * @param value of the text on top, in which unknown keys stand.
 */
function problemsIn(
  faults: readonly ShapeFault[],
  schema: z.ZodType,
  value: unknown,
  place: Loaded<unknown>["place"],
): Problem[] {
  const misspelt = new Set<string>();
  const unknown = faults.flatMap(({ path, unknownKeys = [] }): Problem[] => {
    const here = valueAt(value, path) ?? {};
    const known = keysAt(schema, path).filter((key) => !Object.hasOwn(here, key));
    return unknownKeys.map((key) => {
      const meant = nearest(key, known);
      if (meant !== undefined) misspelt.add(pathText([...path, meant]));
      return {
        code: "schema",
        ...place([...path, key]),
        message: `${pathText(path)}: unknown key "${key}".`,
        ...(known.length > 0 ? { advice: suggestion(key, known) } : {}),
      };
    });
  });
  const others = faults.flatMap(({ path, message, advice, unknownKeys }): Problem[] => {
    if (unknownKeys || misspelt.has(pathText(path))) return [];
    const said = `${pathText(path)}: ${message}.`;
    return [{ code: "schema", ...place(path), message: said, ...(advice ? { advice } : {}) }];
  });
  return [...unknown, ...others];
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((at: unknown, key) => (at as Record<PropertyKey, unknown>)?.[key], value);
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
