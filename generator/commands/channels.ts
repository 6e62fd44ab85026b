import { suggestion } from "../base/nearest.ts";
import { mistake } from "../base/problem.ts";
import { tableLines } from "../base/table.ts";
import { figureFinder } from "../check/figures/figures.ts";
import { lexiconOf } from "../check/figures/lexicon.ts";
import { announce, isFor, type Announced } from "../deliver/channels/announce.ts";
import { allChannels } from "../deliver/channels/built-in.ts";
import {
  configured,
  messagesOf,
  missingKeys,
  openChannels,
  type ConfiguredChannel,
  type OpenChannel,
} from "../deliver/channels/open-channels.ts";
import { partsFor, recipientOf, rowsOf } from "../deliver/channels/ledger.ts";
import { postsOf, type ToldEdition } from "../deliver/channels/posts.ts";
import { openIssueRoom, type IssueRoom } from "../deliver/issue/issue-room.ts";
import { takenBack } from "../deliver/send/withdrawn.ts";
import type { Writing } from "../newsroom/channel.ts";
import { withCharts } from "../newsroom/kit.ts";
import { openNewsroom } from "../newsroom/newsroom.ts";
import { withStore } from "../newsroom/with-store.ts";
import { loadPublication } from "../publication/publication.ts";
import type { DeliveryTable } from "../store/mail/deliveries.ts";
import { WebFault } from "../web/fault.ts";
import { waiting, type Answer, type Call } from "./call.ts";
import { withMailStore } from "../deliver/send/open-sending.ts";

/** Which channels there are, which of them are set up, and which keys are missing. */
export async function listChannels(call: Call): Promise<Answer> {
  const { world, home } = call;
  const set = channelsOf(call);
  const there = set.map((each) => ({
    name: each.name,
    channel: each.channel.id,
    isSetUp: true,
    missing: missingKeys(world, home, each),
    about: each.channel.about,
  }));
  const used = new Set(set.map(({ channel }) => channel.id));
  const others = [...allChannels(call.kit).values()]
    .filter(({ id }) => !used.has(id))
    .map(({ id, about }) => ({ name: id, channel: id, isSetUp: false, missing: [], about }));
  const value = [...there, ...others];
  const rows = value.map(({ name, isSetUp, missing, about }) => [
    name,
    isSetUp ? (missing.length === 0 ? "ready" : `${missing.join(", ")} is not set`) : "not set up",
    about,
  ]);
  return {
    status: there.some(({ missing }) => missing.length > 0) ? 1 : 0,
    lines: tableLines([["channel", "state", "what it reaches"], ...rows]),
    value,
  };
}

/** Asks a channel something harmless. */
export async function testChannel(call: Call, name: string): Promise<Answer> {
  const [channel] = opened(call, [name]);
  const { channel: place, http, options } = channel!;
  if (place.test === undefined)
    return {
      status: 1,
      lines: [`${name} cannot be asked anything without posting to it.`],
      value: { name, answers: false },
    };
  try {
    const said = await place.test(http, { options, at: call.world.now() });
    return {
      status: 0,
      lines: [`${name} answers: ${said}.`],
      value: { name, answers: true, said },
    };
  } catch (error) {
    if (!(error instanceof WebFault)) throw error;
    return {
      status: 1,
      lines: [`${name} does not: ${error.message}.`],
      value: { name, answers: false, code: error.code, said: error.message },
    };
  }
}

interface Options {
  readonly edition: string;
  readonly only?: readonly string[];
  readonly dryRun?: boolean;
}

/** Posts an edition's articles, or shows what would be posted. */
export async function announceEdition(call: Call, options: Options): Promise<Answer> {
  const channels = opened(call, options.only, options.dryRun);
  if (channels.length === 0)
    throw mistake({
      code: "no-channel",
      file: "bellwether.yaml",
      message: "The publication names no channel: nothing is posted anywhere.",
      advice:
        "`channels:` in bellwether.yaml says where; `bellwether channels` lists which there are.",
    });
  const { world, home, kit, live } = call;
  const newsroom = openNewsroom(world, home, await withCharts(kit), { live });
  return withStore(world, home, waiting, async (store) => {
    const room = await openIssueRoom(newsroom, store);
    const edition = postsOf(room, options.edition);
    if (edition.told.length === 0 && edition.left.length === 0)
      throw mistake({
        code: "nothing-approved",
        message: `No article of the edition of ${options.edition} is approved.`,
        advice: "Read and approve what waits there: `bellwether approve`, or the desk.",
      });
    const figuresOf = figuresIn(room);
    return withMailStore(call, async ({ deliveries }) => {
      if (options.dryRun === true) return rehearsed(channels, edition, figuresOf, deliveries);
      const halted = ({ file }: { readonly file: string }) =>
        takenBack(world, home, { articles: [file] });
      const { announced, faults, stopped } = await announce(
        { world, home, deliveries, channels, figuresOf, halted, stopped: world.stopped() },
        edition.told,
      );
      const isDone = stopped === undefined && announced.every(({ state }) => state === "accepted");
      return {
        status: isDone && edition.left.length === 0 ? 0 : 1,
        lines: [
          ...announcedLines(announced),
          ...leftLines(edition),
          ...(stopped === undefined ? [] : [`Stopped: ${stopped}.`]),
        ],
        value: { edition: options.edition, announced, left: edition.left, stopped },
        faults,
      };
    });
  });
}

