import { join } from "node:path";
import { z } from "zod";
import type { Day } from "../base/day.ts";
import { shownPath } from "../base/problem.ts";
import { loadYaml } from "../base/yaml.ts";
import type { World } from "../world/world.ts";
import type { FrontMatter } from "./article.ts";
import { textAt } from "./on-disk.ts";

const versionSchema = z.strictObject({
  /** `textHash` of what readers may have seen. */
  text: z.string().min(1),
  /** When it was first published. */
  at: z.iso.datetime(),
  /** How many corrections it carried. */
  corrections: z.int().min(0),
});

const publishedSchema = z.record(z.string(), z.array(versionSchema).min(1));

/** One text of an article that readers may have seen. */
export type Version = z.infer<typeof versionSchema>;

/** The texts of an edition's articles that readers may have seen, oldest first, by slug. */
export type Published = Readonly<Record<string, readonly Version[]>>;

function pathOf(home: string, day: Day): string {
  return join(home, "content", "editions", day, "published.json");
}

/** What was published of an edition: `content/editions/<day>/published.json`. @throws Failure (2) where it is no such file. */
export function readPublished(world: World, home: string, day: Day): Published {
  const path = pathOf(home, day);
  const text = textAt(world, path);
  if (text === undefined) return {};
  return loadYaml(text, publishedSchema, { file: shownPath(home, path) }).value;
}

/** Forgets that an edition was published, so that it is made anew. */
export function forgetPublished(world: World, home: string, day: Day): void {
  if (world.files.exists(pathOf(home, day))) world.files.remove(pathOf(home, day));
}

/** By when the data of an article had to come in order to count, in milliseconds; undefined where no such instant is known. */
export function arrivedBy(
  { frontMatter }: { readonly frontMatter: FrontMatter },
  [first]: readonly Version[] = [],
): number | undefined {
  const instant = frontMatter.arrived ?? first?.at;
  return instant === undefined ? undefined : Date.parse(instant);
}

/** Writes what was published of an edition. */
export function writePublished(world: World, home: string, day: Day, published: Published): void {
  world.files.write(pathOf(home, day), format(published));
}

/** One version a line, so that a change is a diff that one can read. */
function format(published: Published): string {
  const slugs = Object.entries(published).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const lines = slugs.map(
    ([slug, versions]) =>
      `  ${JSON.stringify(slug)}: [\n${versions.map((each) => `    ${JSON.stringify(each)}`).join(",\n")}\n  ]`,
  );
  return `{\n${lines.join(",\n")}\n}\n`;
}
