import { z } from "zod";
import { channelOf } from "../../../newsroom/channel.ts";
import { WebFault } from "../../../web/fault.ts";
import { json, tell } from "../ask.ts";
import { messageOf, partsOf } from "../fit.ts";
import { keyName, namedKey } from "../options.ts";

const options = z.strictObject({ key: keyName("SLACK_WEBHOOK_URL") });
type Options = z.output<typeof options>;

/** Longest text that a block holds, in characters (https://docs.slack.dev/reference/block-kit/blocks/section-block). */
const MOST = 3000;
const SHOWN = "Slack";

/** As it is sent, which is what counts. */
const measure = (text: string): number => escaped(text).length;

/** A channel of a Slack workspace, by an incoming webhook (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks). */
export const slack = channelOf<Options, undefined>({
  id: "slack",
  about: "a channel of a Slack workspace, by an incoming webhook: its address is the key",
  // One message a second (https://docs.slack.dev/apis/web-api/rate-limits).
  spacingMs: 1000,
  keys: [],
  keysOf: namedKey,
  options,
  async write(post, { figuresOf }) {
    return [messageOf(partsOf(post), { of: MOST, measure }, figuresOf)];
  },
  async post(_post, http, { options, message, at }) {
    const [title = "", ...rest] = message.text.split("\n\n");
    const link = rest.pop() ?? "";
    const elements = [
      { type: "text", text: title, style: { bold: true } },
      ...rest.map((text) => ({ type: "text", text: `\n\n${text}` })),
      { type: "text", text: "\n\n" },
      { type: "link", url: link },
    ];
    const content = json({
      text: escaped(message.text),
      blocks: [{ type: "rich_text", elements: [{ type: "rich_text_section", elements }] }],
    });
    await tell(http, {
      url: http.requiredKey(options.key),
      shown: SHOWN,
      at,
      method: "POST",
      ...content,
    });
  },
  async test(http, { options, at }) {
    // A message without a text is refused by a hook that is there, and by that word alone.
    const asked = { url: http.requiredKey(options.key), shown: SHOWN, at, method: "POST" as const };
    try {
      await tell(http, { ...asked, ...json({ text: "" }) });
    } catch (error) {
      const isThere =
        error instanceof WebFault &&
        error.status === 400 &&
        /no_text|invalid_payload/.test(error.message);
      if (!isThere) throw error;
    }
    return "an incoming webhook that takes messages";
  },
});

/** What is markup to Slack and must be told as it stands: commands such as <!channel> among it. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
