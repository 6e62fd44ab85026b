import { mistake } from "../base/problem.ts";
import type { CommandTools, Common } from "./command-tools.ts";
import { day } from "./typed.ts";

/** Adds `channels` and `announce`. */
export function channelCommands({ command, answering }: CommandTools): void {
  command(
    "channels [action] [name]",
    "where editions can be posted besides the site and the newsletter: what is set up, and which keys are missing; `channels test NAME` asks one something harmless",
  ).action(
    answering(async (call, action: string | undefined, name: string | undefined) => {
      if (action === undefined) return (await import("./channels.ts")).listChannels(call);
      if (action === "test" && name !== undefined)
        return (await import("./channels.ts")).testChannel(call, name);
      throw mistake({
        code: "unknown-action",
        message: `"channels ${[action, name].filter((each) => each).join(" ")}" is not a command.`,
        advice: "Write `bellwether channels` or `bellwether channels test NAME`.",
      });
    }),
  );

  command(
    "announce",
    "post the articles of an edition to the channels, each once, with corrections and withdrawals; after `publish`",
  )
    .requiredOption("--edition <day>", "whose articles", day)
    .option("--only <channel>", "to this channel; may be given several times", collect)
    .option("--dry-run", "show each post as it would look, with its length, and post nothing")
    .action(
      answering(
        async (call, options: Common & { edition: string; only?: string[]; dryRun?: boolean }) =>
          (await import("./channels.ts")).announceEdition(call, options),
      ),
    );
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
