import { relative } from "node:path";
import { builtAt } from "../publish/build/site-builds.ts";
import { FONT_FOLDER } from "../publish/cards/font.ts";
import { copySite } from "../publish/build/copy-site.ts";
import { withCharts } from "../newsroom/kit.ts";
import { openNewsroom } from "../newsroom/newsroom.ts";
import { withStore } from "../newsroom/with-store.ts";
import type { Publication } from "../publication/publication.ts";
import type { PublishSummary } from "../publish/publish.ts";
import { publishEditions } from "../newsroom/publishing.ts";
import { waiting, type Answer, type Call } from "./call.ts";

/** So many of the characters that no face has are named. */
const UNSIGNED_TOLD = 12;

const NO_DATA =
  "The store is empty, so that no page has charts or data: run `bellwether gather`, then publish again.";

/** Makes the site of all approved articles and swaps it in whole; and a copy of it in the folder `to`, an absolute path. */
export async function publishSite(
  call: Call,
  { search = true, to }: { readonly search?: boolean; readonly to?: string } = {},
): Promise<Answer> {
  const { world, home } = call;
  const newsroom = openNewsroom(world, home, await withCharts(call.kit), call);
  const { publication } = newsroom;
  let hasData = false;
  const summary = await withStore(world, home, waiting, async (store) => {
    const extents = await store.extents(publication.catalogue.series.keys());
    hasData = [...extents.values()].some(({ periods }) => periods > 0);
    return publishEditions(newsroom, store, { search });
  });
  const lines = [
    publishLine(summary, publication, world.currentFolder()),
    ...onlineLines(summary),
    ...heldLines(summary),
    ...waitingLines(summary),
    ...unsignedLines(summary),
    ...(hasData ? [] : [NO_DATA]),
  ];
  const status = summary.held.length > 0 ? 1 : 0;
  if (to === undefined) return { status, lines, value: summary };
  copySite(world.files, builtAt(home, summary.build), to);
  return { status, lines: [...lines, `Copied to ${to}.`], value: { ...summary, to } };
}

/** What came of putting it online. */
function onlineLines({ online }: PublishSummary): string[] {
  if (online === undefined) return [];
  const { name, uploaded, copied, isShown } = online;
  const shown = isShown
    ? "is what readers see"
    : "is there and not shown, since somebody rolled back from it: bellwether releases rollback shows it";
  return [`Online: ${name} ${shown}; ${uploaded} files uploaded, ${copied} taken over.`];
}

/** Each approved article that did not go out, and why. */
export function heldLines({ held }: PublishSummary): string[] {
  return held.map(({ file, reason }) => `Held back: ${file}: ${reason}`);
}

/** Each approved article whose hour has not come. */
function waitingLines({ waiting }: PublishSummary): string[] {
  return waiting.map(
    ({ file, from }) => `Waits: ${file}: goes out with the first publish after ${from}`,
  );
}

/** What the cards leave out. */
function unsignedLines({ unsigned }: PublishSummary): string[] {
  if (unsigned.length === 0) return [];
  const some = unsigned.slice(0, UNSIGNED_TOLD).join(" ");
  const more = unsigned.length > UNSIGNED_TOLD ? " …" : "";
  return [
    `The cards leave out ${some}${more}, for which the bundled typeface has no sign: put a font that has them, such as one of Noto, into ${FONT_FOLDER}/.`,
  ];
}

function publishLine(summary: PublishSummary, publication: Publication, seenFrom: string): string {
  const where = relative(seenFrom, summary.dist) || summary.dist;
  return `${publication.name}: ${summary.articles} articles, ${summary.pages} files in ${where}${summary.changed ? "" : ", unchanged"}; ${summary.drafts} drafts left out.`;
}
