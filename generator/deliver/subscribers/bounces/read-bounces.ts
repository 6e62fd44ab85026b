import type { SubscriberTable } from "../../../store/mail/subscribers.ts";
import type { World } from "../../../world/world.ts";
import type { Membership } from "../membership.ts";
import { readMail, type ReadMail } from "./read-mail.ts";
import { applyReport, type Applied } from "./report.ts";

/** What mails were, and what they have led to. */
export interface BounceSummary {
  readonly mails: number;
  /** Mails by what they were. */
  readonly were: Readonly<Record<ReadMail["what"], number>>;
  /** Of each report, whether it is about a subscriber and has changed anything. */
  readonly applied: readonly Applied[];
}

/** Takes mails over, one after the other. */
export interface BounceReader {
  /** @returns whether it was a report, so that nobody else need read it. */
  take(mail: Uint8Array): Promise<boolean>;
  summary(): BounceSummary;
}

/** @param key as `mailKey` gives it. */
export async function openBounces(
  world: World,
  table: SubscriberTable,
  membership: Membership,
  key: string,
): Promise<BounceReader> {
  const { default: PostalMime } = await import("postal-mime");
  const were = { report: 0, delay: 0, "auto-reply": 0, other: 0 };
  const applied: Applied[] = [];
  return {
    async take(mail) {
      const { what, reports } = await readMail(mail, {
        parse: (raw, options) => PostalMime.parse(raw, options),
        key,
        now: world.now(),
      }).catch((): ReadMail => ({ what: "other", reports: [] }));
      were[what]++;
      for (const report of reports) applied.push(await applyReport(table, membership, report));
      return what === "report";
    },
    summary: () => ({
      mails: Object.values(were).reduce((sum, each) => sum + each, 0),
      were,
      applied,
    }),
  };
}
