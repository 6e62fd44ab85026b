import { Hono } from "hono";
import { publishEditions } from "../../newsroom/publishing.ts";
import type { Work } from "../acts/work.ts";
import type { Desk } from "../frame.ts";

/** Puts the site of all that is approved into the place of the one before. */
export function publishAct({ newsroom, store, index, access }: Desk, work: Work): Hono {
  return new Hono().post("/publish", access.require("publisher"), (context) =>
    work.start(context, "Publishing", async (progress) => {
      const { articles } = await publishEditions(newsroom, store, { search: true, progress });
      for (const entry of index.all()) if (!entry.isPublished) index.look(entry.day, entry.slug);
      return { path: "/?show=published", said: "published", count: articles };
    }),
  );
}
