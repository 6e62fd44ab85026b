import { serveDesk } from "../desk/serve-desk.ts";
import { withCharts } from "../newsroom/kit.ts";
import { openNewsroom, withStore } from "../newsroom/newsroom.ts";
import { waiting, type Answer, type Call } from "./call.ts";

/** Serves the review desk until it is interrupted. */
export async function reviewDesk(
  call: Call,
  { port, host }: { readonly port?: number; readonly host?: string },
): Promise<Answer> {
  const { world, home, silent } = call;
  const newsroom = openNewsroom(world, home, await withCharts(call.kit), call);
  return withStore(world, home, waiting, async (store) => {
    const tell = (line: string): void => void world.stderr.write(`${line}\n`);
    const served = await serveDesk(newsroom, store, { port, host, tell });
    const { address, link } = served;
    if (silent) world.stdout.write(`${JSON.stringify({ address, link })}\n`);
    else if (link === undefined) world.stdout.write(`The desk is at ${address} (Ctrl-C stops it)\n`);
    else
      world.stdout.write(
        `The desk is at ${link}\nThe link opens it once, within ten minutes (Ctrl-C stops the desk)\n`,
      );
    await world.stopped();
    await served.close();
    return { status: 0, lines: [], value: { address, stopped: true } };
  });
}
