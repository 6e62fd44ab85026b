import type { ASTNode } from "@marcbachmann/cel-js";
import type { Named } from "../bindable/named.ts";
import { bandOf, type Scale } from "../scales/scale.ts";

/** What is asked of one number, as `asset.close.rsi14 >= 70.0`, of its size or of its band on a scale. */
export interface Need {
  readonly named: Named;
  isMet(value: number): boolean;
}

const COMPARISONS: Readonly<Record<string, (value: number, mark: number) => boolean>> = {
  "==": (value, mark) => value === mark,
  "!=": (value, mark) => value !== mark,
  "<": (value, mark) => value < mark,
  "<=": (value, mark) => value <= mark,
  ">": (value, mark) => value > mark,
  ">=": (value, mark) => value >= mark,
};

/** What is asked of single names among what stands between the outermost `&&` of an expression. */
export function needsOf(
  node: ASTNode,
  reads: ReadonlyMap<string, Named>,
  scales: ReadonlyMap<string, Scale>,
): Need[] {
  if (node.op === "&&") return node.args.flatMap((each) => needsOf(each, reads, scales));
  const compare = COMPARISONS[node.op];
  if (!compare) return [];
  const [left, right] = node.args as [ASTNode, ASTNode];
  const [called, [one, other] = []] = left.op === "call" ? left.args : [undefined];
  const path = pathOf((called === "abs" ? one : called === "band" ? other : left) ?? left);
  const named = reads.get(path?.join(".") ?? "");
  if (!named) return [];
  const scale = called === "band" ? scales.get(literal(one) ?? "") : undefined;
  if (scale) {
    const band = literal(right);
    if (band === undefined || node.op !== "==") return [];
    return [{ named, isMet: (value) => bandOf(scale, value).id === band }];
  }
  const mark = numberOf(right);
  if (mark === undefined) return [];
  const isSize = called === "abs";
  return [{ named, isMet: (value) => compare(isSize ? Math.abs(value) : value, mark) }];
}

/** A text in quotes. */
export function literal(node: ASTNode | undefined): string | undefined {
  return node?.op === "value" && typeof node.args === "string" ? node.args : undefined;
}

/** `a.b.c` as its parts; undefined for any other node. */
export function pathOf(node: ASTNode): string[] | undefined {
  if (node.op === "id") return [node.args];
  if (node.op !== ".") return undefined;
  const parent = pathOf(node.args[0]);
  return parent && [...parent, node.args[1]];
}

/** A number as it is written, with its sign. */
function numberOf(node: ASTNode): number | undefined {
  if (node.op === "-_") {
    const size = numberOf(node.args);
    return size && -size;
  }
  if (node.op !== "value") return undefined;
  return typeof node.args === "number" || typeof node.args === "bigint"
    ? Number(node.args)
    : undefined;
}
