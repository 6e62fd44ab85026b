import { Option, type Command } from "commander";
import { SUBSCRIBER_STATES, type SubscriberState } from "../store/mail/subscribers.ts";
import type { CommandTools, Common } from "./command-tools.ts";
import type { ImapOptions } from "./bounces.ts";
import type { NewSubscriber } from "./subscribers.ts";
import { count, port } from "./typed.ts";
import { logOption, type LogForm } from "./server-log.ts";

/** Adds `subscriber`, `subscribe-server` and `bounces`: who gets the newsletter, and how they come and go. */
export function subscriberCommands(program: Command, tools: CommandTools): void {
  const { command, answering, inFull } = tools;
  const subscriber = program
    .command("subscriber")
    .description("who gets the newsletter: list, add, import, confirm, export, forget");
  const consent = "where those agreed for whom the file says nothing, such as 'paper form of May'";

  command("list", "subscribers with their states", subscriber)
    .addOption(new Option("--state <state>", "those in one state").choices(SUBSCRIBER_STATES))
    .action(
      answering(
        async (call, options: Common & { state?: SubscriberState }) =>
          (await import("./subscribers.ts")).listSubscribers(call, options.state),
        false,
      ),
    );

  command("add <address>", "put somebody on the list", subscriber)
    .option("--name <name>", "what they are called")
    .option("--language <language>", "in which they read, such as es")
    .option("--time-zone <zone>", "in which they live, such as Europe/Madrid")
    .option("--consent <origin>", "where they agreed; without it they have to confirm first")
    .action(
      answering(
        async (call, address: string, options: Common & NewSubscriber) =>
          (await import("./subscribers.ts")).addSubscriber(call, address, options),
        false,
      ),
    );

  command("show <address>", "all that is known of a subscriber", subscriber).action(
    answering(
      async (call, address: string) =>
        (await import("./subscribers.ts")).showSubscriber(call, address),
      false,
    ),
  );

  command(
    "import <file>",
    "take in a CSV file of ours, or an export of listmonk, Ghost, Mailchimp or Substack",
    subscriber,
  )
    .option("--consent <origin>", consent)
    .option("--dry-run", "tell what would be done, and do nothing")
    .action(
      answering(
        async (
          call,
          file: string,
          { consent, dryRun }: Common & { consent?: string; dryRun?: boolean },
        ) =>
          (await import("./subscriber-files.ts")).importFile(call, inFull(file), {
            ...(consent === undefined ? {} : { consent }),
            isRehearsal: dryRun === true,
          }),
        false,
      ),
    );

  command(
    "confirm",
    "ask those who were put on the list without having agreed to confirm: one mail each, once",
    subscriber,
  )
    .option("--dry-run", "tell how many would be asked, and send nothing")
    .option("--limit <mails>", "at most so many in this run", count)
    .action(
      answering(async (call, { limit, dryRun }: Common & { limit?: number; dryRun?: boolean }) =>
        (await import("./confirm-listed.ts")).confirmImported(call, {
          limit,
          isRehearsal: dryRun === true,
        }),
      ),
    );

  command("export", "print all subscribers as CSV that no spreadsheet computes", subscriber)
    .option("--to <file>", "write it there instead")
    .action(
      answering(
        async (call, { to }: Common & { to?: string }) =>
          (await import("./subscriber-files.ts")).exportFile(
            call,
            to === undefined ? undefined : inFull(to),
          ),
        false,
      ),
    );

  const acts = [
    ["pause", "send nothing to somebody for a while"],
    ["resume", "send again to somebody who paused, or whose mailbox works again"],
    ["remove", "take somebody off the list; who had left, bounced or complained stays suppressed"],
    ["forget", "delete all that is known of somebody, and keep a mark against imports"],
  ] as const;
  for (const [act, description] of acts)
    command(`${act} <address>`, description, subscriber).action(
      answering(
        async (call, address: string) =>
          (await import("./subscribers.ts")).changeSubscriber(call, act, address),
        false,
      ),
    );

  command(
    "subscribe-server",
    "serve the public pages at which readers sign up, choose and leave, until Ctrl-C",
  )
    .option("--port <number>", "port (default: 4324, or the next free one)", port)
    .option("--host <address>", "where it listens (default: 127.0.0.1, this machine alone)")
    .addOption(logOption())
    .action(
      answering(async (call, options: Common & { port?: number; host?: string; log: LogForm }) =>
        (await import("./subscribe-server.ts")).serveSubscribing(call, options),
      ),
    );

  const bounces = program.command("bounces").description("mails that came back, and complaints");
  command("read", "take over the reports of a mailbox; anything else is left alone", bounces)
    .option("--maildir <dir>", "a maildir")
    .option("--mbox <file>", "a mailbox file")
    .option("--imap <host>", "a mailbox on a server; its password is in BELLWETHER_IMAP_PASSWORD")
    .option("--user <name>", "with --imap: who signs in")
    .option("--folder <name>", "with --imap: the folder", "INBOX")
    .option("--port <number>", "with --imap: 993 with TLS, unless told", port)
    .action(
      answering(
        async (call, options: Common & ImapOptions & { maildir?: string; mbox?: string }) =>
          (await import("./bounces.ts")).readBounces(call, {
            ...options,
            ...(options.maildir === undefined ? {} : { maildir: inFull(options.maildir) }),
            ...(options.mbox === undefined ? {} : { mbox: inFull(options.mbox) }),
          }),
        false,
      ),
    );
}
