import type { World } from "../../../../world/world.ts";
import type { Report } from "../../bounces/report.ts";

/** What a provider sends of mails that came back. */
export interface Call {
  /** As it came: signatures are over its bytes. */
  readonly body: string;
  header(name: string): string | undefined;
}

/** What a provider may need to prove a call. */
export interface Ground {
  readonly world: World;
  /** ARN of the topic of Amazon SNS that is believed. */
  readonly snsTopic: string | undefined;
}

/** One provider of mail that calls us. */
export interface WebhookProvider {
  /** The last name of its address below `webhooks/`. */
  readonly id: string;
  /** Whether the publication has what is needed to prove its calls; without it nothing is believed. */
  isOpen(ground: Ground): boolean;
  /** What a call reports; undefined where it is not proven to be the provider's. */
  read(call: Call, ground: Ground): Promise<readonly Report[] | undefined>;
}
