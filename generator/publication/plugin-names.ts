import { join } from "node:path";
import { z } from "zod";
import { loadYaml } from "../base/yaml.ts";
import type { World } from "../world/world.ts";

/** What `bellwether.yaml` says under `plugins`: names of packages that are installed in its folder. */
export const pluginNames = z
  .array(
    z
      .string()
      .regex(
        /^(@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/,
        "expected the name of a package; a plugin of your own goes into plugins/",
      ),
  )
  .default([]);

/** A package, and where it is named. */
export interface NamedPackage {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * The packages that a publication names, before anything else of it is read: all else is held to what they add.
 * @throws Failure (2) with line and column of each name that is none.
 */
export function packagesNamed(world: World, home: string): NamedPackage[] {
  const path = join(home, "bellwether.yaml");
  const text = world.files.exists(path) ? world.files.read(path) : "";
  // The file is read twice where it names plugins, which few do.
  if (!text.includes("plugins")) return [];
  const file = "bellwether.yaml";
  const { value, place } = loadYaml(text, z.looseObject({ plugins: pluginNames }), { file });
  return value.plugins.map((name, at) => ({ name, ...place(["plugins", at]) }));
}
