import type { Code } from "../../base/codes.ts";
import type { Problem } from "../../base/problem.ts";
import { suggestion } from "../../base/nearest.ts";
import { innerScope, lookUp, present, rootScope, type Scope } from "./layout-scope.ts";
import type { Shape } from "./shape.ts";

/** One file of `site/layouts`, parsed. */
export interface Layout {
  readonly name: string;
  /** Path as the user would type it. */
  readonly file: string;
  readonly program: hbs.AST.Program;
}

/** The part of a layout that a `{{#> partial}}` block hands to that partial. */
interface Handed {
  readonly layout: Layout;
  readonly program: hbs.AST.Program;
  readonly handed: Handed | undefined;
}

interface Walk {
  readonly layouts: ReadonlyMap<string, Layout>;
  readonly layout: Layout;
  readonly scope: Scope;
  readonly handed: Handed | undefined;
  /** Names of the layouts being walked, outermost first. */
  readonly within: readonly string[];
  report(node: hbs.AST.Node, code: Code, message: string, advice: string): void;
}

const HELPERS = ["if", "unless", "each", "with"];

/**
 * Holds a layout, and every partial it reaches, to the values it is given: unknown values and partials, markup printed
 * raw that is not sanitised, lists printed as text, helpers that do not exist.
 */
export function checkLayout(
  name: string,
  shape: Shape,
  layouts: ReadonlyMap<string, Layout>,
): Problem[] {
  const found = new Map<string, Problem>();
  const start = layouts.get(name);
  if (start) {
    walkFrom(start, rootScope(shape), { layouts, handed: undefined, within: [] }, (problem) =>
      found.set(JSON.stringify(problem), problem),
    );
  }
  return [...found.values()];
}

function walkFrom(
  layout: Layout,
  scope: Scope,
  around: Pick<Walk, "layouts" | "handed" | "within">,
  add: (problem: Problem) => void,
  program = layout.program,
): void {
  const walk: Walk = {
    ...around,
    layout,
    scope,
    within: [...around.within, layout.name],
    report(node, code, message, advice) {
      const { line, column } = node.loc.start;
      add({ code, file: layout.file, line, column: column + 1, message, advice });
    },
  };
  walkProgram(program, walk, add);
}

function walkProgram(
  program: hbs.AST.Program | undefined,
  walk: Walk,
  add: (problem: Problem) => void,
): void {
  for (const node of program?.body ?? []) {
    if (node.type === "MustacheStatement") checkPrinted(node as hbs.AST.MustacheStatement, walk);
    else if (node.type === "BlockStatement") walkBlock(node as hbs.AST.BlockStatement, walk, add);
    else if (node.type === "PartialStatement" || node.type === "PartialBlockStatement")
      walkPartial(node as hbs.AST.PartialBlockStatement, walk, add);
    else if (node.type !== "ContentStatement" && node.type !== "CommentStatement")
      walk.report(node, "layout-form", "A layout has no decorators.", "Use a partial: {{> name}}.");
  }
}

function checkPrinted(node: hbs.AST.MustacheStatement, walk: Walk): void {
  if (node.params.length > 0 || node.hash) return unknownHelper(node, walk);
  const shape = shapeOf(node.path, walk);
  if (!shape) return;
  const kind = present(shape).kind;
  const path = (node.path as hbs.AST.PathExpression).original;
  if (kind !== "text" && kind !== "html") {
    walk.report(
      node,
      "layout-value",
      `"${path}" is a ${kind} and cannot be printed.`,
      "Print one of its texts.",
    );
  } else if (!node.escaped && kind === "text") {
    walk.report(
      node,
      "layout-raw",
      `"${path}" is text and may not be printed raw.`,
      "Use two braces: only sanitised markup stands in three.",
    );
  }
}

function walkBlock(
  node: hbs.AST.BlockStatement,
  walk: Walk,
  add: (problem: Problem) => void,
): void {
  const helper = node.path.original;
  const [subject] = node.params;
  if (!HELPERS.includes(helper) || !subject || node.params.length > 1 || node.hash)
    return unknownHelper(node, walk);
  const shape = shapeOf(subject, walk);
  walkProgram(node.inverse, walk, add);
  if (helper === "if" || helper === "unless") return walkProgram(node.program, walk, add);
  if (!shape) return;
  const within = present(shape);
  const inner = within.kind === "list" ? within.of : within;
  if ((helper === "each") !== (within.kind === "list")) {
    const expected = helper === "each" ? "a list" : "a record";
    const message = `#${helper} takes ${expected}, found a ${within.kind}.`;
    return walk.report(subject, "layout-value", message, "Name another value.");
  }
  const scope = innerScope(walk.scope, inner, node.program.blockParams?.[0]);
  walkProgram(node.program, { ...walk, scope }, add);
}

function walkPartial(
  node: hbs.AST.PartialBlockStatement,
  walk: Walk,
  add: (problem: Problem) => void,
): void {
  const name = node.name.type === "PathExpression" ? node.name.original : "";
  if (node.params.length > 1 || node.hash || name === "") {
    const advice = "Expected {{> name}} or {{> name value}}.";
    return walk.report(node, "layout-form", "This partial is not called by one name.", advice);
  }
  const shape = node.params[0] ? shapeOf(node.params[0], walk) : walk.scope.shape;
  if (!shape) return;
  const { layouts, within } = walk;
  const scope: Scope = { shape: present(shape), root: walk.scope.root, named: new Map() };
  if (name === "@partial-block" && walk.handed) {
    const { layout, program, handed } = walk.handed;
    return walkFrom(layout, scope, { layouts, handed, within }, add, program);
  }
  const partial = layouts.get(name);
  if (!partial && isSlot(name) && node.program)
    return walkProgram(node.program, { ...walk, scope }, add);
  if (!partial) {
    const message = `There is no partial "${name}" in site/layouts.`;
    return walk.report(node, "unknown-partial", message, suggestion(name, layouts.keys()));
  }
  if (within.includes(name)) {
    const message = `The partial "${name}" contains itself.`;
    return walk.report(node, "layout-form", message, "Break the circle.");
  }
  const handed = node.program
    ? { layout: walk.layout, program: node.program, handed: walk.handed }
    : undefined;
  walkFrom(partial, scope, { layouts, handed, within }, add);
}

/** A slot is a partial that a theme may supply; without it the block between its tags stands there. */
function isSlot(name: string): boolean {
  return name.startsWith("slot-");
}

function shapeOf(node: hbs.AST.Expression, walk: Walk): Shape | undefined {
  if (node.type !== "PathExpression") {
    walk.report(node, "layout-form", "Expected the name of a value.", "Helpers do not nest.");
    return undefined;
  }
  const found = lookUp(node as hbs.AST.PathExpression, walk.scope);
  if (!("unknown" in found)) return found;
  walk.report(node, "unknown-value", found.unknown, found.advice);
  return undefined;
}

function unknownHelper(node: hbs.AST.MustacheStatement | hbs.AST.BlockStatement, walk: Walk): void {
  const name = "original" in node.path ? String(node.path.original) : "";
  walk.report(
    node,
    "unknown-helper",
    `"${name}" is not called as a layout may call it.`,
    `Layouts know #${HELPERS.join(", #")}, each with one value.`,
  );
}
