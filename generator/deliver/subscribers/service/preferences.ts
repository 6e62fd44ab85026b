import { Hono } from "hono";
import type { Context } from "hono";
import type { Subscriber, Wishes } from "../../../store/mail/subscribers.ts";
import { readName } from "../address.ts";
import { readToken } from "../tokens.ts";
import {
  about,
  languageAsked,
  languageChoices,
  languageLike,
  refuse,
  show,
  tell,
  wordsIn,
} from "./frame.ts";
import { formOf } from "./form.ts";
import type { Service } from "./service.ts";

const TIME_ZONES: readonly string[] = [
  ...new Set(["Etc/UTC", ...Intl.supportedValuesOf("timeZone")]),
];

/** Why a step was taken that somebody took here. */
const HERE = "preferences page";

/** Where somebody says what they get, pauses, leaves, or is forgotten. */
export function preferencesPage(service: Service): Hono {
  const { table, membership, links, world } = service;
  const app = new Hono();

  const whose = (context: Context): string | undefined =>
    readToken(links.key, "preferences", context.req.param("token") ?? "", world.now())?.id;

  app.get("/preferences/:token", async (context) => {
    const id = whose(context);
    const subscriber = id === undefined ? undefined : await table.byId(id);
    return subscriber
      ? preferences(service, context, subscriber)
      : refuse(service, context, "link");
  });

  app.post("/preferences/:token", async (context) => {
    const id = whose(context);
    const before = id === undefined ? undefined : await table.byId(id);
    if (!before) return refuse(service, context, "link");
    const sent = await formOf(context);
    const act = sent.get("act");
    const words = wordsIn(service, languageLike(service, before.language));
    if (act === "forget") {
      if (sent.get("sure") !== "yes")
        return preferences(service, context, before, { problem: words.problems.sure });
      await membership.forget(before.id);
      const language = languageAsked(service, context);
      const { forgottenTitle, forgotten } = words.preferences;
      return tell(service, context, { title: forgottenTitle, language }, forgotten);
    }
    if (act === "pause") await membership.pause(before.id, HERE);
    else if (act === "resume") await membership.resume(before.id, HERE);
    else if (act === "unsubscribe") await membership.unsubscribe(before.id, HERE);
    else if (act === "subscribe") await membership.subscribeAgain(before.id, HERE);
    else await table.choose(before.id, wishesIn(service, sent, before));
    const after = (await table.byId(before.id)) ?? before;
    const { states, preferences: own } = wordsIn(service, languageLike(service, after.language));
    const said = act === "save" ? own.saved : states[after.state];
    return preferences(service, context, after, { said });
  });
  return app;
}

/** What a form says that somebody wants; nothing that is not to be had. */
function wishesIn(
  { languages, formats, tags }: Service,
  sent: URLSearchParams,
  before: Subscriber,
): Wishes {
  const one = (name: string, among: readonly string[], otherwise: string): string =>
    among.find((each) => each === sent.get(name)) ?? otherwise;
  const several = (name: string, among: readonly string[]): string[] => {
    const chosen = new Set(sent.getAll(name));
    return among.filter((each) => chosen.has(each));
  };
  const name = readName(sent.get("name") ?? "");
  return {
    ...(name === undefined ? {} : { name }),
    language: one("language", languages, before.language),
    timeZone: one("timeZone", TIME_ZONES, before.timeZone),
    formats: several("formats", formats),
    tags: several("tags", [...new Set([...tags, ...before.tags])]),
  };
}

function choices(among: readonly string[], chosen: readonly string[]) {
  return among.map((value) => ({ value, isChosen: chosen.includes(value) }));
}

function preferences(
  service: Service,
  context: Context,
  subscriber: Subscriber,
  told: { readonly said?: string; readonly problem?: string } = {},
): Response {
  const language = languageLike(service, subscriber.language);
  const words = wordsIn(service, language);
  const { state, timeZone } = subscriber;
  return show(
    service,
    context,
    {
      layout: "preferences",
      title: words.preferences.title,
      language,
      ...told,
      ...(told.problem === undefined ? {} : { status: 422 }),
    },
    {
      for: about(service, words.preferences.for, subscriber),
      state: words.states[state],
      action: new URL(context.req.url).pathname,
      name: subscriber.name,
      languages: languageChoices(service, language),
      timeZones: choices([...new Set([timeZone, ...TIME_ZONES])].toSorted(), [timeZone]),
      formats: choices(service.formats, subscriber.formats).map((each) => ({
        ...each,
        name: words.formats[each.value as keyof typeof words.formats],
      })),
      tags: choices([...new Set([...service.tags, ...subscriber.tags])], subscriber.tags),
      canPause: state === "active",
      canResume: state === "paused",
      canLeave: state !== "unsubscribed" && state !== "complained",
      canReturn: state === "unsubscribed",
    },
  );
}
