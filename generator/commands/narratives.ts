import { exampleLines, tryExamples } from "../authoring/examples.ts";
import { historiesOf, type Range } from "../authoring/history.ts";
import { listed, listLines, type NarrativeList } from "../authoring/list.ts";
import { lintLines, remarksOn, type LintReport } from "../authoring/lint.ts";
import { mistakesIn } from "../authoring/mistakes.ts";
import { previewLines, previewOf } from "../authoring/preview.ts";
import { beginNarrative } from "../authoring/start.ts";
import { whyLines, whyOf } from "../authoring/why.ts";
import { addDays, type Day } from "../base/day.ts";
import { mistake } from "../base/problem.ts";
import { openRecords, type RecordOffice } from "../narrate/evidence/records.ts";
import { gather } from "../gather/gather.ts";
import { narrate } from "../narrate/narrate.ts";
import { narrativeIds, type Narrative } from "../narrate/narrative.ts";
import { groundOf, openNewsroom, type Newsroom } from "../newsroom/newsroom.ts";
import { withStore } from "../newsroom/with-store.ts";
import { openEdition } from "../newsroom/open-edition.ts";
import { narrativeCalled, narrativesCalled, newestDay } from "../newsroom/selection.ts";
import { waiting, type Answer, type Call } from "./call.ts";

/** Days of the past that rules are looked at over, unless others are asked for. */
const DAYS = 365;

/** The days asked for; either end may be left to the newest data. */
interface Wanted {
  readonly from?: Day;
  readonly to?: Day;
}

/** Every narrative: whether it holds, how often it did, when last, and the best of its records. */
export async function listNarratives(
  call: Call,
  glob: string | undefined,
  wanted: Wanted,
): Promise<Answer> {
  refuseUnknown(call, glob ?? "*");
  const newsroom = openNewsroom(call.world, call.home, call.kit, call);
  const chosen = narrativesCalled(newsroom.narratives, glob ?? "*");
  const list = await gathered(call, newsroom, wanted.to, (office, day): NarrativeList => {
    const range = rangeOf(day, wanted.from);
    const withPast = newsroom.narratives.filter((each) => each.evidence || chosen.includes(each));
    const records = office.upTo(day, withPast);
    const edition = openEdition(newsroom, day, records);
    const findings = narrate(chosen, edition);
    const histories = historiesOf(records.tracks(), chosen, range);
    const evidence = records.for(edition).all();
    return {
      day: range.to,
      ...range,
      narratives: chosen.map((each) => listed(each, findings, histories.get(each.id)!, evidence)),
    };
  });
  return { status: 0, lines: listLines(list, newsroom.desk.language), value: list };
}

/** Every mistake in the templates, and what is likely not meant. */
export async function lintNarratives(
  call: Call,
  glob: string | undefined,
  { strict, ...wanted }: Wanted & { readonly strict?: boolean },
): Promise<Answer> {
  refuseUnknown(call, glob ?? "*");
  const { newsroom, mistakes } = mistakesIn(call.world, call.home, call.kit, call);
  const report: LintReport = {
    narratives: newsroom
      ? narrativesCalled(newsroom.narratives, glob ?? "*").length
      : narrativeIds(call.world, call.home).length,
    mistakes,
    remarks: newsroom ? await remarks(call, newsroom, glob ?? "*", wanted) : [],
  };
  const status = mistakes.length > 0 ? 2 : strict && report.remarks.length > 0 ? 1 : 0;
  return { status, lines: lintLines(report), value: { status, ...report } };
}

function remarks(
  call: Call,
  newsroom: Newsroom,
  glob: string,
  wanted: Wanted,
): Promise<LintReport["remarks"]> {
  return gathered(call, newsroom, wanted.to, (office, day) => {
    const range = rangeOf(day, wanted.from);
    const chosen = narrativesCalled(newsroom.narratives, glob);
    const histories = historiesOf(office.upTo(day, chosen).tracks(), chosen, range);
    const edition = openEdition(newsroom, day, office.upTo(day));
    return remarksOn(newsroom, { range, edition, histories }, glob);
  });
}

