import type { Command } from "commander";
import type { CommandTools, Common, Range } from "./command-tools.ts";
import { day } from "./typed.ts";

/** Adds `narratives` with all that is done with rules: writing, looking at them, testing them. */
export function narrativeCommands(
  program: Command,
  { command, answering, inFull }: CommandTools,
): void {
  const narratives = program
    .command("narratives")
    .description("write rules, and look at what they say and are worth");

  command(
    "list [glob]",
    "every rule: whether it holds, how often it did, when last, and the best of its records",
    narratives,
  )
    .option("--from <day>", "first day looked at (default: 364 days before the last)", day)
    .option("--to <day>", "last day, and the edition looked at (default: all data)", day)
    .action(
      answering(async (call, glob: string | undefined, options: Common & Partial<Range>) =>
        (await import("./narratives.ts")).listNarratives(call, glob, options),
      ),
    );

  command(
    "lint [glob]",
    "every mistake in the templates, and what is likely not meant: rules that never or always hold, phrasings that state other facts, unused files",
    narratives,
  )
    .option("--from <day>", "first day looked at (default: 364 days before the last)", day)
    .option("--to <day>", "last day looked at (default: all data)", day)
    .option("--strict", "exit with 1 where there is a remark")
    .action(
      answering(
        async (
          call,
          glob: string | undefined,
          options: Common & Partial<Range> & { strict?: boolean },
        ) => (await import("./narratives.ts")).lintNarratives(call, glob, options),
      ),
    );

  command(
    "test [glob]",
    "hold rules to their examples; a failing one is shown with its values",
    narratives,
  ).action(
    answering(async (call, glob: string | undefined) =>
      (await import("./narratives.ts")).testNarratives(call, glob),
    ),
  );

  command(
    "new <id>",
    "write a commented start, such as momentum/quiet; overwrites nothing",
    narratives,
  ).action(
    answering(async (call, id: string) => (await import("./narratives.ts")).newNarrative(call, id)),
  );

  command(
    "preview <id>",
    "print every phrasing of a rule's text with a day's values, or what keeps it from holding",
    narratives,
  )
    .option("--date <day>", "the edition's date (default: all data)", day)
    .action(
      answering(async (call, id: string, options: Common & { date?: string }) =>
        (await import("./narratives.ts")).previewNarrative(call, id, options.date),
      ),
    );

  command(
    "why",
    "each rule of an edition: whether it held, the values that decided it, and why it was printed or was not",
    narratives,
  )
    .option("--date <day>", "the edition's date (default: all data)", day)
    .option("--only <glob>", "only rules whose id matches, such as 'momentum/*'")
    .action(
      answering(async (call, options: Common & { date?: string; only?: string }) =>
        (await import("./narratives.ts")).whyNarratives(call, options),
      ),
    );

  command(
    "backtest [glob]",
    "test the rules over the whole past; print the records of those whose id matches",
    narratives,
  )
    .option("--date <day>", "as known at that edition's cut-off (default: all data)", day)
    .option("--html <file>", "also write a page with plots")
    .action(
      answering(
        async (
          call,
          glob: string | undefined,
          { html, ...options }: Common & { date?: string; html?: string },
        ) =>
          (await import("./backtest.ts")).narrativesBacktest(call, glob, {
            ...options,
            ...(html === undefined ? {} : { html: inFull(html) }),
          }),
      ),
    );
}
