import { mistake } from "../base/problem.ts";
import { tableLines } from "../base/table.ts";
import { reportLines, type SendReport } from "../deliver/send/report.ts";
import { BY_HAND, MAIL } from "../deliver/send/keep.ts";
import { CONFIRM } from "../deliver/subscribers/confirm-listed.ts";
import type { Delivery, DeliveryState } from "../store/mail/deliveries.ts";
import type { MailStore } from "../store/mail/mail-store.ts";
import type { Answer, Call } from "./call.ts";
import { withMailStore } from "../deliver/send/open-sending.ts";

/** So many rows are listed. */
const LISTED = 200;
const PAGE = 500;

/** What a person can say more of: of mails those that are in doubt, of posts also those that were refused, once that is mended. */
const OPEN: readonly DeliveryState[] = ["uncertain", "refused"];

/** What stands in the ledger, in one state or counted. */
export async function listDeliveries(
  call: Call,
  { state, item }: { readonly state?: DeliveryState; readonly item?: string },
): Promise<Answer> {
  return withMailStore(call, async (store) => {
    await store.deliveries.abandon(new Date(call.world.now()).toISOString());
    return state === undefined ? counted(store) : listed(store, state, item);
  });
}

/**
 * Says of mails of which nobody knows whether they went out, that they did or that they are to be sent again; of posts that were refused the latter.
 * @param addresses whose; all of the item's where none is named.
 */
export async function settleDeliveries(
  call: Call,
  item: string,
  addresses: readonly string[],
  to: "sent" | "again",
): Promise<Answer> {
  return withMailStore(call, async (store) => {
    await store.deliveries.abandon(new Date(call.world.now()).toISOString());
    const isAll = addresses.length === 0;
    const wanted = new Set(addresses.map((address) => address.toLowerCase()));
    const chosen: Delivery[] = [];
    for (const state of OPEN)
      for await (const row of rowsIn(store, state, item)) {
        const isMeant = state === "uncertain" || (row.channel !== MAIL && to === "again");
        const address = isMeant ? (await addressOf(store, row)).toLowerCase() : "";
        if (isMeant && (isAll || wanted.delete(address))) chosen.push(row);
      }
    if (wanted.size > 0)
      throw mistake({
        code: "not-uncertain",
        message: `Nothing of ${item} to ${[...wanted].join(", ")} is uncertain.`,
        advice: "`bellwether deliveries list --uncertain` lists those that are.",
      });
    const at = new Date(call.world.now()).toISOString();
    const settled = chosen.map(({ channel, recipient }) => ({
      channel,
      item,
      recipient,
      at,
      ...(to === "sent"
        ? { state: "accepted" as const, answer: BY_HAND }
        : { state: "queued" as const, answer: "settled by hand: to be sent again" }),
    }));
    const count = await store.deliveries.settle(settled, OPEN);
    const isMail = chosen.some(({ channel }) => channel === MAIL);
    const sends = item === CONFIRM ? "subscriber confirm" : isMail ? "send" : "announce";
    const next = to === "again" ? ` \`bellwether ${sends}\` sends them.` : "";
    return {
      status: 0,
      lines: [
        `${count} of ${item} ${to === "sent" ? "count as sent" : "wait to be sent again"}.${next}`,
      ],
      value: { item, settled: count, to },
    };
  });
}

/** What runs of sending came to: the last of an item, or of the last item. */
export async function reportDeliveries(call: Call, item: string | undefined): Promise<Answer> {
  return withMailStore(call, async ({ deliveries }) => {
    const items = await deliveries.items();
    const meant = items.find(
      (each) => each.channel === MAIL && (item === undefined || each.item === item),
    );
    if (meant === undefined)
      throw mistake({
        code: "unknown-item",
        message: item === undefined ? "Nothing was sent yet." : `Nothing of ${item} was sent.`,
        advice: `Known are: ${items.map((each) => each.item).join(", ") || "none"}.`,
      });
    const texts = await deliveries.reports(meant.channel, meant.item);
    const reports = texts.map((text) => JSON.parse(text) as SendReport);
    return { status: 0, lines: reports.flatMap(reportLines), value: { ...meant, reports } };
  });
}

async function counted({ deliveries }: MailStore): Promise<Answer> {
  const items = await deliveries.items();
  const value: object[] = [];
  const rows: string[][] = [];
  for (const { channel, item } of items) {
    const counts = await deliveries.counts(channel, item);
    const said = Object.entries(counts).filter(([, count]) => count > 0);
    value.push({ channel, item, counts });
    rows.push([channel, item, said.map(([state, count]) => `${count} ${state}`).join(", ")]);
  }
  const lines =
    rows.length === 0 ? ["Nothing was sent yet."] : tableLines([["by", "what", "how"], ...rows]);
  return { status: 0, lines, value };
}

async function listed(
  store: MailStore,
  state: DeliveryState,
  item: string | undefined,
): Promise<Answer> {
  const found: (Delivery & { address: string })[] = [];
  let more = false;
  for await (const row of rowsIn(store, state, item)) {
    more = found.length === LISTED;
    if (more) break;
    found.push({ ...row, address: await addressOf(store, row) });
  }
  const rows = found.map((row) => [
    row.item,
    row.address,
    String(row.attempts),
    row.at.slice(0, 16).replace("T", " "),
    row.answer ?? "",
  ]);
  const lines =
    rows.length === 0
      ? [`None is ${state}.`]
      : tableLines([["what", "to", "attempts", "when (UTC)", "answer"], ...rows]);
  const rest = more ? [`and more: --item ID lists those of one issue`] : [];
  return {
    status: state === "uncertain" && rows.length > 0 ? 1 : 0,
    lines: [...lines, ...rest],
    value: found,
  };
}

async function* rowsIn(
  { deliveries }: MailStore,
  state: DeliveryState,
  item: string | undefined,
): AsyncGenerator<Delivery> {
  let after: Delivery | undefined;
  for (;;) {
    const page = await deliveries.page({
      state,
      ...(item === undefined ? {} : { item }),
      after,
      limit: PAGE,
    });
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1);
  }
}

/** To whom a row is, as a person knows them; of a channel, such as "mastodon:post", which of its posts it is. */
async function addressOf(
  { subscribers }: MailStore,
  { channel, recipient }: Delivery,
): Promise<string> {
  if (channel !== MAIL) return `${channel}:${recipient}`;
  return (await subscribers.byId(recipient))?.address ?? recipient;
}
