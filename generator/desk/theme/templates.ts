import { basename } from "node:path";
import Handlebars from "handlebars";
import { printable } from "../../base/markup.ts";
import { layersOf } from "../../publication/layers.ts";
import type { World } from "../../world/world.ts";

/** The layouts of the desk, ready to print. */
export interface Templates {
  /** @param values escaped, save sanitised markup in three braces. */
  render(name: string, values: object): string;
}

/** Where the pages of the desk lie, in the publication or in the package. */
export const DESK_FOLDER = "site/desk";

/** Reads `site/desk/*.hbs`; each may be used as a partial by its name. */
export function loadTemplates(world: World, home: string): Templates {
  const layers = layersOf(world, home);
  const handlebars = Handlebars.create();
  handlebars.registerHelper("is", (one: unknown, other: unknown) => one === other);
  const templates = new Map<string, Handlebars.TemplateDelegate>();
  for (const file of layers.list(DESK_FOLDER).filter((name) => name.endsWith(".hbs"))) {
    const name = basename(file, ".hbs");
    const { text } = layers.open(`${DESK_FOLDER}/${file}`);
    const template = handlebars.compile(text, { preventIndent: true });
    templates.set(name, template);
    handlebars.registerPartial(name, template);
  }
  return {
    render(name, values) {
      const template = templates.get(name);
      if (!template) throw new Error(`There is no layout "${name}" of the desk.`);
      return printable(template(values));
    },
  };
}
