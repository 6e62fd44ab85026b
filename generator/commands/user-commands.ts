import { Option, type Command } from "commander";
import { ROLES, type Role } from "../review/workflow/people.ts";
import type { CommandTools, Common } from "./command-tools.ts";
import { mail } from "./typed.ts";

/** Adds `user` with all that is done with the people of the review desk. */
export function userCommands(program: Command, { command, answering }: CommandTools): void {
  const user = program.command("user").description("the people of the review desk and their roles");
  const roles = `what the person may do; each may do what those before may: ${ROLES.join(", ")}`;

  command(
    "add <name>",
    "let a person in: prints a one-time link by which they set a password or passkey",
    user,
  )
    .addOption(new Option("--role <role>", roles).choices(ROLES).makeOptionMandatory())
    .option("--email <address>", "by which the provider of accounts knows them", mail)
    .action(
      answering(
        async (call, name: string, options: Common & { role: Role; email?: string }) =>
          (await import("./users.ts")).addUser(call, name, options),
        false,
      ),
    );

  command("list", "everybody who may come in, with role and last use", user).action(
    answering(async (call) => (await import("./users.ts")).listUsers(call), false),
  );

  command("role <name> <role>", "give a person another role; their sessions end", user).action(
    answering(
      async (call, name: string, role: string) =>
        (await import("./users.ts")).changeUserRole(call, name, role),
      false,
    ),
  );

  command(
    "reset <name>",
    "end a person's sessions, password and passkeys, and print a new one-time link",
    user,
  ).action(
    answering(
      async (call, name: string) => (await import("./users.ts")).resetUser(call, name),
      false,
    ),
  );

  command(
    "remove <name>",
    "let a person in no more; what they did stays in the trail",
    user,
  ).action(
    answering(
      async (call, name: string) => (await import("./users.ts")).removeUser(call, name),
      false,
    ),
  );
}
