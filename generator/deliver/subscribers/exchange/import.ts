import type {
  Newcomer,
  Subscriber,
  SubscriberState,
  SubscriberTable,
} from "../../../store/mail/subscribers.ts";
import type { World } from "../../../world/world.ts";
import { faultWords, readAddress, readName, type ReadAddress } from "../address.ts";
import { mailboxOf } from "../key.ts";
import { newId } from "../membership.ts";
import type { SubscriberFile } from "./read-file.ts";
import type { GivenPerson } from "./row.ts";

const BATCH = 500;

/** States that say that nothing is to be sent: a file may bring them about, and never end them. */
const LEFT: ReadonlySet<SubscriberState> = new Set(["unsubscribed", "bounced", "complained"]);

export interface ImportOptions {
  /** Where those agreed for whom the file does not say so. */
  readonly consent?: string;
  /** What is taken where the file says nothing of it. */
  readonly usual: {
    readonly language: string;
    readonly timeZone: string;
    readonly formats: readonly string[];
  };
  /** Formats that the publication has. */
  readonly formats: readonly string[];
  /** Nothing is stored. */
  readonly isRehearsal?: boolean;
}

/** A line that was not taken in, and why. */
interface Refused {
  readonly line: number;
  readonly why: string;
}

export interface ImportSummary {
  readonly form: string;
  readonly added: Readonly<Record<SubscriberState, number>>;
  /** Who was here already, and has left by what the file says. */
  readonly left: number;
  /** Lines with an address that another line has too, or that somebody here has. */
  readonly duplicates: readonly Refused[];
  readonly invalid: readonly Refused[];
  /** Lines with an address to which nothing is sent. */
  readonly suppressed: readonly Refused[];
  /** People whom nothing says to have agreed: they are pending, and get nothing until they confirm. */
  readonly withoutConsent: number;
  readonly isRehearsal: boolean;
}

/** Takes people in; nobody who has left, bounced or complained gets mail by it. @param key as `mailKey` gives it. */
export async function importSubscribers(
  world: World,
  table: SubscriberTable,
  key: string,
  { form, people }: SubscriberFile,
  options: ImportOptions,
): Promise<ImportSummary> {
  const now = new Date(world.now()).toISOString();
  const added = { pending: 0, active: 0, paused: 0, unsubscribed: 0, bounced: 0, complained: 0 };
  const duplicates: Refused[] = [];
  const invalid: Refused[] = [];
  const suppressed: Refused[] = [];
  const lines = new Map<string, number>();
  let [left, withoutConsent] = [0, 0];

  const takeIn = async (read: readonly Read[]): Promise<void> => {
    const boxes = new Map(read.map(({ normal }) => [normal, mailboxOf(key, normal)]));
    const known = await table.byAddress([...boxes.keys()]);
    const listed = await table.suppressed([...boxes.values()].map(({ mark }) => mark));
    const newcomers: Newcomer[] = [];
    for (const person of read) {
      const { line, normal, address } = person;
      const mailbox = boxes.get(normal)!;
      const found = known.get(normal);
      const hasLeft = LEFT.has(person.state);
      const list = listed.get(mailbox.mark);
      if (found) {
        const isNews = hasLeft && !LEFT.has(found.state);
        const to = { state: person.state, at: now, why: "import" };
        if (isNews && (options.isRehearsal || (await table.step(found.id, [found.state], to))))
          left++;
        else duplicates.push({ line, why: `${address} is here already: ${found.state}` });
      } else if (list && !hasLeft) suppressed.push({ line, why: `${address}: ${list.why}` });
      else {
        const subscriber = subscriberOf(person, address, now, options);
        if (subscriber.state === "pending" && person.state !== "pending") withoutConsent++;
        added[subscriber.state]++;
        newcomers.push({ ...subscriber, mailbox, at: now, why: "import" });
      }
    }
    if (!options.isRehearsal) await table.add(newcomers);
  };

  let batch: Read[] = [];
  for (const person of people) {
    const address = readAddress(person.address);
    if (typeof address === "string") {
      invalid.push({ line: person.line, why: faultWords(address) });
      continue;
    }
    const before = lines.get(address.normal);
    if (before !== undefined) {
      const why = `${address.address} stands in line ${before} too`;
      duplicates.push({ line: person.line, why });
      continue;
    }
    lines.set(address.normal, person.line);
    batch.push({ ...person, ...address });
    if (batch.length === BATCH) {
      await takeIn(batch);
      batch = [];
    }
  }
  await takeIn(batch);
  return {
    form,
    added,
    left,
    duplicates,
    invalid,
    suppressed,
    withoutConsent,
    isRehearsal: options.isRehearsal === true,
  };
}

type Read = GivenPerson & ReadAddress & { readonly line: number };

function subscriberOf(
  person: GivenPerson,
  address: string,
  now: string,
  { usual, formats, consent: origin }: ImportOptions,
): Subscriber {
  const name = readName(person.name ?? "");
  const agreed = person.consent ?? (origin === undefined ? undefined : { at: now, origin });
  const wanted = person.formats?.filter((each) => formats.includes(each)) ?? [];
  const isUnproven = agreed === undefined && !LEFT.has(person.state);
  const consent = agreed && { at: agreed.at, origin: readName(agreed.origin) ?? "not told" };
  return {
    id: newId(),
    address,
    ...(name === undefined ? {} : { name }),
    language: languageOf(person.language) ?? usual.language,
    timeZone: timeZoneOf(person.timeZone) ?? usual.timeZone,
    formats: person.formats === undefined ? usual.formats : wanted,
    tags: (person.tags ?? []).flatMap((each) => readName(each) ?? []),
    state: isUnproven ? "pending" : person.state,
    ...(consent === undefined ? {} : { consent }),
  };
}

/** A language of BCP 47; undefined for anything else. */
export function languageOf(text: string | undefined): string | undefined {
  if (!text) return undefined;
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined;
  }
}

/** A time zone by its name of IANA; undefined for anything else. */
export function timeZoneOf(text: string | undefined): string | undefined {
  if (!text || /^[+-]/.test(text)) return undefined;
  try {
    new Intl.DateTimeFormat("en", { timeZone: text }).format();
    return text;
  } catch {
    return undefined;
  }
}
