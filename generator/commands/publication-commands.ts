import type { Command } from "commander";
import type { CommandTools, Common } from "./command-tools.ts";

/** Adds the commands that make a publication and look after its own files. @returns `doctor`, which others join */
export function publicationCommands({ command, answering, inFull }: CommandTools): Command {
  command(
    "init [dir]",
    "make a new publication that runs at once, with sample data; overwrites nothing",
  )
    .option("--empty", "without sample subjects and data")
    .option(
      "--market <name>",
      "about crypto, equities, commodities, fx, macro or mixed, with data of that market",
    )
    .option("--plugin", "write a commented start of a plugin as well; without a folder, that alone")
    .option(
      "--deploy",
      "write a compose.yaml for Postgres and workers as well; without a folder, that alone",
    )
    .action(
      answering(
        async (
          call,
          dir: string | undefined,
          options: Common & {
            empty?: boolean;
            plugin?: boolean;
            deploy?: boolean;
            market?: string;
          },
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

  return command(
    "doctor",
    "look at configuration, templates, own files, database, data, keys and calendars; changes nothing",
  ).action(answering(async (call) => (await import("./doctor.ts")).doctor(call)));
}
