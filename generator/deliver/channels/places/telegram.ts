import { z } from "zod";
import { escapeMarkup } from "../../../base/markup.ts";
import { channelOf, type Outgoing } from "../../../newsroom/channel.ts";
import { WebFault } from "../../../web/fault.ts";
import type { HttpClient } from "../../../web/http-client.ts";
import { ask, form, json } from "../ask.ts";
import { bearsCard, messageOf, partsOf } from "../fit.ts";
import { card, keyName, namedKey } from "../options.ts";

const options = z.strictObject({
  /** A channel such as "@bellwether_daily", or the number of a chat. */
  chat: z.union([z.string().regex(/^(@\w+|-?\d+)$/), z.int().transform(String)], {
    error: 'expected a name such as "@bellwether", or the number of a chat',
  }),
  key: keyName("TELEGRAM_BOT_TOKEN"),
  card,
});
type Options = z.output<typeof options>;

const API = "https://api.telegram.org";
const SHOWN = "Telegram";
/** Characters of a message, and of the text under a picture (https://core.telegram.org/bots/api#sendmessage). */
const MESSAGE = 4096;
const CAPTION = 1024;

const sentShape = z.object({ result: z.object({ message_id: z.int() }) });
const botShape = z.object({ result: z.object({ username: z.string() }) });
const waitShape = z.object({ parameters: z.object({ retry_after: z.number() }) });

/** A channel or group on Telegram, by a bot that may post there (https://core.telegram.org/bots/api). */
export const telegram = channelOf<Options, Uint8Array | undefined>({
  id: "telegram",
  about: "a channel or group on Telegram, by a bot",
  // 20 messages a minute to one group (https://core.telegram.org/bots/faq).
  spacingMs: 3000,
  keys: [],
  keysOf: namedKey,
  options,
  async write(post, { options, figuresOf }) {
    const hasCard = options.card && bearsCard(post);
    const limit = { of: hasCard ? CAPTION : MESSAGE, measure: (text: string) => text.length };
    return [{ ...messageOf(partsOf(post), limit, figuresOf), hasCard }];
  },
  async prepare(post, _http, { message }) {
    return message.hasCard === true ? (await post.card!()).body : undefined;
  },
  async post(_post, http, outgoing) {
    const { options, message, prepared, first } = outgoing;
    const fields = {
      chat_id: options.chat,
      parse_mode: "HTML",
      ...(first === undefined
        ? {}
        : { reply_parameters: { message_id: Number(first), allow_sending_without_reply: true } }),
    };
    const text = asHtml(message.text);
    if (prepared === undefined)
      return call(http, outgoing, "sendMessage", json({ ...fields, text }));
    const file = { field: "photo", name: "card.png", type: "image/png", body: prepared };
    return call(
      http,
      outgoing,
      "sendPhoto",
      await form({ chat_id: options.chat, parse_mode: "HTML", caption: text }, file),
    );
  },
  async test(http, { options, at }) {
    const bot = { url: `${API}/bot${http.requiredKey(options.key)}/getMe`, shown: SHOWN, at };
    const { result } = await ask(http, bot, botShape);
    const chat = {
      ...bot,
      url: `${bot.url.replace(/getMe$/, "getChat")}?chat_id=${encodeURIComponent(options.chat)}`,
    };
    await ask(http, chat, z.looseObject({}));
    return `@${result.username} in ${options.chat}`;
  },
});

async function call(
  http: HttpClient,
  { options, at }: Outgoing<Options, Uint8Array | undefined>,
  method: string,
  content: { readonly headers: Record<string, string>; readonly body: string | Uint8Array },
): Promise<string> {
  const url = `${API}/bot${http.requiredKey(options.key)}/${method}`;
  let waitMs: number | undefined;
  const said = (answer: unknown): string => {
    // It says in the answer how long to wait, and in no header.
    const told = waitShape.safeParse(answer).data;
    waitMs = told && told.parameters.retry_after * 1000;
    return z.object({ description: z.string() }).safeParse(answer).data?.description ?? "";
  };
  const asked = { url, shown: SHOWN, at, method: "POST" as const, ...content };
  const { result } = await ask(http, asked, sentShape, said).catch((error: unknown) => {
    if (!(error instanceof WebFault) || error.status === undefined || waitMs === undefined)
      throw error;
    throw new WebFault(error.code, error.message, { status: error.status, waitMs });
  });
  return String(result.message_id);
}

/** The first paragraph in bold; nothing of the text is markup. */
function asHtml(text: string): string {
  const [title = "", ...rest] = text.split("\n\n");
  return [`<b>${escapeMarkup(title)}</b>`, ...rest.map(escapeMarkup)].join("\n\n");
}
