import { resolve } from "node:path";
import { tellStanding } from "../articles/approval.ts";
import { checkFiles, explainFile } from "../review/review.ts";
import { stepOn, type Stepped } from "../review/workflow/act.ts";
import { operator } from "../review/workflow/people.ts";
import { textCheckerFor } from "../review/texts.ts";
import { correctFiles } from "../review/correct.ts";
import { formatExplanation } from "../check/explain/explain.ts";
import { mistake, shownPath, type Failure } from "../base/problem.ts";
import { inertJson } from "../base/text.ts";
import { formatReport, type CheckReport } from "../check/report.ts";
import { sarifOf } from "../check/sarif.ts";
import { formatTextReport, type TextOptions } from "../check/text/text-report.ts";
import { openCheckRoom, openNewsroom, withStore, withStoreToRead } from "../newsroom/newsroom.ts";
import { saidTo } from "../world/pipes.ts";
import { programVersion } from "../world/program.ts";
import { waiting, type Answer, type Call } from "./call.ts";

const FACTS_ALONE =
  "; held to its facts file alone, since the store has not what its figures were computed from";

/** How `check` prints what it found. */
export type ReportFormat = "text" | "sarif";

/** Holds articles to their facts. */
export async function checkArticles(
  call: Call,
  files: readonly string[],
  format: ReportFormat,
): Promise<Answer> {
  if (files.length === 0) throw nothingToCheck();
  const room = openCheckRoom(call.world, call.home, call.kit, call);
  const paths = located(call, files);
  const reports = await withStoreToRead(call.world, call.home, (store) =>
    checkFiles(room, store, paths),
  );
  return checked(call, reports, format, (report) => {
    const { file, standing, isPublished, hasData } = report;
    const told = tellStanding(standing, isPublished ? file : undefined);
    return `${formatReport(report)}\n${file}: ${told}${hasData ? "" : FACTS_ALONE}`;
  });
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

/** Approves the drafts that check clean. */
export async function approve(
  call: Call,
  files: readonly string[],
  options: { readonly by: string; readonly because?: string },
): Promise<Answer> {
  const { world, home, kit } = call;
  const room = openCheckRoom(world, home, kit, call);
  const stepped = await withStore(world, home, waiting, async (store) => {
    const done: Stepped[] = [];
    for (const path of located(call, files))
      done.push(
        await stepOn(room, store, path, "approve", { ...options, by: operator(options.by) }),
      );
    return done;
  });
  return {
    status: stepped.every(({ done, awaitsAnother }) => done && !awaitsAnother) ? 0 : 1,
    lines: stepped.map(({ path, done, state, awaitsAnother, report }) => {
      if (!done) return `${formatReport(report!)}\n${path}: not approved; it is ${state}`;
      return awaitsAnother
        ? `${path}: approved by ${options.by}; somebody else has to approve it too`
        : `${path}: approved by ${options.by}`;
    }),
    value: stepped,
  };
}

/** Gives published articles a new text with a dated notice. */
export async function correct(
  call: Call,
  files: readonly string[],
  options: { readonly by: string; readonly because?: string },
): Promise<Answer> {
  const newsroom = openNewsroom(call.world, call.home, call.kit, call);
  const corrected = await withStore(call.world, call.home, waiting, (store) =>
    correctFiles(newsroom, store, located(call, files), { ...options, by: operator(options.by) }),
  );
  return {
    status: corrected.every(({ notice, awaitsAnother }) => notice && !awaitsAnother) ? 0 : 1,
    lines: corrected.map(({ path, notice, report, awaitsAnother }) => {
      if (notice === undefined) return `${formatReport(report)}\n${path}: stays as it was`;
      return awaitsAnother
        ? `${path}: proposed by ${options.by}; somebody else has to correct it too. ${notice}`
        : `${path}: corrected by ${options.by}. ${notice}`;
    }),
    value: corrected,
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
function located({ world, home }: Call, files: readonly string[]): string[] {
  return files.map((file) => {
    const here = resolve(world.currentFolder(), file);
    const within = resolve(home, file);
    return !world.files.exists(here) && world.files.exists(within) ? within : here;
  });
}
