import { join } from "node:path";
import { confirmationMails } from "../deliver/subscribers/confirmation.ts";
import { serveSubscribers } from "../deliver/subscribers/service/serve-subscribers.ts";
import type { SendConfirmation } from "../deliver/subscribers/service/service.ts";
import { tagsToChoose } from "../deliver/subscribers/tags.ts";
import type { Publication } from "../publication/publication.ts";
import type { Answer, Call } from "./call.ts";
import { withSubscribers } from "./subscriber-room.ts";

/** Serves the public pages of the newsletter until it is interrupted. */
export function serveSubscribing(
  call: Call,
  { port, host }: { readonly port?: number; readonly host?: string },
): Promise<Answer> {
  const { world, silent } = call;
  return withSubscribers(call, async ({ publication, store }) => {
    const served = await serveSubscribers(world, publication, store, {
      port,
      host,
      tags: tagsToChoose(world, publication),
      sendConfirmation: intoOutbox(call, publication),
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
    return { status: 0, lines: [], value: { address, stopped: true } };
  });
}

/** Puts mails that ask for confirmation into `var/outbox/confirm`, where they are opened in a browser: nothing leaves this machine. */
function intoOutbox({ world, home }: Call, publication: Publication): SendConfirmation {
  const mailFor = confirmationMails(world, publication);
  return async (subscriber, link) => {
    const { html } = mailFor(subscriber, link);
    world.files.write(join(home, "var", "outbox", "confirm", `${subscriber.id}.html`), html);
  };
}
