import { join } from "node:path";
import { suggestion } from "../base/nearest.ts";
import { mistake } from "../base/problem.ts";
import type { World } from "../world/world.ts";
import { layersOf } from "../publication/layers.ts";
import { narrativeIds } from "../narrate/narrative.ts";

const ID = /^[a-z][a-z-]*\/[a-z][a-z0-9-]*$/;
/** Where the start stands, with `{id}` for what the narrative is called. */
const START = "templates/start/narrative.md";

/** A narrative that was begun. */
export interface Begun {
  /** Path relative to the home folder. */
  readonly file: string;
  /** Whether other narratives have its theme. */
  readonly isKnownTheme: boolean;
  /** What an unknown theme may have been meant to be. */
  readonly advice: string;
}

/**
 * Writes a commented start for a narrative.
 * @param id `theme/name`.
 * @throws Failure (2) where the id has another form, or the file is there already: it is never overwritten.
 */
export function beginNarrative(world: World, home: string, id: string): Begun {
  if (!ID.test(id)) {
    throw mistake({
      code: "narrative-id",
      message: `Expected theme/name, such as momentum/quiet, found "${id}".`,
      advice: "Lower-case letters and hyphens; digits in the name.",
    });
  }
  const file = join("templates", "narratives", `${id}.md`);
  const path = join(home, file);
  const layers = layersOf(world, home);
  if (world.files.exists(path) || layers.origin(file)) {
    const isOwn = world.files.exists(path);
    throw mistake({
      code: "narrative-exists",
      file,
      message: "There is a narrative of that name; it stays as it is.",
      advice: `Choose another name, or ${isOwn ? "edit the file" : `change that one: bellwether eject ${file}`}.`,
    });
  }
  const themes = [...new Set(narrativeIds(world, home).map((each) => each.split("/")[0] ?? ""))];
  const theme = id.slice(0, id.indexOf("/"));
  world.files.write(path, layers.open(START).text.replaceAll("{id}", id));
  return { file, isKnownTheme: themes.includes(theme), advice: suggestion(theme, themes) };
}
