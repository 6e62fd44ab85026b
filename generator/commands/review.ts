import { tellStanding } from "../articles/approval.ts";
import type { Action } from "../articles/states.ts";
import { disagreements } from "../articles/merge.ts";
import type { Day } from "../base/day.ts";
import { formatReport } from "../check/report.ts";
import { openCheckRoom } from "../newsroom/check-room.ts";
import { openNewsroom } from "../newsroom/newsroom.ts";
import { withStore } from "../newsroom/with-store.ts";
import { correctFiles } from "../review/correct.ts";
import { dueCorrections, latelyPublished } from "../review/corrections.ts";
import { revisedFigures, type RevisedFigure } from "../review/revised.ts";
import { stepOn, type Step, type Stepped } from "../review/workflow/act.ts";
import { readDeskText } from "../review/workflow/desk-text.ts";
import { operator } from "../review/workflow/people.ts";
import { mergeToSettle, settleMerge } from "../review/workflow/settle.ts";
import { located } from "./articles.ts";
import { waiting, type Answer, type Call } from "./call.ts";

/** Who does it, as typed, and why. */
export interface Answered {
  readonly by: string;
  readonly because?: string;
}

const DONE: Readonly<Record<Exclude<Action, "correct">, string>> = {
  submit: "submitted",
  approve: "approved",
  revise: "opened again",
  schedule: "scheduled",
  publish: "released",
  withdraw: "withdrawn",
  "request-changes": "sent back",
};

/** Takes articles one step on their way. */
export async function stepAll(
  call: Call,
  action: Step,
  files: readonly string[],
  options: Answered & { readonly at?: string },
): Promise<Answer> {
  const { world, home, kit } = call;
  const room = openCheckRoom(world, home, kit, call);
  const stepped = await withStore(world, home, waiting, async (store) => {
    const done: Stepped[] = [];
    for (const path of located(call, files))
      done.push(await stepOn(room, store, path, action, { ...options, by: operator(options.by) }));
    return done;
  });
  return {
    status: stepped.every(({ done, awaitsAnother }) => done && !awaitsAnother) ? 0 : 1,
    lines: stepped.map(({ path, done, standing, awaitsAnother, report }) => {
      if (!done)
        return `${formatReport(report!)}\n${path}: not ${DONE[action]}; it is ${tellStanding(standing)}`;
      const told = `${path}: ${DONE[action]} by ${options.by}`;
      return awaitsAnother ? `${told}; somebody else has to approve it too` : told;
    }),
    value: stepped,
  };
}

/** Gives published articles a new text with a dated notice. */
export async function correct(
  call: Call,
  files: readonly string[],
  options: Answered,
): Promise<Answer> {
  const newsroom = openNewsroom(call.world, call.home, call.kit, call);
  const by = operator(options.by);
  const corrected = await withStore(call.world, call.home, waiting, (store) =>
    correctFiles(newsroom, store, located(call, files), { ...options, by }),
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

/**
 * Lists the published articles that later data change a figure of, with the notice as it is drafted; and values that were right as told and
 * were revised since, which may be no mistake.
 */
export async function corrections(
  call: Call,
  range: { readonly from: Day; readonly to: Day } | undefined,
): Promise<Answer> {
  const newsroom = openNewsroom(call.world, call.home, call.kit, call);
  const [due, all] = await withStore(call.world, call.home, waiting, async (store) => [
    await dueCorrections(newsroom, store, range),
    await revisedFigures(newsroom, store, range ?? latelyPublished(newsroom)),
  ]);
  const isDue = ({ path, is }: RevisedFigure): boolean =>
    due.some((each) => each.path === path && each.figures.some((figure) => figure.is === is));
  const revised = all.filter((each) => !isDue(each));
  const lines = [
    ...due.flatMap(({ path, figures, notice }) => [
      `${path}  ${[...new Set(figures.map(({ was, is }) => `${was} is ${is} now`))].join("; ")}`,
      `  ${notice} To say so: \`bellwether correct ${path}\``,
    ]),
    ...revised.map(revisedLine),
  ];
  return {
    status: due.length > 0 ? 1 : 0,
    lines:
      lines.length === 0
        ? ["Nothing that was published prints a figure which is another by now."]
        : lines,
    value: { due, revised },
  };
}

function revisedLine({ path, name, day, was, is }: RevisedFigure): string {
  return `${path}  revised since: ${name} of ${day} was ${was}, as told, and is ${is} now. If that was a mistake of the source, mend the text and tell readers: \`bellwether correct ${path} --because "…"\``;
}

/** Shows where an edit and what would be written now disagree; or settles that for one of them. */
export async function merge(
  call: Call,
  file: string,
  { by, keep }: { readonly by: string; readonly keep?: "edited" | "written" },
): Promise<Answer> {
  const { world, home, kit } = call;
  const room = openCheckRoom(world, home, kit, call);
  const [path = file] = located(call, [file]);
  return withStore(world, home, waiting, async (store) => {
    if (keep !== undefined) {
      const settled = await settleMerge(room, store, path, { by: operator(by), keep });
      return { status: 0, lines: [`${settled.path}: settled by ${by}`], value: settled };
    }
    const text = await readDeskText(room, store, path);
    const open = await mergeToSettle(store, text);
    const places = open ? [open.title, open.description, open.body].flatMap(disagreements) : [];
    return {
      status: places.length > 0 ? 1 : 0,
      lines:
        places.length === 0
          ? [`${text.file}: nothing is to be settled.`]
          : places.flatMap(({ base, mine, theirs }) => [
              `was:     ${base.trim()}`,
              `edited:  ${mine.trim()}`,
              `written: ${theirs.trim()}`,
              "",
            ]),
      value: places,
    };
  });
}
