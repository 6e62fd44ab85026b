import { z } from "zod";
import { channelOf } from "../../../newsroom/channel.ts";
import { ask, json } from "../ask.ts";
import { messageOf, partsOf } from "../fit.ts";
import { keyName, namedKey } from "../options.ts";

const options = z.strictObject({ key: keyName("DISCORD_WEBHOOK_URL") });
type Options = z.output<typeof options>;

/** Characters of a message (https://discord.com/developers/docs/resources/webhook#execute-webhook). */
const MOST = 2000;
const SHOWN = "Discord";

const sentShape = z.object({ id: z.string() });
const hookShape = z.object({ name: z.string().nullable(), channel_id: z.string() });

/** As it is sent, which is what counts. */
const measure = (text: string): number => asMarkdown(text).length;

/** A channel of a Discord server, by a webhook. */
export const discord = channelOf<Options, undefined>({
  id: "discord",
  about: "a channel of a Discord server, by a webhook: its address is the key",
  // Five requests in two seconds, and 30 a minute to one channel.
  spacingMs: 2000,
  keys: [],
  keysOf: namedKey,
  options,
  async write(post, { figuresOf }) {
    return [messageOf(partsOf(post), { of: MOST, measure }, figuresOf)];
  },
  async post(_post, http, { options, message, at }) {
    const url = new URL(http.requiredKey(options.key));
    // With `wait` it answers once the message is there.
    url.searchParams.set("wait", "true");
    const content = json({ content: asMarkdown(message.text), allowed_mentions: { parse: [] } });
    return (
      await ask(http, { url: url.href, shown: SHOWN, at, method: "POST", ...content }, sentShape)
    ).id;
  },
  async test(http, { options, at }) {
    const asked = { url: http.requiredKey(options.key), shown: SHOWN, at };
    const { name, channel_id } = await ask(http, asked, hookShape);
    return `the webhook ${name ?? "without a name"} of the channel ${channel_id}`;
  },
});

/** The first paragraph in bold, the last an address, and nothing of the text markup. */
function asMarkdown(text: string): string {
  const [title = "", ...rest] = text.split("\n\n");
  const link = rest.pop() ?? "";
  return [`**${escaped(title)}**`, ...rest.map(escaped), link].join("\n\n");
}

function escaped(text: string): string {
  return text.replace(/[\\*_~`|>#[\]()<-]/g, "\\$&");
}
