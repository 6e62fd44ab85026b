import type { Command } from "commander";
import type { CommandTools, Common } from "./command-tools.ts";

/** Adds `languages`: what is written in another language than the rules' own texts. */
export function languageCommands(program: Command, { command, answering }: CommandTools): void {
  const languages = program
    .command("languages")
    .description("what is written in other languages, and what is missing or stale");

  command(
    "status [code]",
    "texts, vocabulary, scales and relations that a language has and lacks, by file and part, and what changed since they were translated",
    languages,
  ).action(
    answering(async (call, code: string | undefined, _options: Common) =>
      (await import("./languages.ts")).languageStatus(call, code),
    ),
  );

  command(
    "agree <code> [glob]",
    "mark texts as agreeing with the English as it is now, such as agree de 'price/*': what changes after that is told stale",
    languages,
  ).action(
    answering(async (call, code: string, glob: string | undefined, _options: Common) =>
      (await import("./languages.ts")).agreeLanguage(call, code, glob),
    ),
  );
}
