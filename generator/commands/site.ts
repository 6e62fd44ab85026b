import { relative } from "node:path";
import { openNewsroom, withStore } from "../newsroom.ts";
import { loadPublication, type Publication } from "../publication.ts";
import type { PublishSummary } from "../publish/publish.ts";
import { serve } from "../publish/serve.ts";
import { publishEditions } from "../site.ts";
import { waiting, type Answer, type Call } from "./call.ts";

/** Makes the site of all approved articles and swaps it in whole. */
export async function publishSite(call: Call): Promise<Answer> {
  const newsroom = openNewsroom(call.world, call.home, call);
  const summary = await withStore(call.world, call.home, waiting, (store) =>
    publishEditions(newsroom, store),
  );
  return { status: 0, lines: [publishLine(summary, newsroom.publication)], value: summary };
}

/** Serves the built site until it is interrupted. */
export async function serveSite(call: Call, port: number | undefined): Promise<Answer> {
  const publication = loadPublication(call.world, call.home, call);
  return serving(call, publication, port);
}

/** Serves until SIGINT or SIGTERM. */
export async function serving(
  call: Call,
  publication: Publication,
  port: number | undefined,
): Promise<Answer> {
  const served = await serve(call.world, publication, port === undefined ? {} : { port });
  if (call.silent) process.stdout.write(`${JSON.stringify({ address: served.address })}\n`);
  else process.stdout.write(`The site is at ${served.address} (Ctrl-C stops it)\n`);
  await new Promise<void>((done) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => done());
  });
  await served.close();
  return { status: 0, lines: [], value: { address: served.address, stopped: true } };
}

function publishLine(summary: PublishSummary, publication: Publication): string {
  const where = relative(process.cwd(), summary.dist) || summary.dist;
  return `${publication.name}: ${summary.articles} articles, ${summary.pages} files in ${where}${summary.changed ? "" : ", unchanged"}; ${summary.drafts} drafts left out.`;
}
