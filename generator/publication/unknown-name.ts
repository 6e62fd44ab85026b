import type { Code } from "../base/codes.ts";
import { suggestion } from "../base/nearest.ts";

/** What is wrong with a declaration of `bellwether.yaml`, at a path within its part. */
export interface DeclarationMistake {
  readonly path: readonly PropertyKey[];
  readonly code: Code;
  readonly message: string;
  readonly advice?: string;
}

/** Nothing where a name is known; else the mistake, with the nearest that is. @param what that the name is of, as a person would call it. */
export function unknownName(
  path: readonly PropertyKey[],
  what: "source" | "subject" | "calendar" | "unit",
  name: string,
  known: ReadonlyMap<string, unknown>,
): DeclarationMistake[] {
  if (known.has(name)) return [];
  const advice = suggestion(name, known.keys());
  return [{ path, code: `unknown-${what}`, message: `There is no ${what} "${name}".`, advice }];
}
