import type { Command } from "commander";
import { Option } from "commander";
import type { PartName } from "../store/move/parts.ts";
import type { CommandTools, Common } from "./command-tools.ts";

/** Adds the commands that look after the database of the store. */
export function databaseCommands(program: Command, { command, answering }: CommandTools): void {
  const database = program
    .command("database")
    .description(
      "move the store and the list of subscribers between files (SQLite) and a server (Postgres)",
    );
  command(
    "move",
    "copy the store, subscribers and deliveries to another place and prove that every row arrived; the old one stays as it is. Broken off, it goes on where it was when it is run again",
    database,
  )
    .requiredOption(
      "--to <place>",
      "address of a Postgres database, such as postgres://bellwether@db.example.org/news?schema=daily; or sqlite, for the files in var",
    )
    .addOption(
      new Option(
        "--only <part>",
        "only what was gathered and done, or only subscribers and deliveries",
      ).choices(["archive", "subscribers"]),
    )
    .action(
      answering(async (call, options: Common & { to: string; only?: PartName }) =>
        (await import("./database.ts")).moveDatabase(call, options.to, options.only),
      ),
    );
}
