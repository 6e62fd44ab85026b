import { resolve } from "node:path";
import { tellStanding } from "../articles/approval.ts";
import { checkFiles, explainFile } from "../review/review.ts";
import { isGuest } from "../articles/guest-article.ts";
import { mistake, shownPath, type Failure } from "../base/problem.ts";
import { inertJson } from "../base/text.ts";
import { formatReport, type CheckReport } from "../check/report.ts";
import { sarifOf } from "../check/sarif.ts";
import { formatTextReport, type TextOptions, type TextReport } from "../check/text/text-report.ts";
import { openCheckRoom } from "../newsroom/check-room.ts";
import type { CheckRoom } from "../newsroom/newsroom.ts";
import { withStoreToRead } from "../newsroom/with-store.ts";
import type { Store } from "../store/store.ts";
import { saidTo } from "../world/pipes.ts";
import { programVersion } from "../world/program.ts";
import type { Answer, Call } from "./call.ts";

const FACTS_ALONE =
  "; held to its facts file alone, since the store has not what its figures were computed from";

/** How `check` prints what it found. */
export type ReportFormat = "text" | "sarif";

/** Holds articles to their facts, and those of guests to the data. */
export async function checkArticles(
  call: Call,
  files: readonly string[],
  format: ReportFormat,
): Promise<Answer> {
  if (files.length === 0) throw nothingToCheck();
  const room = openCheckRoom(call.world, call.home, call.kit, call);
  const paths = located(call, files);
  const [guests, articles] = partition(paths, (path) => isGuest(shownPath(call.home, path)));
  const reports = await withStoreToRead(call.world, call.home, async (store) => [
    ...(articles.length > 0 ? await checkFiles(room, store, articles) : []),
    ...(guests.length > 0 ? await checkGuests(room, store, guests) : []),
  ]);
  return checked(call, reports, format, (report) => {
    if ("verdicts" in report) return formatTextReport(report);
    const { file, standing, isPublished, hasData } = report;
    const told = tellStanding(standing, isPublished ? file : undefined);
    return `${formatReport(report)}\n${file}: ${told}${hasData ? "" : FACTS_ALONE}`;
  });
}

async function checkGuests(
  room: CheckRoom,
  store: Store,
  paths: readonly string[],
): Promise<TextReport[]> {
  const { world, publication } = room;
  const { checkGuest } = await import("../newsroom/guests.ts");
  const archive = await store.load(publication.catalogue);
  return paths.map((path) =>
    checkGuest(room, archive, world.files.read(path), shownPath(publication.home, path)),
  );
}

function partition<T>(all: readonly T[], isFirst: (each: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((each) => !isFirst(each))];
}

/**
 * Holds texts that Bellwether did not write to the data.
 * @param files undefined for standard input.
 * @throws Failure (2) where neither is given.
 */
export async function checkTexts(
  call: Call,
  files: readonly string[] | undefined,
  { asOf, ...options }: Pick<TextOptions, "asOf" | "format">,
  format: ReportFormat,
): Promise<Answer> {
  if (files?.length === 0) throw nothingToCheck();
  const room = openCheckRoom(call.world, call.home, call.kit, call);
  const { files: disk } = call.world;
  const texts = files
    ? located(call, files).map((file) => ({
        file: shownPath(call.home, file),
        text: disk.read(file),
      }))
    : [{ file: "standard input", text: await saidTo(call.world) }];
  const reports = await withStoreToRead(call.world, call.home, async (store) => {
    const { textCheckerFor } = await import("../review/texts.ts");
    const checkText = await textCheckerFor(room, store, asOf);
    return texts.map(({ text, file }) => checkText(text, { file, ...options }));
  });
  return checked(call, reports, format, formatTextReport);
}

function checked<R extends CheckReport>(
  { world }: Call,
  reports: readonly R[],
  format: ReportFormat,
  told: (report: R) => string,
): Answer {
  return {
    status: reports.some(({ errors }) => errors > 0) ? 1 : 0,
    lines:
      format === "sarif"
        ? [inertJson(sarifOf(reports, programVersion(world)))]
        : reports.map((report) => told(report)),
    value: reports,
  };
}

/** Shows where the figures of an article, or the one given, come from. */
export async function explainArticle(
  call: Call,
  file: string,
  figure: string | undefined,
): Promise<Answer> {
  const room = openCheckRoom(call.world, call.home, call.kit, call);
  const [path = file] = located(call, [file]);
  const explanation = await withStoreToRead(call.world, call.home, (store) =>
    explainFile(room, store, path, figure),
  );
  const { formatExplanation } = await import("../check/explain/explain.ts");
  return { status: 0, lines: [formatExplanation(explanation)], value: explanation };
}

function nothingToCheck(): Failure {
  return mistake({
    code: "call",
    message: "No file is named to be checked.",
    advice: "Name one or more, or give a text with --stdin.",
  });
}

/** Paths as they were typed, from the current folder; or, where nothing is there, from the home folder, as `daily` prints them. */
export function located({ world, home }: Call, files: readonly string[]): string[] {
  return files.map((file) => {
    const here = resolve(world.currentFolder(), file);
    const within = resolve(home, file);
    return !world.files.exists(here) && world.files.exists(within) ? within : here;
  });
}
