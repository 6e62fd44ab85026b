import { dayOf } from "../../base/day.ts";
import { fill } from "../../base/text.ts";
import type { Drafter } from "../../compose/print/drafting.ts";
import type { FactDraft, Recorder } from "../../compose/print/recorder.ts";
import type { Signal } from "../../measure/signal.ts";
import { isOnBoards } from "../../publication/kinds.ts";
import { nameAlone } from "../../publication/catalogue.ts";
import type { Format } from "../../publication/mail/formats.ts";
import type { ChartDesk } from "../../publish/charts/desk.ts";
import type { MailWords } from "./mail-words.ts";

/** One market: its last value and its change, each a fact. */
export interface BoardRow {
  readonly subject: string;
  readonly name: string;
  readonly last: FactDraft;
  /** What stands behind the last value where its unit does not show in it. */
  readonly unit: string;
  readonly change: FactDraft | undefined;
  readonly changeSize: FactDraft | undefined;
  /** How the change is written, with `{value}` in it. */
  readonly pattern: string;
  readonly direction: "up" | "down" | "flat";
  /** The day of the last value, where it is older than the newest day there could be. */
  readonly asOf: FactDraft | undefined;
}

/** The signal by which a format tells how a market moved. */
const CHANGES: Readonly<Record<Format, string>> = {
  daily: "change1",
  weekly: "weekChange",
  alert: "change1",
};

/** A row for each subject of boards with a price or a level that is not out of date, in the order of the catalogue. */
export function boardOf(
  desk: ChartDesk,
  drafter: Drafter,
  format: Format,
  words: MailWords,
): BoardRow[] {
  const { view, signals, language } = desk;
  const yesterday = dayOf(view.instant - 24 * 3_600_000);
  const { subjects, kinds } = view.catalogue;
  return [...subjects.values()].flatMap((subject): BoardRow[] => {
    if (!isOnBoards(subject.kind, kinds)) return [];
    const quantity = ["close", "level"].find((each) =>
      view.catalogue.series.has(`${subject.id}.${each}`),
    );
    const read = (name: string): Signal | undefined => {
      const outcome = quantity && signals.read(subject.id, quantity, name);
      return outcome && outcome.ok ? outcome.signal : undefined;
    };
    const last = read("last");
    if (!last) return [];
    const changed = read(CHANGES[format]);
    const change = changed && drafter.signal(changed, "signed");
    const draft = drafter.signal(last, "plain");
    const size = changed && drafter.signal(changed, "size");
    return [
      {
        subject: subject.id,
        name: nameAlone(subject),
        last: draft,
        unit: language.nounBehind(last.unit, draft),
        change,
        changeSize: size,
        pattern: changed
          ? (words.changes[changed.unit] ?? `{value}${language.nounBehind(changed.unit, change!)}`)
          : "{value}",
        direction: directionOf(changed, change),
        asOf: last.day < yesterday ? drafter.ownDayOf(draft) : undefined,
      },
    ];
  });
}

function directionOf(
  changed: Signal | undefined,
  change: FactDraft | undefined,
): BoardRow["direction"] {
  if (!changed || !change || !/[1-9]/.test(change.text)) return "flat";
  return Number(changed.value) > 0 ? "up" : "down";
}

/** A row as one line of text, its figures marked. */
export function rowLine(row: BoardRow, words: MailWords, recorder: Recorder): string {
  const { line, unchanged, asOf } = words.figures;
  const values = {
    name: row.name,
    last: recorder.mark(row.last) + row.unit,
    change: row.change ? fill(row.pattern, { value: recorder.mark(row.change) }) : "",
  };
  const told = fill(row.change ? line : unchanged, values);
  return row.asOf ? fill(asOf, { line: told, day: recorder.mark(row.asOf) }) : told;
}
