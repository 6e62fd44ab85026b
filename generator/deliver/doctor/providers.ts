import type { Look } from "./look.ts";

/** From so many mails a day on, the large mailbox providers hold a sender to all of this. */
const BULK = 5000;

/**
 * What Gmail (https://support.google.com/a/answer/81126), Yahoo (https://senders.yahooinc.com/best-practices/) and Outlook
 * (https://techcommunity.microsoft.com/blog/microsoftdefenderforoffice365blog/4399730) ask of who sends many mails, and by which look each is answered.
 */
const ASKED = [
  { what: "SPF and DKIM, both", by: ["SPF", "DKIM"] },
  { what: "a DMARC policy, p=none at least, aligned with the From address", by: ["DMARC"] },
  { what: "a reverse name that leads back", by: ["reverse name"] },
  {
    what: "one-click unsubscribe, signed, that takes effect within two days",
    by: ["the mail itself"],
  },
  { what: "an address for replies and bounces that takes mail", by: ["replies and bounces"] },
] as const;

/** What no look can answer. */
const YOURS = `Theirs to judge: complaints under 0.1 %, never 0.3 % (Google Postmaster Tools shows them), and only readers who agreed. All of it counts from ${BULK} mails a day to one of them.`;

/** What the large providers ask for, and whether it was found. */
export function lookAtProviders(looks: readonly Look[]): Look {
  const missing = ASKED.filter(({ by }) =>
    looks.some(({ what, findings }) => by.some((each) => each === what) && findings.length > 0),
  );
  return {
    what: "what Gmail, Yahoo and Outlook ask for",
    said: YOURS,
    findings: missing.map(({ what }) => `Not found to be so: ${what}.`),
  };
}
