import { basename } from "node:path";
import Handlebars from "handlebars";
import { digest } from "../../base/digest.ts";
import { lruCache } from "../../base/memo.ts";
import { printable } from "../../base/markup.ts";
import { mistake, type Problem } from "../../base/problem.ts";
import { withoutSteering } from "../../base/text.ts";
import { layersOf } from "../../publication/layers.ts";
import { FORMATS, type Format } from "../../publication/mail/formats.ts";
import { checkLayout } from "../../publish/theme/layout-check.ts";
import type { Shape } from "../../publish/theme/shape.ts";
import type { World } from "../../world/world.ts";
import { compileMjml } from "./compile-mjml.ts";
import { flattened, type Source } from "./flattened.ts";
import { MAIL_SHAPE, TEXT_SHAPE, type MailValues } from "./mail-values.ts";
import { tidied } from "./plain-text.ts";

/** The templates of the mail, ready to print issues. */
export interface MailTemplates {
  html(format: Format, values: MailValues): string;
  /** @param body of the first article, as text. */
  text(format: Format, values: MailValues, body: string | undefined): string;
}

/** Where the templates of the mail lie, in the publication or in the package. */
const FOLDER = "templates/email";

/**
 * Reads `templates/email`: for each format a `.mjml` and a `.txt`, and their parts, each a partial by its name. Values are held to
 * what an issue gives. MJML is made HTML once for each state of the templates, before any value is filled in.
 * @throws Failure (2) with file and line of each mistake.
 */
export async function loadMailTemplates(world: World, home: string): Promise<MailTemplates> {
  const problems: Problem[] = [];
  const mjml = sourcesOf(world, home, "mjml", MAIL_SHAPE, problems);
  const plain = sourcesOf(world, home, "txt", TEXT_SHAPE, problems);
  if (problems.length > 0) throw mistake(problems);
  const html = new Map<Format, Handlebars.TemplateDelegate>();
  for (const format of FORMATS) {
    const flat = flattened(format, mjml);
    const compiled = await compileMjml(world, home, flat);
    html.set(format, template(compiled, false));
  }
  const text = new Map(
    FORMATS.map((format) => [format, template(flattened(format, plain).text, true)]),
  );
  return {
    html: (format, values) => withoutSteering(printable(html.get(format)!(values))),
    text: (format, values, body) =>
      withoutSteering(
        printable(tidied(text.get(format)!({ ...values, lead: { ...values.lead, body } }))),
      ),
  };
}

function sourcesOf(
  world: World,
  home: string,
  extension: "mjml" | "txt",
  shape: Shape,
  problems: Problem[],
): ReadonlyMap<string, Source> {
  const layers = layersOf(world, home);
  const sources = new Map<string, Source>();
  for (const entry of layers.list(FOLDER).filter((each) => each.endsWith(`.${extension}`))) {
    const { text, file } = layers.open(`${FOLDER}/${entry}`);
    const name = basename(entry, `.${extension}`);
    const program = parsed(text, file, problems);
    if (program) sources.set(name, { name, file, text, program });
  }
  for (const format of FORMATS) {
    if (sources.has(format) || problems.length > 0) continue;
    problems.push({
      code: "missing-layout",
      file: `${FOLDER}/${format}.${extension}`,
      message: "This template of the mail is missing.",
      advice:
        "An empty file of that name leaves out the one that comes with Bellwether; remove it.",
    });
  }
  if (problems.length === 0)
    problems.push(...FORMATS.flatMap((format) => checkLayout(format, shape, sources)));
  return sources;
}

function parsed(text: string, file: string, problems: Problem[]): hbs.AST.Program | undefined {
  try {
    return Handlebars.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const line = Number(/on line (\d+)/.exec(message)?.[1] ?? 1);
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

const compiledBefore = lruCache<Handlebars.TemplateDelegate>();

function template(source: string, isText: boolean): Handlebars.TemplateDelegate {
  return compiledBefore(digest(`${isText} ${source}`), () =>
    Handlebars.compile(source, { preventIndent: true, noEscape: isText }),
  );
}
