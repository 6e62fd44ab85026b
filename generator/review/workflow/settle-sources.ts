import { readHead, writeHead } from "../../articles/trail-head.ts";
import type { Day } from "../../base/day.ts";
import { mistake } from "../../base/problem.ts";
import type { CheckRoom } from "../../newsroom/newsroom.ts";
import { secondIdOf, type Series } from "../../publication/catalogue.ts";
import type { AsOfView } from "../../store/asof.ts";
import { secondOpinions } from "../../store/second-opinion.ts";
import { settlementEntry, SETTLEMENTS, type Settlement } from "../../store/settlement.ts";
import type { Store } from "../../store/store.ts";
import { noReason } from "./act.ts";
import { whileLocked } from "./locked.ts";
import { refuseRole, type Person } from "./people.ts";

/** A period of which two sources say what lies further apart than the series allows. */
export interface Dispute {
  readonly series: Series;
  readonly second: Series;
  readonly day: Day;
  /** What each of them says. */
  readonly values: readonly [number, number];
  /** In percent. */
  readonly apart: number;
}

/** What is in dispute in some views and nobody has decided of; each once. */
export function disputesIn(views: readonly AsOfView[]): Dispute[] {
  const found = new Map<string, Dispute>();
  for (const view of views)
    for (const series of view.catalogue.series.values())
      for (const { at, secondAt, apart, isDisputed } of secondOpinions(series, view)) {
        const second = view.catalogue.series.get(secondIdOf(series.id))!;
        const [first, other] = [view.history(series.id), view.history(second.id)];
        const values = [first.values[at]!, other.values[secondAt]!] as const;
        const day = first.days[at]!;
        if (isDisputed)
          found.set(`${series.id} ${day} ${values.join()}`, { series, second, day, values, apart });
      }
  return [...found.values()];
}

/**
 * Writes down for good that the series' own source is believed where two disagree, and why. Editions that are made from then on go by it,
 * and say so.
 * @throws Failure (2) without a reason, or for a person whose role does not allow it.
 */
export function settleSources(
  room: CheckRoom,
  store: Store,
  { series, day, values: [first, second] }: Dispute,
  { by, because }: { readonly by: Person; readonly because: string },
): Promise<Settlement> {
  const { world, publication } = room;
  return whileLocked(room, store, async () => {
    refuseRole(by, "settle-sources");
    const why = because.trim();
    if (why === "") throw noReason(SETTLEMENTS, "readers are told why one source is believed");
    const at = new Date(world.now()).toISOString();
    const settlement = {
      series: series.id,
      day,
      first,
      second,
      why,
      by: { id: by.id, name: by.name },
      at,
    };
    const { entry, named } = settlementEntry(settlement);
    const head = readHead(world, publication.home);
    const row = await store.write(async (writer) => {
      await writer.keepText(named);
      return writer.appendTrail(entry, head);
    });
    writeHead(world, publication.home, { count: row.seq, hash: row.hash });
    return settlement;
  });
}

/** What the desk shows no longer: the values have changed since, or somebody has decided. */
export function noDispute() {
  return mistake({
    code: "nothing-to-settle",
    message: "The two sources do not disagree on that any longer, or somebody has decided.",
    advice: "Look at the page as it is now.",
  });
}
