import { resolve } from "node:path";
import { Command, CommanderError, Option } from "commander";
import { callOf, type Answer, type Call } from "./call.ts";
import { channelCommands } from "./channel-commands.ts";
import type { CommandTools, Common } from "./command-tools.ts";
import { dataCommands } from "./data-commands.ts";
import { databaseCommands } from "./database-commands.ts";
import { mailCommands } from "./mail-commands.ts";
import { editionCommands } from "./edition-commands.ts";
import { inertJson, withoutSteering } from "../base/text.ts";
import { jobCommands } from "./job-commands.ts";
import { reviewCommands } from "./review-commands.ts";
import { languageCommands } from "./language-commands.ts";
import { narrativeCommands } from "./narrative-commands.ts";
import { publicationCommands } from "./publication-commands.ts";
import { sendCommands } from "./send-commands.ts";
import { siteCommands } from "./site-commands.ts";
import type { ExitStatus } from "../base/codes/entry.ts";
import { Failure, formatProblem, ownFault, shownProblems } from "../base/problem.ts";
import { statusHelp } from "./statuses.ts";
import { subscriberCommands } from "./subscriber-commands.ts";
import { instant } from "./typed.ts";
import { userCommands } from "./user-commands.ts";
import { programVersion } from "../world/program.ts";
import { spanned } from "../world/spans.ts";
import { traced } from "../world/traced.ts";
import { openYamlCache } from "../world/yaml-cache.ts";
import { writingCommands } from "./writing-commands.ts";
import type { World } from "../world/world.ts";

/** Of help that nobody sees in a terminal. */
const HELP_WIDTH = 80;

/** Commands that go through stages, or put in jobs that do: each is a span, where traces are wanted. */
const TRACED = new Set(["gather", "daily", "backfill", "publish", "send"]);

/** What stands beside a command's name in the list of all of them; its own help says the rest. */
const firstClause = (description: string): string => description.split(/[;:] /)[0] as string;

/** What comes from outside steers no terminal. */
const print = (to: World["stdout"], text: string): void => void to.write(withoutSteering(text));

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
    // `jobs --json` and `jobs retry ID --json` each have their own.
    .enablePositionalOptions()
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
      "\nExit status: 0 done; 1 done, and something awaits a person; 2 the call, a file or the configuration is wrong; 3 something outside failed. The help of a command says more.\nEnvironment: OTEL_EXPORTER_OTLP_ENDPOINT sends traces of what is done to an OpenTelemetry collector.",
    );

  function command(name: string, description: string, parent: Command = program): Command {
    const [own = ""] = name.split(" ");
    return parent
      .command(name)
      .addHelpText("after", statusHelp(parent === program ? own : `${parent.name()} ${own}`))
      .description(description)
      .summary(firstClause(description))
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

  function answering<Given extends unknown[]>(
    work: (call: Call, ...given: Given) => Promise<Answer>,
    openPlugins = true,
  ) {
    return async (...given: Given): Promise<void> => {
      const options = given.at(-2) as Common;
      let home: string | undefined;
      const inWorld = await traced(world);
      try {
        const yamlCache = openYamlCache(world, inFull(options.home));
        const call = await callOf(inWorld, options, openPlugins);
        home = call.home;
        const name = (given.at(-1) as Command).name();
        const answered = TRACED.has(name)
          ? spanned(inWorld, `bellwether ${name}`, {}, () => work(call, ...given))
          : work(call, ...given);
        const answer = await answered.finally(() => yamlCache.save());
        if (options.json && answer.value !== undefined) printJson(answer.value);
        else if (answer.lines.length > 0) print(stdout, `${answer.lines.join("\n")}\n`);
        if (answer.faults?.length)
          print(stderr, `${answer.faults.map(formatProblem).join("\n")}\n`);
        status = answer.faults?.length ? 3 : answer.status;
      } catch (error) {
        status = fail(error, options.json === true, home);
      }
      await inWorld.tracing?.flush();
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

  const tools: CommandTools = { command, answering, inFull };
  program.commandsGroup("The publication:");
  const doctor = publicationCommands(tools);
  program.commandsGroup("Editions:");
  editionCommands(tools);
  program.commandsGroup("Review:");
  reviewCommands(program, tools, world.user);
  program.commandsGroup("Site and desk:");
  siteCommands(tools);
  userCommands(program, tools);
  program.commandsGroup("Newsletter and channels:");
  const mail = mailCommands(program, tools);
  sendCommands(program, { mail, doctor }, tools);
  subscriberCommands(program, tools);
  channelCommands(tools);
  program.commandsGroup("Data:");
  dataCommands(tools);
  program.commandsGroup("Rules and languages:");
  narrativeCommands(program, tools);
  languageCommands(program, tools);
  program.commandsGroup("The check elsewhere:");
  writingCommands(tools);
  program.commandsGroup("One machine or many:");
  databaseCommands(program, tools);
  jobCommands(tools);

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
