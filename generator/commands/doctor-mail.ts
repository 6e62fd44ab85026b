import { signerOf } from "../deliver/message/dkim.ts";
import { templateOf } from "../deliver/message/template.ts";
import { lookAtDkim } from "../deliver/doctor/dkim-record.ts";
import { lookAtDmarc } from "../deliver/doctor/dmarc.ts";
import { recordsOf, type Look } from "../deliver/doctor/look.ts";
import { lookAtMail } from "../deliver/doctor/mail-itself.ts";
import { lookAtProviders } from "../deliver/doctor/providers.ts";
import { lookAtReplies, lookAtReverseName } from "../deliver/doctor/reverse-name.ts";
import { lookAtSpf } from "../deliver/doctor/spf.ts";
import { mailKey } from "../deliver/subscribers/key.ts";
import { linksFor } from "../deliver/subscribers/links.ts";
import { signingKeys, transportKeys } from "../deliver/transports/open-transport.ts";
import type { MailSettings } from "../publication/mail/mail-settings.ts";
import { LOCAL_SERVICE } from "../publication/mail/service-settings.ts";
import { loadSecrets } from "../web/secrets.ts";
import { waiting, type Answer, type Call } from "./call.ts";
import { answerOf } from "./doctor.ts";
import { mailingFor, mailSettings } from "../deliver/send/open-sending.ts";

/** Ways of sending that sign by themselves, and send from addresses of their own. */
const PROVIDERS = { resend: "Resend", postmark: "Postmark", ses: "Amazon SES" } as const;

/** Looks at what keeps mails out of inboxes, and sends none. @param address from which mails reach the internet (IP) */
export async function doctorMail(call: Call, address: string | undefined): Promise<Answer> {
  const { world, home } = call;
  const settings = mailSettings(call);
  const { from, replyTo, bounces = from.address } = settings;
  const records = recordsOf(world.net);
  const keys = signingKeys(world, home, settings);
  const provider = providerOf(settings);
  const looks: Look[] = [
    waysOut(call, settings),
    await lookAtSpf(records, domainOf(bounces)),
    await lookAtDkim(records, keys, provider),
    await lookAtDmarc(records, {
      from: domainOf(from.address),
      bounces: domainOf(bounces),
      signers:
        keys.length > 0
          ? keys.map(({ domain }) => domain)
          : provider
            ? [domainOf(from.address)]
            : [],
    }),
    await reverseName(provider, address),
    await lookAtReplies(records, [bounces, replyTo ?? from.address].map(domainOf)),
    await theMail(),
  ];
  return answerOf([...looks, lookAtProviders(looks)]);

  async function reverseName(
    provider: string | undefined,
    address: string | undefined,
  ): Promise<Look> {
    if (address !== undefined) return lookAtReverseName(records, address);
    return provider === undefined
      ? {
          what: "reverse name",
          said: "not looked at",
          findings: ["Name the address from which mails reach the internet: --address IP."],
        }
      : { what: "reverse name", said: `${provider} sends from addresses of its own`, findings: [] };
  }

  async function theMail(): Promise<Look> {
    const mailing = await mailingFor(call, { format: "daily" }, settings, waiting);
    const { service = LOCAL_SERVICE } = settings;
    const links = linksFor({ key: mailKey(world, home), service }, "doctor");
    const template = await templateOf(mailing, keys.map(signerOf));
    const recipient = { id: "doctor", address: from.address, name: "A Reader", ...links };
    return lookAtMail(template.mailFor(recipient), mailing.issue.html);
  }
}

function waysOut({ world, home }: Call, settings: MailSettings): Look {
  const { transport } = settings;
  const wanted = transportKeys(settings);
  const secrets = loadSecrets(
    world,
    home,
    wanted.map((name) => ({ name })),
  );
  const way = transport === "sink" ? "sink" : Object.keys(transport)[0]!;
  return {
    what: "way out",
    said: transport === "sink" ? "sink: files in var/outbox, and nothing is sent" : way,
    findings: [
      ...(transport === "sink"
        ? ["Set `mail: transport:` in bellwether.yaml when mails are to reach anybody."]
        : []),
      ...wanted
        .filter((name) => secrets.get(name) === undefined)
        .map((name) => `${name} is not set: put it into the environment or var/secrets.env.`),
    ],
  };
}

function providerOf({ transport }: MailSettings): string | undefined {
  if (transport === "sink") return undefined;
  return PROVIDERS[Object.keys(transport)[0] as keyof typeof PROVIDERS];
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}