function channelsOf({ world, home, kit, live }: Call): ConfiguredChannel[] {
  const { channels = [] } = loadPublication(world, home, kit, { live });
  return configured(channels, allChannels(kit));
}

/** The channels that are meant, all where none is named. @param isRehearsal they need no keys */
function opened(
  call: Call,
  only: readonly string[] | undefined,
  isRehearsal = false,
): OpenChannel[] {
  const all = channelsOf(call);
  for (const name of only ?? [])
    if (!all.some((each) => each.name === name))
      throw mistake({
        code: "unknown-channel",
        message: `The publication has no channel "${name}".`,
        advice: suggestion(
          name,
          all.map((each) => each.name),
        ),
      });
  const meant = all.filter(({ name }) => only === undefined || only.includes(name));
  const asked = isRehearsal ? meant.map((each) => ({ ...each, keys: [] })) : meant;
  return openChannels(call.world, call.home, asked);
}

function figuresIn({ newsroom }: IssueRoom): Writing["figuresOf"] {
  const names = [...newsroom.publication.catalogue.subjects.values()].map(({ name }) => name);
  return figureFinder(lexiconOf(newsroom.vocabulary), names);
}

/** Each post that would go out, as it would look. */
async function rehearsed(
  channels: readonly OpenChannel[],
  edition: ToldEdition,
  figuresOf: Writing["figuresOf"],
  deliveries: DeliveryTable,
): Promise<Answer> {
  const lines: string[] = [];
  const value: object[] = [];
  for (const channel of channels)
    for (const told of edition.told.filter((each) => isFor(channel, each))) {
      const { name } = channel;
      const { item } = told;
      const rows = await rowsOf(deliveries, name, item);
      for (const { name: part, post } of await partsFor(deliveries, name, told, true))
        for (const [at, message] of (await messagesOf(channel, post, figuresOf)).entries()) {
          const recipient = recipientOf(part, at);
          if (rows.get(recipient)?.state === "accepted") continue;
          const alt = message.hasCard === true ? (await post.card?.())?.alt : undefined;
          const { length, text } = message;
          value.push({ channel: name, item, recipient, text, length, alt });
          const size = length && `${length.is} of ${length.of} characters`;
          lines.push(`${name}: ${[item, recipient, size].filter((each) => each).join(", ")}`);
          lines.push(...indented(text), ...(alt === undefined ? [] : [`  [card: ${alt}]`]), "");
        }
    }
  return { status: 0, lines: [...lines, ...leftLines(edition), "Nothing was posted."], value };
}

function indented(text: string): string[] {
  return text.split("\n").map((line) => (line === "" ? "" : `  ${line}`));
}

function announcedLines(announced: readonly Announced[]): string[] {
  const rows = announced.map(({ channel, item, recipient, state, isNew, answer, next }) => [
    channel,
    item,
    recipient,
    state === "accepted" && !isNew ? "accepted before" : state,
    next === undefined
      ? state === "accepted"
        ? ""
        : (answer ?? "")
      : `${answer ?? ""} (again from ${next.slice(0, 16)}Z)`,
  ]);
  const doubtful = announced.some(({ state }) => state === "uncertain");
  return [
    ...tableLines([["channel", "article", "what", "state", "answer"], ...rows]),
    ...(doubtful
      ? [
          "Look there whether what is uncertain went out; then `bellwether deliveries settle ITEM --sent` or `--again`.",
        ]
      : []),
  ];
}

function leftLines({ left }: ToldEdition): string[] {
  return left.map(({ file, reason }) => `${file} is left out: ${reason}.`);
}
