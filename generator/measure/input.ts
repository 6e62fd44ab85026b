import type { Day, Instant } from "../base/day.ts";
import { digest } from "../base/digest.ts";
import type { AsOfView, History } from "../gather/asof.ts";
import { firstFrom, lastUntil } from "./positions.ts";
import type { Input } from "./signal.ts";

/** One value that a signal was computed from. */
export interface UsedObservation {
  readonly day: Day;
  readonly value: number;
  readonly public: Instant;
}

/**
 * Describes the stretch of a history between two positions, both inclusive; with `common`, only the periods that this
 * history has as well. The digest is computed when it is first read: most signals of a backfill are never printed.
 */
export function inputOf(history: History, first: number, last: number, common?: History): Input {
  const [from, to] = [history.days[first]!, history.days[last]!];
  return inputBetween(history.series, from, to, usedPositions(history, first, last, common), {
    history,
    ...(common ? { common: common.series } : {}),
  });
}

/** The same series and days as known in another view; its digest differs when any value used differs. */
export function currentInput(view: AsOfView, input: Input): Input {
  const { series, from, to, common } = input;
  const { history, positions } = locate(view, input);
  return inputBetween(series, from, to, positions, {
    history,
    ...(common === undefined ? {} : { common }),
  });
}

/** The observations behind an input as known in a view, oldest first. */
export function observationsOf(view: AsOfView, input: Input): UsedObservation[] {
  const { history, positions } = locate(view, input);
  return positions.map((at) => ({
    day: history.days[at]!,
    value: history.values[at]!,
    public: history.publics[at]!,
  }));
}

/** When the youngest of the values in the stretch became public. */
export function publicOf(history: History, first: number, last: number, common?: History): Instant {
  let youngest = -Infinity;
  for (const at of usedPositions(history, first, last, common)) {
    youngest = Math.max(youngest, history.publics[at]!);
  }
  return youngest;
}

function locate(view: AsOfView, input: Input): { history: History; positions: number[] } {
  const history = historyOrNothing(view, input.series);
  const common = input.common === undefined ? undefined : historyOrNothing(view, input.common);
  const first = firstFrom(history.days, input.from);
  const last = lastUntil(history.days, input.to);
  return { history, positions: usedPositions(history, first, last, common) };
}

function usedPositions(
  history: History,
  first: number,
  last: number,
  common: History | undefined,
): number[] {
  const positions: number[] = [];
  let other = common ? firstFrom(common.days, history.days[first] ?? "") : 0;
  for (let at = first; at <= last; at++) {
    if (common) {
      const day = history.days[at]!;
      while (other < common.days.length && common.days[other]! < day) other++;
      if (common.days[other] !== day) continue;
    }
    positions.push(at);
  }
  return positions;
}

function inputBetween(
  series: string,
  from: Day,
  to: Day,
  positions: readonly number[],
  read: { readonly history: History; readonly common?: string },
): Input {
  const { history, common } = read;
  let known: string | undefined;
  return {
    series,
    from,
    to,
    count: positions.length,
    ...(common === undefined ? {} : { common }),
    get digest() {
      return (known ??= digest(
        positions.map((at) => `${history.days[at]}=${history.values[at]}`).join("\n"),
      ));
    },
  };
}

/** An input of a series that is no longer declared has no observations. */
function historyOrNothing(view: AsOfView, series: string): History {
  if (view.catalogue.series.has(series)) return view.history(series);
  return {
    series,
    days: [],
    values: new Float64Array(),
    publics: new Float64Array(),
    revisions: new Uint16Array(),
  };
}
