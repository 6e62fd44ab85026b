import { dayOf } from "../base/day.ts";
import { serveDesk } from "../desk/serve-desk.ts";
import { openRecords } from "../narrate/evidence/records.ts";
import { withCharts } from "../newsroom/kit.ts";
import { openNewsroom, withStore, type Newsroom } from "../newsroom/newsroom.ts";
import type { Store } from "../store/store.ts";
import { waiting, type Answer, type Call } from "./call.ts";

/** Serves the review desk until it is interrupted. */
export async function reviewDesk(
  call: Call,
  { port, host }: { readonly port?: number; readonly host?: string },
): Promise<Answer> {
  const { world, home, silent } = call;
  const newsroom = openNewsroom(world, home, await withCharts(call.kit), call);
  return withStore(world, home, waiting, async (store) => {
    await keepRecords(call, newsroom, store);
    const tell = (line: string): void => void world.stderr.write(`${line}\n`);
    const served = await serveDesk(newsroom, store, { port, host, tell });
    const { address, link } = served;
    if (silent) world.stdout.write(`${JSON.stringify({ address, link })}\n`);
    else if (link === undefined)
      world.stdout.write(`The desk is at ${address} (Ctrl-C stops it)\n`);
    else
      world.stdout.write(
        `The desk is at ${link}\nThe link opens it once, within ten minutes (Ctrl-C stops the desk)\n`,
      );
    await world.stopped();
    await served.close();
    return { status: 0, lines: [], value: { address, stopped: true } };
  });
}

/** Works out what followed each rule in the past before anybody waits for a page that tells it: no run may have done so yet. */
async function keepRecords(
  { world, silent }: Call,
  newsroom: Newsroom,
  store: Store,
): Promise<void> {
  if (!silent) world.stderr.write("Working out what followed each rule in the past …\n");
  const office = await openRecords(newsroom, store);
  office.upTo(dayOf(world.now())).tracks();
  await office.keep();
}
