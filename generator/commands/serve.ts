import { Failure, formatProblem, shownProblems } from "../base/problem.ts";
import { withCharts } from "../newsroom/kit.ts";
import { openNewsroom } from "../newsroom/newsroom.ts";
import { withStore } from "../newsroom/with-store.ts";
import { loadPublication, type Publication } from "../publication/publication.ts";
import { liveReload, type LiveReload } from "../publish/serve/live-reload.ts";
import { serve } from "../publish/serve/serve.ts";
import { publisher, remakeNewest } from "../newsroom/publishing.ts";
import { watchPublication } from "../newsroom/watch.ts";
import { keptLines } from "./editions.ts";
import { heldLines } from "./publish.ts";
import { waiting, type Answer, type Call } from "./call.ts";
import { serverLog, type LogForm, type ServerLog } from "./server-log.ts";

/** Serves the built site until it is interrupted. */
export async function serveSite(
  call: Call,
  {
    port,
    watch,
    log: form,
  }: { readonly port?: number; readonly watch?: boolean; readonly log?: LogForm },
): Promise<Answer> {
  const log = await serverLog(call, form);
  if (watch === true) return serveWatching(call, port, log);
  const publication = loadPublication(call.world, call.home, call.kit, call);
  return serving(call, publication, { port, log });
}

/** Serves, builds the site anew whenever what it is made of changes, and lets the pages that are open load themselves again. */
async function serveWatching(
  call: Call,
  port: number | undefined,
  log: ServerLog,
): Promise<Answer> {
  const { world, home } = call;
  return withStore(world, home, waiting, async (store) => {
    const kit = await withCharts(call.kit);
    let newsroom = openNewsroom(world, home, kit, call);
    const build = publisher(store);
    const say = (line: string): void => {
      if (!call.silent) log.note(line);
    };
    const buildTelling = async (): Promise<boolean> => {
      const summary = await build(newsroom);
      heldLines(summary).forEach(log.tell);
      return summary.changed;
    };
    await buildTelling();
    const reload = liveReload();
    const stop = watchPublication(world, home, async (redo) => {
      const began = performance.now();
      try {
        if (redo === "plugins") say("A plugin has changed: start anew to use it.");
        if (redo !== "site") {
          newsroom = openNewsroom(world, home, kit, call);
          const made = await remakeNewest(newsroom, store);
          if (made) keptLines(made).forEach(log.tell);
        }
        const changed = await buildTelling();
        reload.built(changed);
        const took = Math.round(performance.now() - began);
        say(changed ? `Built anew in ${took} ms.` : "Looked again; nothing has changed.");
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        const problems = shownProblems(home, error.problems);
        reload.broken(problems);
        log.tell(problems.map(formatProblem).join("\n"));
      }
    });
    try {
      return await serving(call, newsroom.publication, { port, reload, log });
    } finally {
      stop();
    }
  });
}

/** Serves until the program is asked to stop. */
export async function serving(
  call: Call,
  publication: Publication,
  {
    port,
    reload,
    log,
  }: {
    readonly port: number | undefined;
    readonly reload?: LiveReload;
    readonly log?: ServerLog;
  },
): Promise<Answer> {
  const served = await serve(call.world, publication, {
    ...(port === undefined ? {} : { port }),
    ...(reload === undefined ? {} : { reload }),
  });
  // Whoever hears that it answers may ask it to stop.
  const stopped = call.world.stopped();
  const { address } = served;
  const { ready } = log ?? (await serverLog(call));
  ready({ address }, `The site is at ${address} (Ctrl-C stops it)`);
  await stopped;
  await served.close();
  return { status: 0, lines: [], value: { address: served.address, stopped: true } };
}
