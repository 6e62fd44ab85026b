import { digest } from "../../base/digest.ts";
import { Failure, type Problem } from "../../base/problem.ts";
import type { LayeredFile } from "../../publication/layers.ts";
import { openValidationCache } from "../../world/validation-cache.ts";
import type { World } from "../../world/world.ts";
import type { RuleGround } from "../rules/rule.ts";

/** Files of rules and texts of one kind, of which each is read once by a process, and checked once by a program. */
export interface TemplateFiles<T> {
  /**
   * @param work reads the file; it is told whether the file was found without a mistake before, so that its texts need be compiled
   * only when they are printed, and may say that it was not, by `isWhole: false`.
   */
  read(file: LayeredFile, work: (isProven: boolean) => Read<T>): T;
  /**
   * The same of a file of the package; undefined where its only mistakes are that it speaks of what this publication does not declare. It is
   * not looked at again then.
   * @param undeclared codes of such mistakes.
   */
  readSpared(
    file: LayeredFile,
    work: (isProven: boolean) => Read<T>,
    undeclared: ReadonlySet<string>,
  ): T | undefined;
  /** Keeps what was found for the next command. */
  save(): void;
}

/** What a file came to. */
export interface Read<T> {
  readonly value: T;
  /** Whether nothing of the file was passed over. */
  readonly isWhole: boolean;
}

/**
 * @param kind of the files, which have a cache of their own under `var/`.
 * @param background what they are read with, beside the ground.
 * @param once holds what this process has read.
 */
export function templateFiles<T>(
  world: World,
  home: string,
  kind: string,
  ground: RuleGround,
  background: unknown,
  once: (key: string, read: () => Read<T>) => Read<T>,
): TemplateFiles<T> {
  const context = groundDigest(ground, background);
  const cache = openValidationCache(world, home, kind);
  const keyOf = ({ file, text }: LayeredFile): string => digest(`${context}\n${file}\n${text}`);
  const read: TemplateFiles<T>["read"] = (file, work) => {
    const key = keyOf(file);
    const isProven = cache.has(key);
    const { value, isWhole } = once(key, () => work(isProven));
    if (isWhole) cache.add(key);
    return value;
  };
  return {
    read,
    readSpared(file, work, undeclared) {
      const leftOut = `${keyOf(file)} is left out`;
      if (cache.has(leftOut)) return undefined;
      try {
        return read(file, work);
      } catch (error) {
        const isOther = ({ code }: Problem): boolean => !undeclared.has(code);
        if (!(error instanceof Failure) || error.problems.some(isOther)) throw error;
        cache.add(leftOut);
        return undefined;
      }
    },
    save: () => cache.save(),
  };
}

/** Digest of what rules and texts are read with. */
function groundDigest(
  {
    catalogue: { kinds, sources, subjects, series, quantities },
    measures,
    scales,
    bindables,
    cases,
  }: RuleGround,
  background: unknown,
): string {
  const maps = [kinds, sources, subjects, series, quantities, scales].map((each) => [...each]);
  return digest(
    JSON.stringify([maps, measures.digest, [...bindables.keys()], [...(cases ?? [])], background]),
  );
}
