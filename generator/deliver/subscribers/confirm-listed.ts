import type { MailSettings } from "../../publication/mail/mail-settings.ts";
import type { Publication } from "../../publication/publication.ts";
import type { MailStore } from "../../store/mail/mail-store.ts";
import type { Subscriber } from "../../store/mail/subscribers.ts";
import type { Courier } from "../send/courier.ts";
import { MAIL } from "../send/keep.ts";
import { BY_DOMAIN, lanesOf } from "../send/lanes.ts";
import { domainOf } from "../send/readers.ts";
import type { SendReport } from "../send/report.ts";
import { runOf } from "../send/run.ts";
import type { Sending, SendOptions } from "../send/sending.ts";
import { normalOf } from "./address.ts";
import { mailboxOf } from "./key.ts";
import { SIGN_UP } from "./membership.ts";
import { confirmationLink, type LinkMaker } from "./links.ts";
import { confirmationMailer } from "./send-confirmation.ts";

/** As the ledger calls the mail that asks people of a list: one row a person, for as long as they are known. */
export const CONFIRM = "confirm";

/** So many a minute where the publication says nothing of it: a list of unknown worth is tried gently. */
export const CONFIRM_PACE = 60;

const PAGE = 1000;

/** Those who are pending and were put on the list by somebody else: who signed up has been asked already. */
export async function* listedPeople({
  subscribers,
}: Pick<MailStore, "subscribers">): AsyncGenerator<readonly Subscriber[]> {
  for (let after = ""; ;) {
    const page = await subscribers.page({ state: "pending", after, limit: PAGE });
    const listed: Subscriber[] = [];
    for (const each of page)
      if ((await subscribers.history(each.id)).every(({ why }) => why !== SIGN_UP))
        listed.push(each);
    yield listed;
    if (page.length < PAGE) return;
    after = page.at(-1)!.id;
  }
}

/**
 * Asks everybody who was put on the list without having agreed to confirm, each once by the ledger: it may be killed, run again and run twice at once.
 * @throws Failure (3) when the store fails: what was on its way is ended first.
 */
export function confirmListed(
  sending: Sending,
  publication: Publication,
  settings: Pick<MailSettings, "from" | "replyTo">,
  links: LinkMaker,
  options: SendOptions,
): Promise<SendReport> {
  const { world, store, lanes = BY_DOMAIN } = sending;
  return runOf(
    sending,
    async () => {
      const at = new Date(world.now()).toISOString();
      await store.deliveries.forgive(MAIL, CONFIRM);
      const { body } = await store.deliveries.keep(MAIL, CONFIRM, "");
      for await (const page of listedPeople(store)) {
        const found = await lanesOf(lanes, page.map(domainOf));
        const waiting = page.map((each) => ({
          recipient: each.id,
          lane: found.get(domainOf(each))!,
        }));
        await store.deliveries.queue(MAIL, CONFIRM, waiting, at);
      }
      return {
        item: CONFIRM,
        body,
        subject: `please confirm ${publication.name}`,
        isOlder: false,
        courier: courierOf(sending, publication, settings, links),
        halted: () => undefined,
      };
    },
    options,
  );
}

function courierOf(
  sending: Sending,
  publication: Publication,
  settings: Pick<MailSettings, "from" | "replyTo">,
  links: LinkMaker,
): Courier {
  const { world, store } = sending;
  const mailFor = confirmationMailer(sending, publication, settings);
  const mayAsk = async (id: string): Promise<boolean> => {
    const person = await store.subscribers.byId(id);
    if (person?.state !== "pending") return false;
    const { mark } = mailboxOf(links.key, normalOf(person.address));
    return !(await store.subscribers.suppressed([mark])).has(mark);
  };
  return {
    async leftOut(recipients) {
      const may = await Promise.all(recipients.map(mayAsk));
      return new Set(recipients.filter((_, index) => !may[index]));
    },
    async mailFor({ recipient: id }) {
      const person = await store.subscribers.byId(id);
      const mail =
        person && (await mailFor(person, confirmationLink(links, id, world.now()), "listed"));
      return (
        mail ?? {
          kind: "refused",
          answer: "there is nobody of this id any more, or nobody that can be written to",
          isGone: false,
        }
      );
    },
  };
}
