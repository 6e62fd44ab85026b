import { allChannels } from "../../../generator/deliver/channels/built-in.ts";
import {
  configured,
  openChannels,
  type OpenChannel,
} from "../../../generator/deliver/channels/open-channels.ts";
import type { ChannelKit } from "../../../generator/newsroom/channel.ts";
import type { World } from "../../../generator/world/world.ts";

/** A channel as bellwether.yaml would set it up. */
export function channelThat(
  world: World,
  home: string,
  name: string,
  options: Readonly<Record<string, unknown>>,
  channels: ChannelKit["channels"] = new Map(),
): OpenChannel {
  const place = { file: "bellwether.yaml", line: 1, column: 1 };
  const declared = [{ name, by: name, stories: undefined, options, place }];
  return openChannels(world, home, configured(declared, allChannels({ channels })))[0]!;
}
