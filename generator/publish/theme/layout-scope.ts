import { suggestion } from "../../base/nearest.ts";
import type { Shape } from "./shape.ts";

/** Where a name of a layout is looked up: the value at hand, the one around it, and the page's values. */
export interface Scope {
  readonly shape: Shape;
  readonly outer?: Scope;
  readonly root: Shape;
  /** Names given by `as |name|`. */
  readonly named: ReadonlyMap<string, Shape>;
}

/** Why a name means nothing, and what would. */
export interface Unknown {
  readonly unknown: string;
  readonly advice: string;
}

const POSITIONS = ["index", "first", "last"];

/** The scope of a whole layout. */
export function rootScope(shape: Shape): Scope {
  return { shape, root: shape, named: new Map() };
}

/** The scope inside `{{#each}}` or `{{#with}}`. */
export function innerScope(scope: Scope, shape: Shape, name: string | undefined): Scope {
  const named = name === undefined ? scope.named : new Map([...scope.named, [name, shape]]);
  return { shape, outer: scope, root: scope.root, named };
}

/** The shape without the possibility of being absent. */
export function present(shape: Shape): Shape {
  return shape.kind === "maybe" ? shape.of : shape;
}

/** What a path such as `page.title`, `../site.name`, `this` or `@root.site` stands for. */
export function lookUp(path: hbs.AST.PathExpression, scope: Scope): Shape | Unknown {
  const [head = "", ...rest] = path.parts;
  if (path.data) {
    if (head === "root") return descend(scope.root, rest, path.original);
    if (POSITIONS.includes(head)) return { kind: head === "index" ? "text" : "flag" };
    return unknown(path.original, head, ["root", ...POSITIONS]);
  }
  let at: Scope | undefined = scope;
  for (let depth = path.depth; depth > 0; depth--) at = at?.outer;
  if (!at)
    return { unknown: `"${path.original}" reaches beyond the layout.`, advice: "Use @root." };
  const named = path.depth === 0 ? at.named.get(head) : undefined;
  return named ? descend(named, rest, path.original) : descend(at.shape, path.parts, path.original);
}

function descend(shape: Shape, parts: readonly string[], original: string): Shape | Unknown {
  let at = shape;
  for (const part of parts) {
    const within = present(at);
    if (within.kind !== "record")
      return {
        unknown: `"${original}": a ${within.kind} has no "${part}".`,
        advice: "Only a record has names of its own.",
      };
    const next = Object.hasOwn(within.fields, part) ? within.fields[part] : undefined;
    if (!next) return unknown(original, part, Object.keys(within.fields));
    at = next;
  }
  return at;
}

function unknown(original: string, part: string, valid: readonly string[]): Unknown {
  return {
    unknown: `"${original}" names the unknown value "${part}".`,
    advice: suggestion(part, valid),
  };
}
