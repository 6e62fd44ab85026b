import type { SubscriberTable } from "../../../store/mail/subscribers.ts";
import { headerLine, subscriberLine } from "./own-form.ts";

const PAGE = 1000;

/** Everybody, with what they agreed to, as a CSV file of ours. */
export async function exportSubscribers(
  table: SubscriberTable,
): Promise<{ readonly text: string; readonly count: number }> {
  const lines = [headerLine()];
  for (let after = ""; ;) {
    const page = await table.page({ after, limit: PAGE });
    lines.push(...page.map(subscriberLine));
    if (page.length < PAGE) break;
    after = page.at(-1)!.id;
  }
  return { text: lines.join(""), count: lines.length - 1 };
}
