import { join } from "node:path";
import { eject, overridesOf, type Override, type Standing } from "../publication/ejected.ts";
import { pinVersion } from "../publication/pinned.ts";
import { programVersion } from "../world/program.ts";
import type { Answer, Call } from "./call.ts";

/** Copies what comes with the package into the publication, to be changed there. */
export async function ejectFiles(
  call: Call,
  wanted: string,
  { reviewed = false }: { readonly reviewed?: boolean },
): Promise<Answer> {
  const value = eject(call.world, call.home, wanted, reviewed);
  const { copied, kept } = value;
  const stays = reviewed ? "noted as held to the package's" : "there before, left as it is";
  return {
    status: 0,
    lines: [...copied, ...kept.map((path) => `${path}  ${stays}`)],
    value,
  };
}

/** Sets the version that the publication asks for to the one that runs, and shows what it changes under the publication's own files. */
export async function upgrade(call: Call): Promise<Answer> {
  const { world, home } = call;
  const overrides = overridesOf(world, home);
  const version = programVersion(world);
  const { before, isChanged } = pinVersion(world, home);
  const remarks = overrideLines(overrides);
  const diffs = await diffsOf(call, overrides);
  const pin = isChanged
    ? `package.json: bellwether ${before} → ${version}. Run npm install.`
    : `package.json: bellwether ${before}, as before.`;
  return {
    status: remarks.length > 0 ? 1 : 0,
    lines: [pin, ...remarks, ...diffs.flatMap(({ diff }) => ["", ...diff.trimEnd().split("\n")])],
    value: { version, before, overrides, diffs },
  };
}

/** Unified diffs from the publication's files to the package's of today. */
async function diffsOf(
  { world: { files, programFolder }, home }: Call,
  overrides: readonly Override[],
): Promise<{ readonly path: string; readonly diff: string }[]> {
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import("diff");
  return overrides
    .filter(({ standing }) => DIFFERING.has(standing))
    .map(({ path }) => {
      const [own, theirs] = [home, programFolder].map((at) => files.read(join(at, path)));
      const diff = createTwoFilesPatch(path, `bellwether/${path}`, own!, theirs!, "", "", {
        headerOptions: FILE_HEADERS_ONLY,
      });
      return { path, diff };
    });
}

/** Standings in which the package's file says something else. */
const DIFFERING = new Set<Standing>(["behind", "both", "unnoted"]);

const SAID: Readonly<Record<Exclude<Standing, "ours" | "left-out">, string>> = {
  same: "is the package's to the byte: remove it, so that a later version's reaches you",
  behind: "is as you took it, and the package's has changed: remove it to have the new one",
  both: "and the package's have both changed: compare them, take over what you want, then `bellwether eject --reviewed` it",
  unnoted:
    "differs from the package's, and from which version it came is not noted: compare them, then `bellwether eject --reviewed` it",
  gone: "is in this version of the package no more",
};

/** What a person should look at, the files of one standing together. */
export function overrideLines(overrides: readonly Override[]): string[] {
  return overrides.flatMap(({ path, standing, since }) =>
    standing === "ours" || standing === "left-out"
      ? []
      : [`${path}${since ? ` (of ${since})` : ""} ${SAID[standing]}.`],
  );
}
