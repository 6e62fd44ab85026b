import { Option } from "commander";
import { mistake } from "../base/problem.ts";
import type { CommandTools, Common } from "./command-tools.ts";
import type { GatherRequest } from "./fetching.ts";
import { day } from "./typed.ts";

interface ImportOptions {
  readonly series: string;
  readonly format?: "csv" | "json" | "parquet" | "xlsx";
  readonly sheet?: string;
  readonly dates?: string;
  readonly decimal?: string;
  readonly preview?: boolean;
  readonly dateColumn?: string;
  readonly valueColumn?: string;
  readonly publicColumn?: string;
  readonly accept?: string;
  readonly reason?: string;
}

interface ClaimOptions {
  readonly subject: string;
  readonly quantity: string;
  readonly reporter?: string;
  readonly posted?: string;
}

const isLive = (options: Common & GatherRequest): boolean =>
  options.live === true || options.record !== undefined || options.replay !== undefined;

/** Adds the commands that bring data in. */
export function dataCommands({ command, answering, inFull }: CommandTools): void {
  command(
    "import <file>",
    "take a file of dates and values into a series: CSV of any kind, JSON, Parquet or Excel (.xlsx)",
  )
    .requiredOption("--series <id>", "the series, such as btc.close")
    .addOption(
      new Option(
        "--format <format>",
        "what the file is (default: as the file itself says)",
      ).choices(["csv", "json", "parquet", "xlsx"]),
    )
    .option("--sheet <name>", "sheet of a workbook (default: the first)")
    .option("--dates <order>", "how dates are written where both ways fit: DMY, MDY or YMD")
    .option("--decimal <sign>", 'what parts decimals where both ways fit: "." or ","')
    .option("--preview", "show how the file is understood, and store nothing")
    .option("--date-column <name>", "column with the date (default: date)")
    .option(
      "--value-column <name>",
      "column with the value (default: value, or the series' quantity)",
    )
    .option("--public-column <name>", "column with the instant of publication")
    .option(
      "--accept <id>",
      "store what the guards refuse of this series, after a person has looked at it; with --reason",
    )
    .option("--reason <text>", "why that is right; kept with the reading")
    .action(
      answering(async (call, file: string, options: Common & ImportOptions) =>
        (await import("./import.ts")).importSeries(call, {
          file: inFull(file),
          ...options,
        }),
      ),
    );

  command("gather", "bring every configured series up to date")
    .option("--only <glob>", "fetch only series whose id matches, such as 'btc.*'")
    .option("--since <day>", "fetch from that day on instead of what is missing", day)
    .option(
      "--accept <glob>",
      "store what the guards refuse of these series, after a person has looked at it; with --reason",
    )
    .option("--reason <text>", "why that is right; kept with the reading")
    .option("--record <dir>", "write what the live sources answer to a folder, secrets removed")
    .option("--replay <dir>", "answer from such a folder, without a network")
    .action(
      answering(async (call, options: Common & GatherRequest) =>
        (await import("./gather.ts")).gatherAll(
          { ...call, live: isLive(options) },
          {
            ...options,
            record: options.record && inFull(options.record),
            replay: options.replay && inFull(options.replay),
          },
        ),
      ),
    );

  command(
    "sources [action] [id]",
    "list every series with its source, terms, last success, age and what is due; `sources test [ID]` sends one tiny request to each live source, or to that of an id or series",
  ).action(
    answering(async (call, action: string | undefined, id: string | undefined) => {
      if (action === undefined) return (await import("./sources.ts")).listSources(call);
      if (action === "test") return (await import("./sources.ts")).testSources(call, id);
      throw mistake({
        code: "unknown-action",
        message: `"sources ${action}" is not a command.`,
        advice: "Write `bellwether sources` or `bellwether sources test [ID]`.",
      });
    }),
  );

  command(
    "claim <action> <url>",
    "`claim add URL` takes a third party's post in as a reported claim",
  )
    .requiredOption("--subject <id>", "what the claim is about, such as russell2000")
    .requiredOption("--quantity <name>", "what it says of it, such as shortInterest")
    .option("--reporter <name>", "who posted it (default: as the address says)")
    .option("--posted <day>", "when it was posted (default: as the address says)", day)
    .action(
      answering(async (call, action: string, url: string, options: Common & ClaimOptions) => {
        if (action === "add")
          return (await import("./claim.ts")).claimAdd(call, { url, ...options });
        throw mistake({
          code: "unknown-action",
          message: `"claim ${action}" is not a command.`,
          advice: "Write `bellwether claim add URL --subject ID --quantity NAME`.",
        });
      }),
    );
}
