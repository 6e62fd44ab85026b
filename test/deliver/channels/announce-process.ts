import { announce } from "../../../generator/deliver/channels/announce.ts";
import { openMailStore } from "../../../generator/store/mail/open.ts";
import { realWorld } from "../../../generator/world/disk.ts";
import { channelThat } from "./channel-that.ts";
import { figuresOf, toldOf } from "./told.ts";

/** A process of its own that announces an article to a webhook, or to Telegram: `announce-process.ts HOME CHANNEL OPTIONS`. */
const [home = "", name = "", options = "{}"] = process.argv.slice(2);
const world = realWorld();
const store = await openMailStore(world, home);
const channels = [channelThat(world, home, name, JSON.parse(options) as Record<string, unknown>)];
await announce(
  {
    world,
    home,
    deliveries: store.deliveries,
    channels,
    figuresOf,
    stopped: world.stopped(),
    halted: () => undefined,
  },
  [toldOf()],
);
await store.close();
