import { memoize } from "../base/memo.ts";
import type { AsOfView } from "../store/asof.ts";
import { lacking, newestDay, type Lacking, type Reading } from "./reading.ts";

/** The series of one view, each looked up once. */
export interface Readings {
  /** A declared series; undefined where none is. Lacking where it is empty or stale. */
  of(subject: string, quantity: string): Reading | Lacking | undefined;
  /** The same, where it is out of date as well. */
  evenStale(subject: string, quantity: string): Reading | Lacking | undefined;
  /**
   * What a subject's returns are computed from: the adjusted series in place of a close, where one is declared. The two must end
   * on the same day, or a change would not be that of the price beside it.
   */
  returnsOf(subject: string, quantity: string): Reading | Lacking | undefined;
}

export function readingsOf(view: AsOfView): Readings {
  // Asked for a hundred thousand times an edition: no id is put together for it.
  const ofSubject = memoize((subject: string) =>
    memoize((quantity: string) => read(view, `${subject}.${quantity}`)),
  );
  const of: Readings["of"] = (subject, quantity) => ofSubject(subject)(quantity);

  return {
    of,
    evenStale: (subject, quantity) => newestOf(view, `${subject}.${quantity}`),
    returnsOf(subject, quantity) {
      const printed = of(subject, quantity);
      const adjusted = quantity === "close" ? of(subject, "adjusted") : undefined;
      if (adjusted === undefined) return printed;
      if (printed?.ok === false && printed.reason === "stale") return printed;
      return printed?.ok && adjusted.ok && newestDay(printed) !== newestDay(adjusted)
        ? lacking("stale")
        : adjusted;
    },
  };
}

function read(view: AsOfView, id: string): Reading | Lacking | undefined {
  const newest = newestOf(view, id);
  return newest?.ok && view.isStale(id) ? lacking("stale") : newest;
}

function newestOf(view: AsOfView, id: string): Reading | Lacking | undefined {
  const series = view.catalogue.series.get(id);
  if (series === undefined) return undefined;
  const history = view.history(id);
  if (history.days.length === 0) return lacking("no-data");
  const last = history.days.length - 1;
  return { ok: true, series, calendar: series.calendar, history, last };
}
