import { basename } from "node:path";
import Handlebars from "handlebars";
import { digest } from "../../base/digest.ts";
import { lruCache } from "../../base/memo.ts";
import { mistake, type Problem } from "../../base/problem.ts";
import type { World } from "../../world/world.ts";
import { layersOf, type LayeredFile } from "../../publication/layers.ts";
import { checkLayout, type Layout } from "./layout-check.ts";
import { inWords, loadLayoutWords } from "./layout-translations.ts";
import { printable } from "../../base/markup.ts";
import { LAYOUT_VALUES, type LayoutName, type LayoutValues } from "./layout-schemas.ts";

/** The publication's layouts, ready to print pages. */
export interface Layouts {
  render<Name extends LayoutName>(name: Name, values: LayoutValues<Name>): string;
}

const FOLDER = "site/layouts";

const NAMES = Object.keys(LAYOUT_VALUES) as LayoutName[];

/**
 * Reads `site/layouts/*.hbs` and checks each layout against the values it will be given. Every file there may be used as
 * a partial by its name, and says its own texts in the words of the language where there are any. All values are escaped, save sanitised markup in three braces.
 * @throws Failure (2) with file, line and column for each missing layout, unknown partial or value, and mistake of form.
 */
export function loadLayouts(world: World, home: string, language?: string): Layouts {
  const layers = layersOf(world, home);
  const words = language === undefined ? undefined : loadLayoutWords(world, home, language);
  const sources = new Map(
    layers
      .list(FOLDER)
      .filter((entry) => entry.endsWith(".hbs"))
      .map((entry) => [basename(entry, ".hbs"), layers.open(`${FOLDER}/${entry}`)]),
  );
  const key = digest(JSON.stringify([[...sources], words && [...words]]));
  return compiledBefore(key, () => compiled(sources, words));
}

const compiledBefore = lruCache<Layouts>();

function compiled(
  sources: ReadonlyMap<string, LayeredFile>,
  words: ReadonlyMap<string, string> | undefined,
): Layouts {
  const problems: Problem[] = [];
  const layouts = new Map<string, Layout>();
  for (const [name, { text, file }] of sources) {
    const program = parse(text, file, problems);
    if (program) layouts.set(name, { name, file, program });
  }
  for (const name of NAMES) {
    if (sources.has(name)) continue;
    const file = `${FOLDER}/${name}.hbs`;
    problems.push({
      code: "missing-layout",
      file,
      line: 1,
      column: 1,
      message: "This layout is missing.",
      advice:
        "An empty file of that name leaves out the one that comes with Bellwether; remove it.",
    });
  }
  if (problems.length === 0)
    problems.push(...NAMES.flatMap((name) => checkLayout(name, LAYOUT_VALUES[name], layouts)));
  if (problems.length > 0) throw mistake(problems);
  if (!words) return compile(layouts);
  return compile(
    new Map(
      [...layouts].map(([name, layout]) => {
        const program = Handlebars.parse(
          inWords(sources.get(name)?.text ?? "", (text) => words.get(text)),
        );
        return [name, { ...layout, program }];
      }),
    ),
  );
}

function compile(layouts: ReadonlyMap<string, Layout>): Layouts {
  const handlebars = Handlebars.create();
  const templates = new Map<string, Handlebars.TemplateDelegate>();
  for (const { name, program } of layouts.values()) {
    const template = handlebars.compile(program, { preventIndent: true });
    templates.set(name, template);
    handlebars.registerPartial(name, template);
  }
  return {
    render: (name, values) => printable(templates.get(name)?.(values) ?? ""),
  };
}

function parse(source: string, file: string, problems: Problem[]): hbs.AST.Program | undefined {
  try {
    return Handlebars.parse(source);
  } catch (error) {
    const { message, lineNumber } = error as Error & { lineNumber?: number };
    const line = lineNumber ?? Number(/on line (\d+)/.exec(message)?.[1] ?? 1);
    const found = /Expecting .*$/m.exec(message)?.[0] ?? message.split("\n")[0] ?? "";
    problems.push({
      code: "layout-form",
      file,
      line,
      message: `This is not valid Handlebars: ${found}.`,
    });
    return undefined;
  }
}
