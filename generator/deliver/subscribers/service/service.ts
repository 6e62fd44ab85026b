import type { Publication } from "../../../publication/publication.ts";
import type { ServerLayouts } from "../../../publish/serve/layouts.ts";
import type { Subscriber, SubscriberTable } from "../../../store/mail/subscribers.ts";
import type { World } from "../../../world/world.ts";
import type { LinkMaker } from "../links.ts";
import type { Membership } from "../membership.ts";
import type { Rates } from "./rates.ts";
import type { ServiceWords } from "./words.ts";

/** Takes over a mail that asks for confirmation; whether it was sent is not for the page to tell. */
export type SendConfirmation = (subscriber: Subscriber, link: string) => Promise<void>;

/** What every page of the service is made with. */
export interface Service {
  readonly world: World;
  readonly publication: Publication;
  readonly table: SubscriberTable;
  readonly membership: Membership;
  readonly links: LinkMaker;
  readonly layouts: ServerLayouts;
  /** Name and text of the style sheet. */
  readonly style: { readonly name: string; readonly text: string };
  /** The languages that it speaks, the publication's own first. */
  readonly languages: readonly string[];
  readonly words: ReadonlyMap<string, ServiceWords>;
  readonly formats: readonly string[];
  /** Topics that readers may choose. */
  readonly tags: readonly string[];
  readonly rates: Rates;
  readonly sendConfirmation: SendConfirmation;
  /** Told of what went wrong, in a line without anybody's address. */
  tell(line: string): void;
}
