import { resolve } from "node:path";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { callOf, type Answer, type Call } from "./call.ts";
import type { GatherRequest } from "./fetching.ts";
import { isDay, type Instant } from "../base/day.ts";
import { inertJson, withoutSteering } from "../base/text.ts";
import { narrativeCommands, type Common, type Range } from "./narrative-commands.ts";
import type { ExitStatus } from "../base/codes/entry.ts";
import { Failure, formatProblem, mistake, ownFault, shownProblems } from "../base/problem.ts";
import { statusHelp } from "./statuses.ts";
import { programVersion } from "../world/program.ts";
import type { World } from "../world/world.ts";

const day = (text: string): string => {
  if (!isDay(text))
    throw new InvalidArgumentError(`Expected a date such as 2025-05-08, found "${text}".`);
  return text;
};

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z$/;

const instant = (text: string): Instant => {
  const value = INSTANT.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(value))
    throw new InvalidArgumentError(
      `Expected an instant in UTC such as 2025-05-08T11:59Z, found "${text}".`,
    );
  return value;
};

const port = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65535)
    throw new InvalidArgumentError(`Expected a port from 0 to 65535, found "${text}".`);
  return value;
};

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

/** Of help that nobody sees in a terminal. */
const HELP_WIDTH = 80;

/** What comes from outside steers no terminal. */
const print = (to: World["stdout"], text: string): void => void to.write(withoutSteering(text));

const isLive = (options: Common & GatherRequest): boolean =>
  options.live === true || options.record !== undefined || options.replay !== undefined;

/**
 * Runs one command line, as given after the program's name. Answers go to the world's `stdout`, messages to its `stderr`.
 * @returns its exit status, as the help says.
 */
