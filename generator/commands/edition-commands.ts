import { Option } from "commander";
import type { ReportFormat } from "./articles.ts";
import type { TextFormat } from "../check/text/text-report.ts";
import type { CommandTools, Common, Range } from "./command-tools.ts";
import { day } from "./typed.ts";

interface CheckOptions {
  readonly asOf?: string;
  readonly stdin?: boolean;
  readonly inputFormat?: TextFormat;
  readonly format: ReportFormat;
}

const QUEUE = "put the work into the queue, which `bellwether work` does on any machine";

/** Adds the commands that make editions and hold their articles to the data. */
export function editionCommands({ command, answering }: CommandTools): void {
  command(
    "daily",
    "gather, measure, narrate, compose and check the edition of a day; prints the drafts' paths",
  )
    .option("--date <day>", "the edition's date (default: that of the last cut-off, in UTC)", day)
    .option("--queue", QUEUE)
    .action(
      answering(async (call, { date, queue }: Common & { date?: string; queue?: boolean }) => {
        if (!queue) return (await import("./editions.ts")).daily(call, date);
        const day = date === undefined ? undefined : { from: date, to: date };
        const { queueEditions } = await import("./jobs.ts");
        return queueEditions(call, day && { ...day, priority: "daily" });
      }),
    );

  command("backfill", "make the editions of a range of days")
    .requiredOption("--from <day>", "first edition", day)
    .requiredOption("--to <day>", "last edition", day)
    .option(
      "--anew",
      "also those that readers may have seen, without a notice: for who works on templates, before anything is shown",
    )
    .addOption(new Option("--queue", QUEUE).conflicts("anew"))
    .action(
      answering(async (call, options: Common & Range & { anew?: boolean; queue?: boolean }) => {
        if (!options.queue) return (await import("./editions.ts")).backfill(call, options);
        const { from, to } = options;
        return (await import("./jobs.ts")).queueEditions(call, { from, to, priority: "backfill" });
      }),
    );

  command(
    "check [files...]",
    "hold articles to their facts, or any text to the data: every figure, its unit and its direction",
  )
    .option("--as-of <day>", "hold Markdown, HTML or plain text to what was known on a day", day)
    .option("--stdin", "read one text from standard input")
    .addOption(
      new Option(
        "--input-format <format>",
        "how texts are written (default: by their names)",
      ).choices(["markdown", "html", "plain"]),
    )
    .addOption(
      new Option("--format <format>", "how the answer is written; sarif is what code hosts read")
        .choices(["text", "sarif"])
        .default("text"),
    )
    .action(
      answering(async (call, files: string[], options: Common & CheckOptions) => {
        const { asOf, stdin, inputFormat, format } = options;
        const { checkArticles, checkTexts } = await import("./articles.ts");
        if (asOf === undefined && !stdin && inputFormat === undefined)
          return checkArticles(call, files, format);
        const text = { ...(asOf && { asOf }), ...(inputFormat && { format: inputFormat }) };
        return checkTexts(call, stdin ? undefined : files, text, format);
      }),
    );

  command(
    "explain <file> [text]",
    "show where the figures of an article, or the one given, come from",
  ).action(
    answering(async (call, file: string, text: string | undefined) =>
      (await import("./articles.ts")).explainArticle(call, file, text),
    ),
  );
}
