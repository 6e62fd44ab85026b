import { Failure, formatProblem, shownProblems } from "../base/problem.ts";
import { withCharts } from "../newsroom/kit.ts";
import { openNewsroom, withStore } from "../newsroom/newsroom.ts";
import { loadPublication, type Publication } from "../publication/publication.ts";
import { liveReload, type LiveReload } from "../publish/serve/live-reload.ts";
import { serve } from "../publish/serve/serve.ts";
import { publisher, remakeNewest } from "../newsroom/publishing.ts";
import { watchPublication } from "../newsroom/watch.ts";
import { keptLines } from "./editions.ts";
import { heldLines } from "./publish.ts";
import { waiting, type Answer, type Call } from "./call.ts";

/** Serves the built site until it is interrupted. */
export async function serveSite(
  call: Call,
  { port, watch }: { readonly port?: number; readonly watch?: boolean },
): Promise<Answer> {
  if (watch === true) return serveWatching(call, port);
  const publication = loadPublication(call.world, call.home, call.kit, call);
  return serving(call, publication, { port });
}

/** Serves, builds the site anew whenever what it is made of changes, and lets the pages that are open load themselves again. */
async function serveWatching(call: Call, port: number | undefined): Promise<Answer> {
  const { world, home } = call;
  return withStore(world, home, waiting, async (store) => {
    const kit = await withCharts(call.kit);
    let newsroom = openNewsroom(world, home, kit, call);
    const build = publisher(store);
    const buildTelling = async (): Promise<boolean> => {
      const summary = await build(newsroom);
      for (const line of heldLines(summary)) world.stderr.write(`${line}\n`);
      return summary.changed;
    };
    await buildTelling();
    const reload = liveReload();
    const stop = watchPublication(world, home, async (redo) => {
      const began = performance.now();
      try {
        if (redo === "plugins") say(call, "A plugin has changed: start anew to use it.");
        if (redo !== "site") {
          newsroom = openNewsroom(world, home, kit, call);
          const made = await remakeNewest(newsroom, store);
          for (const line of made ? keptLines(made) : []) world.stderr.write(`${line}\n`);
        }
        const changed = await buildTelling();
        reload.built(changed);
        const took = Math.round(performance.now() - began);
        say(call, changed ? `Built anew in ${took} ms.` : "Looked again; nothing has changed.");
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        const problems = shownProblems(home, error.problems);
        reload.broken(problems);
        world.stderr.write(`${problems.map(formatProblem).join("\n")}\n`);
      }
    });
    try {
      return await serving(call, newsroom.publication, { port, reload });
    } finally {
      stop();
    }
  });
}

/** Serves until the program is asked to stop. */
export async function serving(
  call: Call,
  publication: Publication,
  { port, reload }: { readonly port: number | undefined; readonly reload?: LiveReload },
): Promise<Answer> {
  const served = await serve(call.world, publication, {
    ...(port === undefined ? {} : { port }),
    ...(reload === undefined ? {} : { reload }),
  });
  const { stdout, stopped } = call.world;
  if (call.silent) stdout.write(`${JSON.stringify({ address: served.address })}\n`);
  else say(call, `The site is at ${served.address} (Ctrl-C stops it)`);
  await stopped();
  await served.close();
  return { status: 0, lines: [], value: { address: served.address, stopped: true } };
}

function say({ silent, world }: Call, line: string): void {
  if (!silent) world.stdout.write(`${line}\n`);
}
