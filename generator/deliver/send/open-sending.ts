import { makeIssue } from "../issue/make-issue.ts";
import type { Format, Issue } from "../issue/issue.ts";
import { openIssueRoom } from "../issue/issue-room.ts";
import { newestDay } from "../issue/select.ts";
import { signerOf } from "../message/dkim.ts";
import type { Mailing } from "../message/mailing.ts";
import { mailKey } from "../subscribers/key.ts";
import { linksFor } from "../subscribers/links.ts";
import { membershipOf } from "../subscribers/membership.ts";
import { openTransport, signingKeys } from "../transports/open-transport.ts";
import { withCharts, type Kit } from "../../newsroom/kit.ts";
import { openNewsroom } from "../../newsroom/newsroom.ts";
import { withStore } from "../../newsroom/with-store.ts";
import { exampleMail, type MailSettings } from "../../publication/mail/mail-settings.ts";
import { LOCAL_SERVICE } from "../../publication/mail/service-settings.ts";
import { loadPublication } from "../../publication/publication.ts";
import type { MailStore } from "../../store/mail/mail-store.ts";
import { openMailStore } from "../../store/mail/open.ts";
import type { World } from "../../world/world.ts";
import { BY_DOMAIN, lanesBy, limitsByLane } from "./lanes.ts";
import type { Sending } from "./sending.ts";
import { takenBack } from "./withdrawn.ts";

/** Whose newsletter goes out. */
export interface House {
  readonly world: World;
  readonly home: string;
  readonly kit: Kit;
  /** `live.yaml` is read over `bellwether.yaml`. */
  readonly live: boolean;
}

/** Which issue is meant. */
export interface Wanted {
  /** The newest with an approved article where it is left out. */
  readonly edition?: string;
  readonly format: Format;
}

/** What a publication says of its newsletter, or what stands in for it. */
export function mailSettings({ world, home, kit, live }: House): MailSettings {
  const publication = loadPublication(world, home, kit, { live });
  return publication.mail ?? exampleMail(publication);
}

/** Makes the issue of an edition, as it goes out now. @param waiting is told that another command holds the store */
export async function mailingFor(
  { world, home, kit, live }: House,
  { edition, format }: Wanted,
  { from, replyTo }: MailSettings,
  waiting: (world: World) => void,
): Promise<Mailing> {
  const newsroom = openNewsroom(world, home, await withCharts(kit), { live });
  const issue: Issue = await withStore(world, home, waiting, async (store) => {
    const room = await openIssueRoom(newsroom, store);
    return makeIssue(room, edition ?? newestDay(room), format);
  });
  const at = new Date(world.now()).toISOString();
  return { issue, from, ...(replyTo === undefined ? {} : { replyTo }), at };
}

/** Opens the mail store for as long as `work` takes. */
export async function withMailStore<T>(
  { world, home }: Pick<House, "world" | "home">,
  work: (store: MailStore) => Promise<T>,
): Promise<T> {
  const store = await openMailStore(world, home);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Opens all that sending needs. @throws Failure (2) for a key that is not set or cannot sign */
export async function openSending(
  { world, home }: Pick<House, "world" | "home">,
  store: MailStore,
  settings: MailSettings,
): Promise<Sending> {
  const key = mailKey(world, home);
  const { service = LOCAL_SERVICE, pace, transport } = settings;
  const membership = membershipOf(world, store.subscribers, key);
  // What goes into files, or to a provider, meets nobody's mail servers.
  const lanes = transport !== "sink" && "smtp" in transport ? lanesBy(world.net) : BY_DOMAIN;
  return {
    world,
    home,
    store,
    transport: await openTransport(world, home, settings),
    signers: signingKeys(world, home, settings).map(signerOf),
    lanes,
    pace: await limitsByLane(lanes, pace ?? {}),
    linksFor: (id) => linksFor({ key, service }, id),
    halted: (issue) => takenBack(world, home, issue),
    gone: (id, report) => membership.returned(id, { kind: "hard", at: world.now(), report }),
    stopped: world.stopped(),
  };
}
