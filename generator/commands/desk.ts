import { dayOf } from "../base/day.ts";
import { serveDesk } from "../desk/serve-desk.ts";
import { openRecords } from "../narrate/evidence/records.ts";
import { withCharts } from "../newsroom/kit.ts";
import { openNewsroom, type Newsroom } from "../newsroom/newsroom.ts";
import { withStore } from "../newsroom/with-store.ts";
import type { Store } from "../store/store.ts";
import type { World } from "../world/world.ts";
import { waiting, type Answer, type Call } from "./call.ts";
import { serverLog, type LogForm } from "./server-log.ts";

/** Serves the review desk until it is interrupted. */
export async function reviewDesk(
  call: Call,
  { port, host, log }: { readonly port?: number; readonly host?: string; readonly log?: LogForm },
): Promise<Answer> {
  const { world, home } = call;
  const { ready, tell } = await serverLog(call, log);
  const newsroom = openNewsroom(world, home, await withCharts(call.kit), call);
  return withStore(world, home, waiting, async (store) => {
    if (!call.silent && log !== "json")
      world.stderr.write("Working out what followed each rule in the past …\n");
    await keepRecords(world, newsroom, store);
    const served = await serveDesk(newsroom, store, { port, host, tell });
    const { address, link } = served;
    // Whoever hears that it answers may ask it to stop.
    const stopped = world.stopped();
    if (link === undefined) ready({ address }, `The desk is at ${address} (Ctrl-C stops it)`);
    else
      ready(
        { address, link },
        `The desk is at ${link}`,
        "The link opens it once, within ten minutes (Ctrl-C stops the desk)",
      );
    await stopped;
    await served.close();
    return { status: 0, lines: [], value: { address, stopped: true } };
  });
}

/** Works out what followed each rule in the past before anybody waits for a page that tells it: no run may have done so yet. */
async function keepRecords(world: World, newsroom: Newsroom, store: Store): Promise<void> {
  const office = await openRecords(newsroom, store);
  office.upTo(dayOf(world.now())).tracks();
  await office.keep();
}
