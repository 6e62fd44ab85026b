import { Hono } from "hono";
import { linksFor } from "../links.ts";
import { readToken } from "../tokens.ts";
import { about, languageAsked, languageLike, refuse, show, tell, wordsIn } from "./frame.ts";
import type { Service } from "./service.ts";

/**
 * Where somebody leaves: by a page with a button, and by the one click of a mail program (RFC 8058), whose POST brings no cookie, follows no
 * redirect and may come more than once.
 */
export function unsubscribePage(service: Service): Hono {
  const { table, membership, links, world } = service;
  const app = new Hono();

  app.get("/unsubscribe/:token", async (context) => {
    const { token } = context.req.param();
    const read = readToken(links.key, "unsubscribe", token, world.now());
    const subscriber = read && (await table.byId(read.id));
    if (!subscriber) return refuse(service, context, "link");
    const language = languageLike(service, subscriber.language);
    const { unsubscribe } = wordsIn(service, language);
    return show(
      service,
      context,
      { layout: "ask", title: unsubscribe.title, language },
      {
        text: about(service, unsubscribe.about, subscriber),
        action: `${new URL(links.service).pathname}unsubscribe/${token}`,
        submit: unsubscribe.submit,
      },
    );
  });

  app.post("/unsubscribe/:token", async (context) => {
    const read = readToken(links.key, "unsubscribe", context.req.param("token"), world.now());
    if (!read) return refuse(service, context, "link");
    await membership.unsubscribe(read.id, "unsubscribe link");
    const subscriber = await table.byId(read.id);
    const language = subscriber
      ? languageLike(service, subscriber.language)
      : languageAsked(service, context);
    const { unsubscribe } = wordsIn(service, language);
    const href = linksFor(links, read.id).preferences;
    return tell(
      service,
      context,
      { title: unsubscribe.doneTitle, language },
      about(service, unsubscribe.done),
      subscriber && { href, name: unsubscribe.again },
    );
  });
  return app;
}
