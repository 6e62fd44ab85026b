import { dirname, join } from "node:path";
import { exportedHtml, type ExportFor } from "../deliver/issue/export-issue.ts";
import type { Format, Issue } from "../deliver/issue/issue.ts";
import { openIssueRoom } from "../deliver/issue/issue-room.ts";
import { makeIssue } from "../deliver/issue/make-issue.ts";
import { previewApp } from "../deliver/issue/preview-page.ts";
import { newestDay } from "../deliver/issue/select.ts";
import { withCharts } from "../newsroom/kit.ts";
import { openNewsroom } from "../newsroom/newsroom.ts";
import { withStore } from "../newsroom/with-store.ts";
import { listen, type Port } from "../publish/serve/listen.ts";
import { waiting, type Answer, type Call } from "./call.ts";

const DEFAULT_PORT = 4323;

const EXAMPLES =
  "bellwether.yaml has no `mail:`: sender and postal address are examples, and nothing may be sent with them.";

interface Wanted {
  readonly edition?: string;
  readonly format: Format;
}

/** Shows an issue until the program is asked to stop, or writes its HTML into a file. */
export async function previewMail(
  call: Call,
  {
    out,
    port = { from: DEFAULT_PORT },
    ...wanted
  }: Wanted & { readonly out?: string; readonly port?: Port },
): Promise<Answer> {
  const { issue, notes } = await issueOf(call, wanted);
  const { world, silent } = call;
  if (out !== undefined) {
    world.files.write(out, exportedHtml(issue, "html"));
    return {
      status: 0,
      lines: [told(issue), `Written to ${out}.`, ...notes],
      value: { ...valueOf(issue), out },
    };
  }
  const served = await listen(previewApp(issue).fetch, "127.0.0.1", port);
  const { address } = served;
  const lines = [told(issue), ...notes, `The mail is at ${address} (Ctrl-C stops it)`];
  world.stdout.write(silent ? `${JSON.stringify({ address })}\n` : `${lines.join("\n")}\n`);
  await world.stopped();
  await served.close();
  return { status: 0, lines: [], value: { ...valueOf(issue), address, stopped: true } };
}

/** Writes an issue for another service, its pictures beside it. @param to absolute path. */
export async function exportMail(
  call: Call,
  {
    to,
    images,
    for: service,
    ...wanted
  }: Wanted & { readonly to: string; readonly for: ExportFor; readonly images?: string },
): Promise<Answer> {
  const { issue, notes } = await issueOf(call, wanted);
  const { files } = call.world;
  const root = images === undefined ? "" : images.replace(/\/*$/, "/");
  const nameOf = (fileName: string): string => `${issue.day}-${issue.format}-${fileName}`;
  files.write(
    to,
    exportedHtml(issue, service, (fileName) => root + nameOf(fileName)),
  );
  const written = issue.images.map(({ fileName, body }) => {
    const path = join(dirname(to), nameOf(fileName));
    files.write(path, body);
    return path;
  });
  const lines = [told(issue), `Written for ${service}: ${[to, ...written].join(", ")}.`, ...notes];
  return { status: 0, lines, value: { ...valueOf(issue), to, images: written } };
}

async function issueOf(
  { world, home, kit, live }: Call,
  { edition, format }: Wanted,
): Promise<{ readonly issue: Issue; readonly notes: readonly string[] }> {
  const newsroom = openNewsroom(world, home, await withCharts(kit), { live });
  const issue = await withStore(world, home, waiting, async (store) => {
    const room = await openIssueRoom(newsroom, store);
    return makeIssue(room, edition ?? newestDay(room), format);
  });
  return { issue, notes: newsroom.publication.mail ? [] : [EXAMPLES] };
}

function told({ id, subject, html, images }: Issue): string {
  return `${id}: "${subject}"; ${Math.ceil(Buffer.byteLength(html) / 1000)} kB of HTML, ${images.length} pictures.`;
}

function valueOf({ images, html, text, ...issue }: Issue) {
  const pictures = images.map(({ fileName, body }) => ({ fileName, bytes: body.length }));
  return {
    ...issue,
    bytes: { html: Buffer.byteLength(html), text: Buffer.byteLength(text) },
    pictures,
  };
}
