import type { Series } from "../publication/catalogue.ts";
import type { History } from "../store/asof.ts";
import { sameValue, type Observation, type Remark } from "../store/observation.ts";
import type { Extent } from "../store/store.ts";

/** What has to be done for a store that holds all as it is declared now. */
const ANEW = "To have all as declared now, begin a new store and gather into that";

/**
 * What is stored of a series and does not fit its declaration any more: days that are no periods of its calendar, which are not read, and
 * values that count from before the lag says they were public, which is what they were stored with.
 * @param extent of all that is stored. @param known of all that is read. @param accepted what its whole file gives by the declaration.
 */
export function redeclaredIn(
  series: Series,
  extent: Extent | undefined,
  known: History,
  accepted: readonly Observation[],
): Remark[] {
  const positions = new Map(known.days.map((day, at) => [day, at]));
  const early = accepted.filter(({ day, value, stated, public: due }) => {
    const at = positions.get(day);
    return (
      at !== undefined &&
      !stated &&
      known.revisions[at] === 0 &&
      sameValue(known.values[at]!, value) &&
      known.publics[at]! < due
    );
  });
  const left = (extent?.periods ?? 0) - known.days.length;
  const told = [
    ...(left > 0
      ? [`${counted(left)} of days that are no periods of ${series.calendar.title}, and not read`]
      : []),
    ...(early.length > 0
      ? [
          `${counted(early.length)} from ${early[0]!.day} on with an earlier time of publication than the lag gives now`,
        ]
      : []),
  ];
  if (told.length === 0) return [];
  const period = early[0]?.day ?? extent?.last ?? "";
  const why = `The store has ${told.join("; and ")}. ${ANEW}.`;
  return [{ series: series.id, code: "declared-otherwise", line: undefined, period, why }];
}

function counted(count: number): string {
  return count === 1 ? "one value" : `${count} values`;
}
