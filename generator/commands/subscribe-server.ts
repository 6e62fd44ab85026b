import { confirmationSender } from "../deliver/subscribers/send-confirmation.ts";
import { serveSubscribers } from "../deliver/subscribers/service/serve-subscribers.ts";
import { tagsToChoose } from "../deliver/subscribers/tags.ts";
import { exampleMail } from "../publication/mail/mail-settings.ts";
import type { Answer, Call } from "./call.ts";
import { openSending } from "../deliver/send/open-sending.ts";
import { withSubscribers } from "./subscriber-room.ts";

/** Serves the public pages of the newsletter until it is interrupted. */
export function serveSubscribing(
  call: Call,
  { port, host }: { readonly port?: number; readonly host?: string },
): Promise<Answer> {
  const { world, silent } = call;
  return withSubscribers(call, async ({ publication, store }) => {
    const settings = publication.mail ?? exampleMail(publication);
    const sending = await openSending(call, store, settings);
    const served = await serveSubscribers(world, publication, store, {
      port,
      host,
      tags: tagsToChoose(world, publication),
      sendConfirmation: confirmationSender(sending, publication, settings),
      tell: (line) => void world.stderr.write(`${line}\n`),
    });
    const { address } = served;
    if (silent) world.stdout.write(`${JSON.stringify({ address })}\n`);
    else
      world.stdout.write(
        `Readers sign up at ${address} (Ctrl-C stops it)\nLinks in mails lead to ${publication.mail?.service ?? "this machine alone; say the public address with `mail: service`"}\n`,
      );
    await world.stopped();
    await served.close();
    await sending.transport.close();
    return { status: 0, lines: [], value: { address, stopped: true } };
  });
}
