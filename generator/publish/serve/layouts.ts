import { basename } from "node:path";
import Handlebars from "handlebars";
import { printable } from "../../base/markup.ts";
import { layersOf } from "../../publication/layers.ts";
import type { World } from "../../world/world.ts";

/** Layouts of pages that a server of ours makes, ready to print. */
export interface ServerLayouts {
  /** @param values escaped, save sanitised markup in three braces. */
  render(name: string, values: object): string;
}

/** Reads the layouts (`*.hbs`) of a folder, the publication's or the package's; each may be used as a partial by its name. */
export function loadLayouts(world: World, home: string, folder: string): ServerLayouts {
  const layers = layersOf(world, home);
  const handlebars = Handlebars.create();
  handlebars.registerHelper("is", (one: unknown, other: unknown) => one === other);
  const templates = new Map<string, Handlebars.TemplateDelegate>();
  for (const file of layers.list(folder).filter((name) => name.endsWith(".hbs"))) {
    const name = basename(file, ".hbs");
    const { text } = layers.open(`${folder}/${file}`);
    const template = handlebars.compile(text, { preventIndent: true });
    templates.set(name, template);
    handlebars.registerPartial(name, template);
  }
  return {
    render(name, values) {
      const template = templates.get(name);
      if (!template) throw new Error(`There is no layout "${name}" in ${folder}.`);
      return printable(template(values));
    },
  };
}
