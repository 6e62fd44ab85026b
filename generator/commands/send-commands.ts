import { InvalidArgumentError, Option, type Command } from "commander";
import ipaddr from "ipaddr.js";
import { mistake } from "../base/problem.ts";
import { FORMATS, type Format } from "../deliver/issue/issue.ts";
import { DELIVERY_STATES, type DeliveryState } from "../store/mail/deliveries.ts";
import type { CommandTools, Common } from "./command-tools.ts";
import { clockTime, count, day } from "./typed.ts";

interface IssueOptions extends Common {
  readonly edition?: string;
  readonly format: Format;
}

interface SendOptions extends IssueOptions {
  readonly edition: string;
  readonly dryRun?: boolean;
  readonly limit?: number;
  readonly at?: string;
  readonly wait?: boolean;
  readonly queue?: boolean;
  readonly senders: number;
}

const formatOption = (): Option =>
  new Option("--format <format>", "what is made of the edition").choices(FORMATS).default("daily");

/** Adds `send`, `deliveries` and what `mail` and `doctor` have to do with sending. */
export function sendCommands(
  program: Command,
  { mail, doctor }: { readonly mail: Command; readonly doctor: Command },
  { command, answering }: CommandTools,
): void {
  command(
    "send",
    "send an issue to its readers; run again it goes on, and nobody gets it twice. Ctrl-C ends what is on its way and stops",
  )
    .requiredOption("--edition <day>", "whose articles", day)
    .addOption(formatOption())
    .option("--dry-run", "tell who would get it, and send nothing")
    .option("--limit <number>", "at most so many mails in this run", count)
    .option(
      "--at <time>",
      "to each reader at this hour of their own clock, such as 07:00",
      clockTime,
    )
    .option(
      "--wait",
      "stay until nothing is left to be sent; else mails that are due in half an hour or later are left to the next run",
    )
    .addOption(
      new Option(
        "--queue",
        "have workers send it, on whichever machine; for stores on a server",
      ).conflicts(["dryRun", "limit", "wait"]),
    )
    .option(
      "--senders <number>",
      "with --queue: so many at once, each with as many connections as the transport has",
      count,
      2,
    )
    .action(
      answering(async (call, options: SendOptions) => {
        const { queue, edition: day, format, at, senders } = options;
        return queue === true
          ? (await import("./jobs.ts")).queueIssue(call, { day, format, at, senders })
          : (await import("./send.ts")).send(call, options);
      }),
    );

  command("test <address>", "send one mail of an issue to this address", mail)
    .option("--edition <day>", "whose articles (default: the newest with an approved one)", day)
    .addOption(formatOption())
    .action(
      answering(async (call, address: string, options: IssueOptions) =>
        (await import("./send.ts")).testMail(call, address, options),
      ),
    );

  command(
    "mail",
    "look at what keeps the newsletter out of inboxes: DNS records, the mail itself, what large mailbox providers ask for; sends nothing",
    doctor,
  )
    .option("--address <ip>", "the address from which mails reach the internet", ip)
    .action(
      answering(async (call, options: Common & { address?: string }) =>
        (await import("./doctor-mail.ts")).doctorMail(call, options.address),
      ),
    );

  const deliveries = program.command("deliveries").description("what was sent to whom: the ledger");

  command("list", "how far everything is that was sent, or the rows in one state", deliveries)
    .addOption(new Option("--state <state>", "rows in this state").choices(DELIVERY_STATES))
    .option("--uncertain", "rows of which nobody knows whether they went out")
    .option("--item <id>", "of this issue, such as 2025-05-08/daily/en")
    .action(
      answering(
        async (
          call,
          {
            uncertain,
            ...options
          }: Common & {
            state?: DeliveryState;
            uncertain?: boolean;
            item?: string;
          },
        ) =>
          (await import("./deliveries.ts")).listDeliveries(call, {
            ...options,
            ...(uncertain === true ? { state: "uncertain" } : {}),
          }),
        false,
      ),
    );

  command(
    "settle <item> [addresses...]",
    "say of uncertain mails that they went out, or are to be sent again; of all of the issue where no address is named",
    deliveries,
  )
    .addOption(new Option("--sent", "they went out").conflicts("again"))
    .addOption(new Option("--again", "they are to be sent again"))
    .action(
      answering(
        async (
          call,
          item: string,
          addresses: readonly string[],
          { sent, again }: Common & { sent?: boolean; again?: boolean },
        ) =>
          (await import("./deliveries.ts")).settleDeliveries(
            call,
            item,
            addresses,
            decided(sent, again),
          ),
        false,
      ),
    );

  command("report [item]", "what each run of sending an issue came to", deliveries).action(
    answering(
      async (call, item: string | undefined) =>
        (await import("./deliveries.ts")).reportDeliveries(call, item),
      false,
    ),
  );
}

function ip(text: string): string {
  if (!ipaddr.isValid(text))
    throw new InvalidArgumentError(`Expected an address such as 192.0.2.1, found "${text}".`);
  return text;
}

function decided(sent: boolean | undefined, again: boolean | undefined): "sent" | "again" {
  if (sent !== true && again !== true)
    throw mistake({
      code: "call",
      message: "Expected --sent or --again: nobody but you can know which.",
    });
  return sent === true ? "sent" : "again";
}
