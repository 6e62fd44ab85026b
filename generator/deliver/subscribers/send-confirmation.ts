import { digest } from "../../base/digest.ts";
import type { MailSettings } from "../../publication/mail/mail-settings.ts";
import type { Publication } from "../../publication/publication.ts";
import type { Subscriber } from "../../store/mail/subscribers.ts";
import { messageId } from "../message/headers.ts";
import { envelopeOf } from "../message/mailbox.ts";
import type { Mailing } from "../message/mailing.ts";
import { templateOf } from "../message/template.ts";
import { waitAfter } from "../send/backoff.ts";
import type { Sending } from "../send/sending.ts";
import type { Mail, Outcome } from "../transports/transport.ts";
import { confirmationMails, type Asked } from "./confirmation.ts";
import type { SendConfirmation } from "./service/service.ts";

/** Attempts at a mail that a server puts off, as many do with a sender that they do not know: within some twenty minutes. */
const ATTEMPTS = 4;

/** How soon a wait ends once somebody asks to stop, in milliseconds. */
const SLICE_MS = 2_000;

/** Sends mails that ask for confirmation as issues are sent: by the same transport, signed with the same keys. */
export function confirmationSender(
  sending: Pick<Sending, "world" | "transport" | "signers" | "linksFor" | "stopped">,
  publication: Publication,
  settings: Pick<MailSettings, "from" | "replyTo">,
): SendConfirmation {
  const { world, transport } = sending;
  const mailFor = confirmationMailer(sending, publication, settings);
  const asked = { toStop: false };
  void sending.stopped.then(() => (asked.toStop = true));

  const pause = async (milliseconds: number): Promise<void> => {
    const until = world.now() + milliseconds;
    while (!asked.toStop && world.now() < until)
      await world.net.wait(Math.min(SLICE_MS, until - world.now()));
  };

  return async (subscriber, link) => {
    const mail = await mailFor(subscriber, link, "signed-up");
    if (mail === undefined) throw new Error("the address cannot be sent to");
    for (let attempt = 1; ; attempt++) {
      const outcome = await transport.send(mail);
      if (outcome.kind === "accepted") return;
      if (attempt === ATTEMPTS || !mayPass(outcome) || asked.toStop)
        throw new Error(toldOf(outcome, subscriber));
      await pause(waitAfter(attempt, subscriber.id) ?? 0);
    }
  };
}

/** Makes whole mails that ask for confirmation; undefined for an address that cannot be sent to. */
export function confirmationMailer(
  { world, signers, linksFor }: Pick<Sending, "world" | "signers" | "linksFor">,
  publication: Publication,
  { from, replyTo }: Pick<MailSettings, "from" | "replyTo">,
): (subscriber: Subscriber, link: string, asked: Asked) => Promise<Mail | undefined> {
  const mailFor = confirmationMails(world, publication);
  return async (subscriber, link, asked) => {
    const at = new Date(world.now()).toISOString();
    const { id, address } = subscriber;
    const envelope = envelopeOf(address);
    if (envelope === undefined) return undefined;
    const mailing: Mailing = {
      issue: {
        ...mailFor(subscriber, link, asked),
        // Who signs up may do so again; who is on a list is asked once.
        id: asked === "listed" ? "confirm" : `confirm/${at}`,
        day: at.slice(0, 10),
        format: "daily",
        language: subscriber.language,
        preview: "",
        images: [],
        articles: [],
        tags: [],
        digest: digest(link),
      },
      from,
      ...(replyTo === undefined ? {} : { replyTo }),
      at,
    };
    const recipient = { id, address, ...linksFor(id) };
    const bytes = (await templateOf(mailing, signers)).mailFor(recipient);
    return { mailing, recipient, envelope, messageId: messageId(mailing, recipient), bytes };
  };
}

function mayPass(outcome: Outcome): boolean {
  return outcome.kind === "deferred" || (outcome.kind === "unsent" && outcome.fault === undefined);
}

/** What was answered, without whose mail it was. */
function toldOf({ kind, answer }: Outcome, { address }: Subscriber): string {
  return `${kind}, ${answer.replaceAll(new RegExp(RegExp.escape(address), "gi"), "…")}`;
}
