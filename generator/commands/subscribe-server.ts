import { confirmationSender } from "../deliver/subscribers/send-confirmation.ts";
import { serveSubscribers } from "../deliver/subscribers/service/serve-subscribers.ts";
import { tagsToChoose } from "../deliver/subscribers/tags.ts";
import { exampleMail } from "../publication/mail/mail-settings.ts";
import type { Answer, Call } from "./call.ts";
import { serverLog, type LogForm } from "./server-log.ts";
import { openSending } from "../deliver/send/open-sending.ts";
import { withSubscribers } from "./subscriber-room.ts";

/** Serves the public pages of the newsletter until it is interrupted. */
export function serveSubscribing(
  call: Call,
  { port, host, log }: { readonly port?: number; readonly host?: string; readonly log?: LogForm },
): Promise<Answer> {
  const { world } = call;
  return withSubscribers(call, async ({ publication, store }) => {
    const { ready, tell } = await serverLog(call, log);
    const settings = publication.mail ?? exampleMail(publication);
    const sending = await openSending(call, store, settings);
    const served = await serveSubscribers(world, publication, store, {
      port,
      host,
      tags: tagsToChoose(world, publication),
      sendConfirmation: confirmationSender(sending, publication, settings),
      tell,
    });
    const { address } = served;
    // Whoever hears that it answers may ask it to stop.
    const stopped = world.stopped();
    ready(
      { address },
      `Readers sign up at ${address} (Ctrl-C stops it)`,
      `Links in mails lead to ${publication.mail?.service ?? "this machine alone; say the public address with `mail: service`"}`,
    );
    await stopped;
    await served.close();
    await sending.transport.close();
    return { status: 0, lines: [], value: { address, stopped: true } };
  });
}
