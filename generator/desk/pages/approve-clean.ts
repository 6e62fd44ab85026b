import { setImmediate } from "node:timers/promises";
import { Hono } from "hono";
import { Failure, mistake } from "../../base/problem.ts";
import type { Work } from "../acts/work.ts";
import { fileOf } from "../article/desk-article.ts";
import { personOf, show, type Desk } from "../frame.ts";
import { entryKey } from "../index/entry.ts";
import { isClean, isOpen } from "../index/urgency.ts";

/** Approves all that nothing is said against, after it has listed them. */
export function approveCleanPage(desk: Desk, work: Work): Hono {
  return new Hono()
    .get("/approve-clean", (context) => {
      const { index, looker } = desk;
      index.refresh();
      const open = index.all().filter(isOpen);
      const clean = open.flatMap((entry) => {
        const look = looker.of(entry);
        return look && isClean(entry, look) ? [{ entry, look }] : [];
      });
      return show(
        desk,
        context,
        "approve-clean",
        { title: "Approve all that are clean" },
        {
          articles: clean.map(({ entry, look }) => ({
            value: `${entryKey(entry)} ${look.textHash}`,
            href: `/articles/${entryKey(entry)}`,
            title: entry.title,
            day: entry.day,
            changes: look.changes,
          })),
          count: String(clean.length),
          unread: open.filter((entry) => !looker.of(entry)).length,
        },
      );
    })
    .post("/approve-clean", desk.access.require("editor"), async (context) => {
      const form = await context.req.parseBody({ all: true });
      const named = [form["article"] ?? []]
        .flat()
        .flatMap((each) => (typeof each === "string" ? each : []));
      const by = personOf(desk, context);
      const why = typeof form["why"] === "string" ? form["why"].trim() : "";
      const isHeld = form["do"] === "hold";
      if (isHeld && why === "")
        throw mistake({
          code: "no-reason",
          message: "No reason is given, and the writer has to know what to change.",
        });
      const step = isHeld ? "request-changes" : "approve";
      return work.start(context, isHeld ? "Requesting changes" : "Approving", async (progress) => {
        let count = 0;
        for (const [at, each] of named.entries()) {
          const [, day = "", slug = "", textHash = ""] = /^([^/]+)\/(\S+) (\S+)$/.exec(each) ?? [];
          try {
            const stepped = await desk.workflow.act(fileOf(day, slug), step, {
              by,
              textHash,
              ...(isHeld && { because: why }),
            });
            if (stepped.done) count += 1;
            desk.index.look(day, slug);
          } catch (error) {
            // One that was changed meanwhile, or that another has to approve, stays in the queue.
            if (!(error instanceof Failure) || error.exit === 3) throw error;
          }
          progress(at + 1, named.length);
          await setImmediate();
        }
        return {
          path: "/",
          said: count === 0 ? "nothing-changed" : isHeld ? "held" : "approved",
          count,
        };
      });
    });
}
