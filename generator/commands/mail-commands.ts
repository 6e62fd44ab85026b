import { Option, type Command } from "commander";
import { EXPORTS, type ExportFor } from "../deliver/issue/export-issue.ts";
import { FORMATS, type Format } from "../deliver/issue/issue.ts";
import type { CommandTools, Common } from "./command-tools.ts";
import { day, port } from "./typed.ts";

interface IssueOptions extends Common {
  readonly edition?: string;
  readonly format: Format;
}

const formatOption = (): Option =>
  new Option("--format <format>", "what is made of the edition").choices(FORMATS).default("daily");

/** Adds `mail` and the commands that make an issue and show it; others join it. */
export function mailCommands(
  program: Command,
  { command, answering, inFull }: CommandTools,
): Command {
  const mail = program
    .command("mail")
    .description("make the newsletter, look at it, and take it elsewhere");

  command(
    "preview",
    "show an issue in the browser until Ctrl-C: at two widths, as text, with its sizes",
    mail,
  )
    .option("--edition <day>", "whose articles (default: the newest with an approved one)", day)
    .addOption(formatOption())
    .option("--out <file>", "write its HTML into this file instead, pictures included")
    .option("--port <number>", "port (default: 4323, or the next free one)", port)
    .action(
      answering(async (call, options: IssueOptions & { out?: string; port?: number }) => {
        const { out, ...rest } = options;
        const to = out === undefined ? {} : { out: inFull(out) };
        return (await import("./mail.ts")).previewMail(call, { ...rest, ...to });
      }),
    );

  command(
    "export",
    "write an issue for a service that sends it, unsubscribe links as that writes them",
    mail,
  )
    .option("--edition <day>", "whose articles (default: the newest with an approved one)", day)
    .addOption(formatOption())
    .requiredOption("--to <file>", "the HTML is written into this file, the pictures beside it")
    .addOption(
      new Option("--for <service>", "how links that are the reader's own are written")
        .choices(EXPORTS)
        .default("html"),
    )
    .option(
      "--images <url>",
      "address of the folder where the pictures will lie (default: beside the file)",
    )
    .action(
      answering(
        async (call, options: IssueOptions & { to: string; for: ExportFor; images?: string }) =>
          (await import("./mail.ts")).exportMail(call, { ...options, to: inFull(options.to) }),
      ),
    );
  return mail;
}
