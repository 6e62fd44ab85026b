import type { Channel, Writing } from "../../newsroom/channel.ts";
import { suggestion } from "../../base/nearest.ts";
import { mistake, type Problem } from "../../base/problem.ts";
import { keysAt } from "../../base/schema-keys.ts";
import { heldToShape } from "../../base/schema-words.ts";
import type { Key } from "../../gather/sources/contract.ts";
import type { DeclaredChannel } from "../../publication/channel-settings.ts";
import { httpClientOf, type HttpClient } from "../../web/http-client.ts";
import { loadSecrets } from "../../web/secrets.ts";
import { openWeb, type Web } from "../../web/web.ts";
import type { World } from "../../world/world.ts";

/** One place where editions are posted, its options held to what its channel takes. */
export interface ConfiguredChannel {
  /** As bellwether.yaml and the ledger call it. */
  readonly name: string;
  readonly channel: Channel;
  readonly stories: readonly string[] | undefined;
  readonly options: unknown;
  readonly keys: readonly Key[];
}

/** The same, ready to be asked. */
export interface OpenChannel extends ConfiguredChannel {
  readonly http: HttpClient;
}

/**
 * Holds what a publication says of its channels to what they take.
 * @param all the channels there are, by id.
 * @throws Failure (2) with the place of each mistake
 */
export function configured(
  declared: readonly DeclaredChannel[],
  all: ReadonlyMap<string, Channel>,
): ConfiguredChannel[] {
  const problems: Problem[] = [];
  const channels = declared.flatMap(({ name, by, stories, options, place }) => {
    const channel = all.get(by);
    if (channel === undefined) {
      const message = `channels.${name}: there is no channel "${by}".`;
      problems.push({
        code: "unknown-channel",
        ...place,
        message,
        advice: suggestion(by, all.keys()),
      });
      return [];
    }
    const parsed = channel.options && heldToShape(channel.options, options);
    const unknown = channel.options === undefined ? Object.keys(options) : [];
    for (const fault of parsed && !parsed.success ? parsed.faults : []) {
      const path = ["channels", name, ...fault.path].map(String).join(".");
      const [key] = fault.unknownKeys ?? [];
      const advice =
        key === undefined ? fault.advice : suggestion(key, keysAt(channel.options!, fault.path));
      problems.push({
        code: "channel-options",
        ...place,
        message: `${path}: ${fault.message}.`,
        ...(advice === undefined ? {} : { advice }),
      });
    }
    for (const key of unknown) {
      const message = `channels.${name}.${key}: the channel "${by}" has no options.`;
      problems.push({ code: "channel-options", ...place, message });
    }
    if (problems.length > 0) return [];
    const taken: unknown = parsed?.success ? parsed.data : undefined;
    const keys = [...channel.keys, ...(channel.keysOf?.(taken) ?? [])];
    return [{ name, channel, stories, options: taken, keys }];
  });
  if (problems.length > 0) throw mistake(problems);
  return channels;
}

/** Names of the keys of a channel that are not set. */
export function missingKeys(
  world: World,
  home: string,
  { keys }: Pick<ConfiguredChannel, "keys">,
): string[] {
  const secrets = loadSecrets(world, home, keys);
  return keys
    .filter(({ name, required }) => required && secrets.get(name) === undefined)
    .map(({ name }) => name);
}

/** Makes channels ready to be asked. @throws Failure (2) for keys that are not set */
export function openChannels(
  world: World,
  home: string,
  channels: readonly ConfiguredChannel[],
): OpenChannel[] {
  const problems = channels.flatMap((channel) =>
    missingKeys(world, home, channel).map((key) => ({
      code: "channel-key" as const,
      message: `${key} is not set: ${channel.name} cannot be asked without it.`,
      advice: "Put it into the environment or var/secrets.env; --only names other channels.",
    })),
  );
  if (problems.length > 0) throw mistake(problems);
  const keys = channels.flatMap((channel) => channel.keys);
  const web = onceOnly(openWeb(world, loadSecrets(world, home, keys)));
  return channels.map((each) => ({
    ...each,
    http: httpClientOf(web, { id: each.name, spacingMs: each.channel.spacingMs }),
  }));
}

/** A way out by which nothing is asked a second time, whatever comes of it; to addresses that the operator named. */
function onceOnly(web: Web): Web {
  return { ...web, ask: (question) => web.ask({ ...question, isOnce: true, mayBePrivate: true }) };
}

/** The messages of a post as its channel writes them. */
export async function messagesOf(
  { channel, options, http }: OpenChannel,
  post: Parameters<Channel["post"]>[0],
  figuresOf: Writing["figuresOf"],
) {
  if (channel.write) return channel.write(post, { options, http, figuresOf });
  const { title, summary, notice, url } = post;
  return [{ text: [notice, title, summary, url].filter((part) => part).join("\n\n") }];
}
