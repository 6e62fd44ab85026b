import type { Channel, ChannelKit } from "../../newsroom/channel.ts";
import { mistake } from "../../base/problem.ts";
import { bluesky } from "./places/bluesky.ts";
import { discord } from "./places/discord.ts";
import { ghost } from "./places/ghost.ts";
import { mastodon } from "./places/mastodon.ts";
import { slack } from "./places/slack.ts";
import { telegram } from "./places/telegram.ts";
import { webhook } from "./places/webhook.ts";
import { wordpress } from "./places/wordpress.ts";

/** The channels that come with the program. */
const BUILT_IN_CHANNELS: readonly Channel[] = [
  mastodon,
  bluesky,
  telegram,
  slack,
  discord,
  webhook,
  ghost,
  wordpress,
];

/** All channels by id, those of plugins among them. @throws Failure (2) for one of a plugin that is called as one of the program's */
export function allChannels({ channels }: ChannelKit): ReadonlyMap<string, Channel> {
  const all = new Map(BUILT_IN_CHANNELS.map((channel) => [channel.id, channel]));
  for (const [id, channel] of channels) {
    if (all.has(id))
      throw mistake({
        code: "repeated-entry",
        message: `The channel "${id}" of a plugin is in the program itself as well.`,
        advice: "Call it otherwise.",
      });
    all.set(id, channel);
  }
  return all;
}
