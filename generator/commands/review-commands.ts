import { Option, type Command } from "commander";
import type { CommandTools, Common, Range } from "./command-tools.ts";
import type { Answered } from "./review.ts";
import { day } from "./typed.ts";

interface Scheduling extends Answered {
  readonly at?: string;
}

/**
 * Adds the commands that take articles from draft to reader, as the desk does.
 * @param user who does it unless a name is given.
 */
export function reviewCommands(
  program: Command,
  { command, answering }: CommandTools,
  user: string | undefined,
): void {
  const named = (name: string, description: string, because: string, parent?: Command): Command =>
    command(name, description, parent)
      .option("--by <name>", "who does it", user ?? "editor")
      .option("--because <text>", because);

  named(
    "approve <files...>",
    "approve drafts that check clean",
    "why, for the trail; the notice where readers have seen another text",
  ).action(
    answering(async (call, files: string[], options: Common & Answered) =>
      (await import("./review.ts")).stepAll(call, "approve", files, options),
    ),
  );

  named("reject <files...>", "send articles back to be changed", "what to change").action(
    answering(async (call, files: string[], options: Common & Answered) =>
      (await import("./review.ts")).stepAll(call, "request-changes", files, options),
    ),
  );

  named(
    "schedule [files...]",
    "let approved articles go out with the first publish after an hour; without files, print the daily run for cron, systemd and GitHub Actions",
    "why, for the trail",
  )
    .option("--at <instant>", "the hour, with its time zone, such as 2025-05-09T08:30:00+02:00")
    .action(
      answering(async (call, files: string[], options: Common & Scheduling) =>
        files.length === 0
          ? (await import("./schedule.ts")).schedule(call)
          : (await import("./review.ts")).stepAll(call, "schedule", files, options),
      ),
    );

  named(
    "withdraw <files...>",
    "take published articles from readers; their addresses say when and why",
    "why, for readers",
  ).action(
    answering(async (call, files: string[], options: Common & Answered) =>
      (await import("./review.ts")).stepAll(call, "withdraw", files, options),
    ),
  );

  named(
    "correct <files...>",
    "correct published articles, by data that came later or as they were edited, with a dated notice",
    "the notice: what was wrong; told by the figures unless given",
  ).action(
    answering(async (call, files: string[], options: Common & Answered) =>
      (await import("./review.ts")).correct(call, files, options),
    ),
  );

  command(
    "corrections",
    "list published articles of which later data change a figure, with the notice of each",
  )
    .option("--from <day>", "first edition (default: two weeks of the newest)", day)
    .option("--to <day>", "last edition", day)
    .action(
      answering(async (call, { from, to }: Common & Partial<Range>) => {
        const range = from ?? to;
        return (await import("./review.ts")).corrections(
          call,
          range === undefined ? undefined : { from: from ?? range, to: to ?? range },
        );
      }),
    );

  command(
    "merge <file>",
    "show where an edit and what would be written now disagree, and say which is to stand",
  )
    .option("--by <name>", "who decides", user ?? "editor")
    .addOption(
      new Option("--keep <side>", "whose sentences stand where they disagree").choices([
        "edited",
        "written",
      ]),
    )
    .action(
      answering(
        async (call, file: string, options: Common & { by: string; keep?: "edited" | "written" }) =>
          (await import("./review.ts")).merge(call, file, options),
      ),
    );

  const audit = program
    .command("audit")
    .description("what was done with articles, by whom, and why");
  command("verify", "prove that the trail is whole, or name what of it is not", audit).action(
    answering(async (call) => (await import("./audit.ts")).auditVerify(call)),
  );
  command("log [file]", "show the trail, of one article where it is named", audit)
    .option(
      "--access",
      "show instead who came to the desk, who failed to, and who was let in or out",
    )
    .action(
      answering(
        async (call, file: string | undefined, { access }: Common & { access?: boolean }) => {
          const { auditAccess, auditLog } = await import("./audit.ts");
          return access ? auditAccess(call) : auditLog(call, file);
        },
      ),
    );
}
