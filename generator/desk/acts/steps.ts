import { Hono, type Context } from "hono";
import { correctFiles } from "../../review/correct.ts";
import type { Step, StepOptions } from "../../review/workflow/act.ts";
import { settleMerge } from "../../review/workflow/settle.ts";
import { fileOf } from "../article/desk-article.ts";
import { fieldsOf, goTo, personOf, type Desk } from "../frame.ts";
import type { SAID } from "../said.ts";

/** The steps that a form of an article takes, and what is said after. */
const STEPS: Readonly<Record<string, readonly [Step, keyof typeof SAID]>> = {
  approve: ["approve", "approved"],
  submit: ["submit", "submitted"],
  "request-changes": ["request-changes", "changes-requested"],
  schedule: ["schedule", "scheduled"],
  revise: ["revise", "revised"],
  withdraw: ["withdraw", "withdrawn"],
};

/** Takes an article on its way. */
export function stepActs(desk: Desk): Hono {
  const acts = new Hono();
  for (const [name, [step, said]] of Object.entries(STEPS))
    acts.post(`/articles/:day/:slug/${name}`, async (context) => {
      const { day, slug } = context.req.param() as { day: string; slug: string };
      const fields = await fieldsOf(context);
      const options = optionsOf(desk, context, fields);
      const stepped = await desk.workflow.act(fileOf(day, slug), step, options);
      desk.index.look(day, slug);
      const back = fields["then"] === "queue" ? "/" : `/articles/${day}/${slug}`;
      if (!stepped.done) return goTo(context, `/articles/${day}/${slug}`, "blocked");
      return goTo(context, back, stepped.awaitsAnother ? "approved-once" : said);
    });
  const { access } = desk;
  acts.post("/articles/:day/:slug/settle", async (context) => {
    const { day, slug } = context.req.param();
    const { text, keep } = await fieldsOf(context);
    await settleMerge(desk.newsroom, desk.store, fileOf(day, slug), {
      by: personOf(desk, context),
      keep: keep === "written" ? "written" : "edited",
      ...(text ? { textHash: text } : {}),
    });
    desk.index.look(day, slug);
    return goTo(context, `/articles/${day}/${slug}`, "settled");
  });
  return acts.post("/articles/:day/:slug/correct", access.require("editor"), async (context) => {
    const { day, slug } = context.req.param();
    const fields = await fieldsOf(context);
    const because = fields["why"]?.trim();
    const [corrected] = await correctFiles(desk.newsroom, desk.store, [fileOf(day, slug)], {
      by: personOf(desk, context),
      ...(because ? { because } : {}),
      ...(fields["text"] ? { textHash: fields["text"] } : {}),
    });
    desk.index.look(day, slug);
    const isDone = corrected?.notice !== undefined;
    const done = corrected?.awaitsAnother ? "corrected-once" : "corrected";
    return goTo(context, `/articles/${day}/${slug}`, isDone ? done : "blocked");
  });
}

function optionsOf(
  desk: Desk,
  context: Context,
  { text, why, at }: Readonly<Record<string, string>>,
): StepOptions {
  return {
    by: personOf(desk, context),
    ...(text ? { textHash: text } : {}),
    ...(why?.trim() ? { because: why } : {}),
    // A browser sends the minute without a zone; the page says that it is in UTC.
    ...(at ? { at: /[Zz]|[+-]\d\d:\d\d$/.test(at) ? at : `${at}Z` } : {}),
  };
}
