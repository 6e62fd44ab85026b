import { Hono } from "hono";
import { CONFIRM_MS, linksFor } from "../links.ts";
import { readToken } from "../tokens.ts";
import { about, languageLike, refuse, show, tell, wordsIn } from "./frame.ts";
import type { Service } from "./service.ts";

/** Where somebody confirms that they want mail. What looks at links before a reader does, such as a filter, confirms nothing. */
export function confirmPage(service: Service): Hono {
  const { table, membership, links, world } = service;
  const app = new Hono();

  app.get("/confirm/:token", async (context) => {
    const { token } = context.req.param();
    const read = readToken(links.key, "confirm", token, world.now());
    const subscriber = read && (await table.byId(read.id));
    if (!subscriber) return refuse(service, context, "link");
    const language = languageLike(service, subscriber.language);
    const { confirm } = wordsIn(service, language);
    return show(
      service,
      context,
      { layout: "ask", title: confirm.title, language },
      {
        text: about(service, confirm.about, subscriber),
        action: `${new URL(links.service).pathname}confirm/${token}`,
        submit: confirm.submit,
      },
    );
  });

  app.post("/confirm/:token", async (context) => {
    const read = readToken(links.key, "confirm", context.req.param("token"), world.now());
    const asked = (read?.ends ?? 0) - CONFIRM_MS;
    const subscriber = read && (await membership.confirm(read.id, asked));
    if (!subscriber) return refuse(service, context, "link");
    const language = languageLike(service, subscriber.language);
    const { confirm, preferences } = wordsIn(service, language);
    const link = { href: linksFor(links, subscriber.id).preferences, name: preferences.link };
    return tell(service, context, { title: confirm.doneTitle, language }, confirm.done, link);
  });
  return app;
}