/** Holds the rules to their examples. */
export async function testNarratives(call: Call, glob: string | undefined): Promise<Answer> {
  refuseUnknown(call, glob ?? "*");
  const newsroom = openNewsroom(call.world, call.home, call.kit, call);
  const chosen = narrativesCalled(newsroom.narratives, glob ?? "*");
  const report = tryExamples(call.world, call.home, chosen, groundOf(newsroom));
  return { status: report.failed.length > 0 ? 1 : 0, lines: exampleLines(report), value: report };
}

/** Writes a commented start. */
export async function newNarrative(call: Call, id: string): Promise<Answer> {
  const begun = beginNarrative(call.world, call.home, id);
  const theme = begun.isKnownTheme
    ? []
    : [`No other narrative has its theme, so a story has to take it. ${begun.advice}`];
  return {
    status: 0,
    lines: [
      `Made ${begun.file}.`,
      ...theme,
      `Write its sentences in place of each <write: …>, then: bellwether narratives lint ${id}`,
    ],
    value: begun,
  };
}

/** Every phrasing of a narrative with a day's values. */
export async function previewNarrative(
  call: Call,
  id: string,
  date: Day | undefined,
): Promise<Answer> {
  refuseUnknown(call, id);
  const newsroom = openNewsroom(call.world, call.home, call.kit, call);
  const narrative = narrativeCalled(newsroom.narratives, id);
  const { preview, last } = await gathered(call, newsroom, date, (office, day) => {
    const edition = openEdition(newsroom, day, office.upTo(day));
    const preview = previewOf(newsroom, narrative, edition);
    const holds = preview.bindings.some(({ ruling }) => ruling.holds);
    return { preview, last: holds ? undefined : lastHeld(office, narrative, day) };
  });
  const told = last ? [`It last held on ${last}: add --date ${last}`] : ["It never held before."];
  const holds = preview.bindings.some(({ ruling }) => ruling.holds);
  return {
    status: 0,
    lines: [...previewLines(preview), ...(holds ? [] : ["", ...told])],
    value: { ...preview, ...(last ? { last } : {}) },
  };
}

/** Why each rule held or did not in an edition, and what became of its findings. */
export async function whyNarratives(
  call: Call,
  { date, only }: { readonly date?: Day; readonly only?: string },
): Promise<Answer> {
  const glob = only ?? "*";
  refuseUnknown(call, glob);
  const newsroom = openNewsroom(call.world, call.home, call.kit, call);
  narrativesCalled(newsroom.narratives, glob);
  const report = await gathered(call, newsroom, date, (office, day) =>
    whyOf(newsroom, openEdition(newsroom, day, office.upTo(day)), glob),
  );
  return { status: 0, lines: whyLines(report), value: report };
}

/** A rule that nobody has written is told before what is wrong with others. */
function refuseUnknown({ world, home }: Call, glob: string): void {
  const known = narrativeIds(world, home).map((id) => ({ id }));
  narrativesCalled(known, glob);
}

/** Runs `work` on what is stored after the bundled files were read, for a day or that of the newest data. */
function gathered<T>(
  call: Call,
  newsroom: Newsroom,
  date: Day | undefined,
  work: (office: RecordOffice, day: Day) => T,
): Promise<T> {
  return withStore(call.world, call.home, waiting, async (store) => {
    await gather(call.world, newsroom.publication, store);
    const day = date ?? (await newestDay(newsroom, store));
    const office = await openRecords(newsroom, store);
    const found = work(office, day);
    await office.keep();
    return found;
  });
}

function rangeOf(to: Day, from = addDays(to, 1 - DAYS)): Range {
  if (from <= to) return { from, to };
  throw mistake({
    code: "range",
    message: `--from ${from} lies after --to ${to}.`,
    advice: "Give the earlier day first.",
  });
}

function lastHeld(office: RecordOffice, narrative: Narrative, to: Day): Day | undefined {
  const tracks = office.upTo(to, [narrative]).tracks();
  return historiesOf(tracks, [narrative], { from: to, to }).get(narrative.id)?.last;
}
