import type { Command } from "commander";
import type { CommandTools, Common } from "./command-tools.ts";

/** Adds the commands that look after the database of the store. */
export function databaseCommands(program: Command, { command, answering }: CommandTools): void {
  const database = program
    .command("database")
    .description("move the store between a file (SQLite) and a server (Postgres)");
  command(
    "move",
    "copy the store to another place and prove that every row arrived; the old one stays as it is. Broken off, it goes on where it was when it is run again",
    database,
  )
    .requiredOption(
      "--to <place>",
      "address of a Postgres database, such as postgres://bellwether@db.example.org/news?schema=daily; or sqlite, for var/bellwether.db",
    )
    .action(
      answering(async (call, options: Common & { to: string }) =>
        (await import("./database.ts")).moveDatabase(call, options.to),
      ),
    );
}
