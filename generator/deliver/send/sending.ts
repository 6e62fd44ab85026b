import type { World } from "../../world/world.ts";
import type { Limits } from "../../store/mail/deliveries.ts";
import type { MailStore } from "../../store/mail/mail-store.ts";
import type { Issue } from "../issue/issue.ts";
import type { Signer } from "../message/dkim.ts";
import type { Transport } from "../transports/transport.ts";
import type { Links } from "./courier.ts";
import type { Lanes } from "./lanes.ts";
import type { WallTime } from "./local-hour.ts";

/** All that sending needs. */
export interface Sending {
  readonly world: World;
  readonly home: string;
  readonly store: MailStore;
  readonly transport: Transport;
  readonly signers: readonly Signer[];
  /** How many mails a minute all senders together may send, by lane or for `all`; as many as they can where nothing is said. */
  readonly pace: Limits;
  /** What shares a pace; each domain is by itself where it is left out. */
  readonly lanes?: Lanes;
  readonly linksFor: Links;
  /** Why nothing more of an issue may go out, such as an article that was withdrawn; undefined as long as it may. Asked every second. */
  halted(issue: Issue): string | undefined;
  /** A reader's server says that there is no such mailbox. @param report tells this mail from others */
  gone(subscriberId: string, report: string): Promise<unknown>;
  /** Resolves when somebody asks to stop. */
  readonly stopped: Promise<void>;
  /** Told now and then how far it has come. */
  progress?(done: number, total: number): void | Promise<void>;
}

export interface SendOptions {
  /** At most so many attempts in this run. */
  readonly limit?: number | undefined;
  readonly at?: WallTime | undefined;
  /** How long it waits for mails that are due later, in milliseconds; the same command goes on with those that are due after that. */
  readonly patienceMs: number;
}
