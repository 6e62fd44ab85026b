import { join } from "node:path";
import { digest } from "../../base/digest.ts";
import { mistake } from "../../base/problem.ts";
import { packageVersion } from "../../world/package-files.ts";
import type { World } from "../../world/world.ts";
import type { Flattened } from "./flattened.ts";

/**
 * MJML as HTML, its Handlebars untouched. It takes a second to load what does that: what was made of a template is kept in `var/mail`
 * by the digest of its text.
 * @throws Failure (2) with file and line of each mistake in the MJML.
 */
export async function compileMjml(world: World, home: string, source: Flattened): Promise<string> {
  const key = digest(`${packageVersion("mjml")}\n${source.text}`, 32);
  const kept = join(home, "var", "mail", `${key}.hbs`);
  if (world.files.exists(kept)) return world.files.read(kept);
  const { default: mjml } = await import("mjml");
  const { html, errors } = await mjml(source.text, {
    validationLevel: "soft",
    keepComments: false,
    fonts: {},
  });
  if (errors.length > 0)
    throw mistake(
      errors.map(({ line, message, tagName }) => ({
        code: "mail-template" as const,
        ...source.placeOf(line),
        message: `${tagName}: ${message.replace(/\.?$/, ".")}`,
      })),
    );
  refuseLost(source, html);
  const tidy = html
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{2,}/g, "\n")
    .replace(/^ +/gm, "");
  world.files.write(kept, tidy);
  return tidy;
}

/** MJML drops text between its components: a tag of Handlebars there has to stand in `mj-raw`. */
function refuseLost(source: Flattened, html: string): void {
  const kept = Map.groupBy(html.match(TAG) ?? [], (tag) => tag);
  for (const { 0: tag, index } of source.text.matchAll(TAG)) {
    if (kept.get(tag)?.pop() !== undefined) continue;
    throw mistake({
      code: "mail-template",
      ...source.placeOf(source.text.slice(0, index).split("\n").length),
      message: `${tag} stands where MJML shows no text, and is lost.`,
      advice: `Between sections and columns it stands in <mj-raw>${tag}</mj-raw>.`,
    });
  }
}

/** A tag of Handlebars; comments are none. */
const TAG = /\{\{(?!!)[^]*?\}\}\}?/g;
