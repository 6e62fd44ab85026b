import { Hono } from "hono";
import { dueCorrections, type DueCorrection } from "../../review/corrections.ts";
import type { Work } from "../acts/work.ts";
import { show, type Desk } from "../frame.ts";

/** Published articles of which later data change a printed figure, with the corrections as they are drafted. */
export function correctionsPage(desk: Desk, work: Work): Hono {
  const { newsroom, store, access } = desk;
  /** What was found in this state of the store: looking takes as long as making the editions of two weeks. */
  let found: { readonly version: string; readonly due: readonly DueCorrection[] } | undefined;
  return new Hono()
    .get("/corrections", async (context) => {
      const version = await store.version();
      const due = found?.version === version ? found.due : undefined;
      return show(
        desk,
        context,
        "corrections",
        { title: "Corrections" },
        {
          isLooked: due !== undefined,
          due: due?.map(({ path, title, notice, figures, contradictions }) => ({
            ...placeOf(path),
            title,
            notice,
            contradictions,
            figures: figures.map(({ fact, was, is }) => ({ name: fact.ref, was, is })),
          })),
        },
      );
    })
    .post("/corrections", access.require("editor"), (context) =>
      work.start(context, "Looking for figures that read otherwise by now", async () => {
        const version = await store.version();
        found = { version, due: await dueCorrections(newsroom, store) };
        return { path: "/corrections", said: "looked", count: found.due.length };
      }),
    );
}

function placeOf(path: string): { readonly href: string; readonly day: string } {
  const [slug = "", day = ""] = path.replace(/\.md$/, "").split(/[/\\]/).toReversed();
  return { href: `/articles/${day}/${slug}`, day };
}