export async function bellwether(args: readonly string[], world: World): Promise<ExitStatus> {
  let status: ExitStatus = 0;
  const { stdout, stderr } = world;
  /** A path that was typed, as seen from the current folder. */
  const inFull = (path: string): string => resolve(world.currentFolder(), path);
  const program = new Command("bellwether")
    .description(
      "Turns a day's market data into articles whose every number is traced to its source.",
    )
    .version(programVersion(world))
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      getOutHelpWidth: () => stdout.columns ?? HELP_WIDTH,
      getErrHelpWidth: () => stderr.columns ?? HELP_WIDTH,
    })
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError("Run with --help for the commands and their options.")
    .addHelpText(
      "after",
      "\nExit status: 0 done; 1 done, and something awaits a person; 2 the call, a file or the configuration is wrong; 3 something outside failed. The help of a command says more.",
    );

  function command(name: string, description: string, parent: Command = program): Command {
    const [own = ""] = name.split(" ");
    return parent
      .command(name)
      .addHelpText("after", statusHelp(parent === program ? own : `${parent.name()} ${own}`))
      .description(description)
      .addOption(
        new Option("--home <dir>", "folder that holds bellwether.yaml, content and var").default(
          ".",
          "the current folder",
        ),
      )
      .option("--live", "read live.yaml over bellwether.yaml, and ask its sources")
      .option("--json", "print one machine-readable result to standard output")
      .option(
        "--now <instant>",
        "rehearse: the clock says this instant, such as 2025-05-08T11:59Z, and goes on from there; in a copy of the publication",
        instant,
      );
  }

  /**
   * Runs a command's function, prints its answer, and turns failures into messages and the exit status. Each command loads its own
   * part of the program, and no other.
   * @param openPlugins whether it needs those of the publication.
   */
  function answering<Given extends unknown[]>(
    work: (call: Call, ...given: Given) => Promise<Answer>,
    openPlugins = true,
  ) {
    return async (...given: Given): Promise<void> => {
      const options = given.at(-2) as Common;
      let home: string | undefined;
      try {
        const call = await callOf(world, options, openPlugins);
        home = call.home;
        const answer = await work(call, ...given);
        if (options.json && answer.value !== undefined) printJson(answer.value);
        else if (answer.lines.length > 0) print(stdout, `${answer.lines.join("\n")}\n`);
        if (answer.faults?.length)
          print(stderr, `${answer.faults.map(formatProblem).join("\n")}\n`);
        status = answer.faults?.length ? 3 : answer.status;
      } catch (error) {
        status = fail(error, options.json === true, home);
      }
    };
  }

  function fail(error: unknown, json: boolean, home: string | undefined): ExitStatus {
    const failure = error instanceof Failure ? error : undefined;
    const found = failure?.problems ?? [ownFault(error)];
    const problems = home === undefined ? found : shownProblems(home, found);
    print(stderr, `${problems.map(formatProblem).join("\n")}\n`);
    if (!failure && world.env["BELLWETHER_DEBUG"] === "1" && error instanceof Error)
      stderr.write(`${error.stack}\n`);
    const status = failure?.exit ?? 3;
    if (json) printJson({ status, problems });
    return status;
  }

  function printJson(value: unknown): void {
    print(stdout, `${inertJson(value)}\n`);
  }

  command(
    "init [dir]",
    "make a new publication that runs at once, with sample data; overwrites nothing",
  )
    .option("--empty", "without sample subjects and data")
    .option("--plugin", "write a commented start of a plugin as well; without a folder, that alone")
    .action(
      answering(
        async (
          call,
          dir: string | undefined,
          options: Common & { empty?: boolean; plugin?: boolean },
        ) => (await import("./init.ts")).init(call, dir && inFull(dir), options),
        false,
      ),
    );

  command("plugins", "list what the publication's plugins add, and from where").action(
    answering(async (call) => (await import("./plugins.ts")).listPlugins(call)),
  );

  command(
    "eject <path>",
    "copy a template, scale, vocabulary file, layout or style that comes with Bellwether into the publication, to change it there; a folder or pattern too; overwrites nothing",
  )
    .option(
      "--reviewed",
      "note of files that are there already that they were held to the package's",
    )
    .action(
      answering(async (call, path: string, options: Common & { reviewed?: boolean }) =>
        (await import("./layers.ts")).ejectFiles(call, path, options),
      ),
    );

  command(
    "upgrade",
    "have package.json ask for the version that runs, and show as a diff what it changes under ejected files; changes none of them",
  ).action(answering(async (call) => (await import("./layers.ts")).upgrade(call)));

  command(
    "doctor",
    "look at configuration, templates, own files, data, keys and calendars; changes nothing",
  ).action(answering(async (call) => (await import("./doctor.ts")).doctor(call)));

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

  command("schedule", "print the daily run for cron, systemd and GitHub Actions").action(
    answering(async (call) => (await import("./schedule.ts")).schedule(call)),
  );

  command(
    "daily",
    "gather, measure, narrate, compose and check the edition of a day; prints the drafts' paths",
  )
    .option("--date <day>", "the edition's date (default: today in UTC)", day)
    .action(
      answering(async (call, options: Common & { date?: string }) =>
        (await import("./editions.ts")).daily(call, options.date),
      ),
    );

  command("backfill", "make the editions of a range of days")
    .requiredOption("--from <day>", "first edition", day)
    .requiredOption("--to <day>", "last edition", day)
    .option(
      "--anew",
      "also those that readers may have seen, without a notice: for who works on templates, before anything is shown",
    )
    .action(
      answering(async (call, options: Common & Range & { anew?: boolean }) =>
        (await import("./editions.ts")).backfill(call, options),
      ),
    );

  command(
    "check <files...>",
    "hold articles to their facts: every figure, its unit and its direction",
  ).action(
    answering(async (call, files: string[]) =>
      (await import("./articles.ts")).checkArticles(call, files),
    ),
  );

  command("approve <files...>", "approve drafts that check clean")
    .option("--by <name>", "who approves", world.user ?? "editor")
    .action(
      answering(async (call, files: string[], options: Common & { by: string }) =>
        (await import("./articles.ts")).approve(call, files, options.by),
      ),
    );

  command(
    "correct <files...>",
    "correct published articles, by data that came later or as they were edited, with a dated notice",
  )
    .option("--by <name>", "who corrects", world.user ?? "editor")
    .option("--because <text>", "the notice: what was wrong; told by the figures unless given")
    .action(
      answering(async (call, files: string[], options: Common & { by: string; because?: string }) =>
        (await import("./articles.ts")).correct(call, files, options),
      ),
    );

  narrativeCommands(program, { command, answering, day, inFull });

  command("publish", "make the site of all approved articles and swap it in whole")
    .option("--to <dir>", "also put a copy of it into this folder, for a host")
    .option("--no-search", "leave out search and its index")
    .action(
      answering(async (call, { search, to }: Common & { search: boolean; to?: string }) =>
        (await import("./publish.ts")).publishSite(call, {
          search,
          ...(to === undefined ? {} : { to: inFull(to) }),
        }),
      ),
    );

  command("serve", "serve the built site until Ctrl-C")
    .option("--port <number>", "port (default: 4321, or the next free one)", port)
    .option("--watch", "build anew and reload on every change of content, template, style or data")
    .action(
      answering(async (call, options: Common & { port?: number; watch?: boolean }) =>
        (await import("./serve.ts")).serveSite(call, options),
      ),
    );

  command(
    "explain <file> [text]",
    "show where the figures of an article, or the one given, come from",
  ).action(
    answering(async (call, file: string, text: string | undefined) =>
      (await import("./articles.ts")).explainArticle(call, file, text),
    ),
  );

  command(
    "start",
    "gather, make the editions of a range, publish and serve: the whole way in one command",
  )
    .option("--from <day>", "first edition (default: 29 days before the last)", day)
    .option("--to <day>", "last edition (default: today in UTC)", day)
    .option("--port <number>", "port (default: 4321, or the next free one)", port)
    .action(
      answering(async (call, options: Common & Partial<Range> & { port?: number }) =>
        (await import("./start.ts")).start(call, options),
      ),
    );

  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    status = error.exitCode === 0 ? 0 : 2;
    if (status === 2 && args.includes("--json")) {
      const message = error.message.replace(/^error: /, "");
      printJson({ status: 2, problems: [{ code: "call", message }] });
    }
  }
  return status;
}
