import { addDays, dayOf, type Day } from "../base/day.ts";
import { matches } from "../base/text.ts";
import { suggestion } from "../base/nearest.ts";
import { mistake, type Failure } from "../base/problem.ts";
import type { Store } from "../store/store.ts";
import type { Narrative } from "../narrate/narrative.ts";
import type { Newsroom } from "./newsroom.ts";

type Named = Pick<Narrative, "id">;

/**
 * The narratives whose id matches a pattern.
 * @throws Failure (2) with the nearest id where there are none.
 */
export function narrativesCalled<N extends Named>(narratives: readonly N[], glob: string): N[] {
  const found = narratives.filter(({ id }) => matches(glob, id));
  if (found.length > 0 || glob === "*") return found;
  throw unknownNarrative(narratives, glob);
}

/**
 * The narrative of an id.
 * @throws Failure (2) with the nearest id where there is none.
 */
export function narrativeCalled(narratives: readonly Narrative[], id: string): Narrative {
  const found = narratives.find((each) => each.id === id);
  if (found) return found;
  throw unknownNarrative(narratives, id);
}

function unknownNarrative(narratives: readonly Named[], name: string): Failure {
  return mistake({
    code: "unknown-narrative",
    message: `No narrative is called "${name}".`,
    advice: suggestion(
      name,
      narratives.map(({ id }) => id),
    ),
  });
}

/** The first day on which all data stored are known; not after today. */
export async function newestDay({ world, publication }: Newsroom, store: Store): Promise<Day> {
  const today = dayOf(world.now());
  const extents = await store.extents(publication.catalogue.series.keys());
  const last = [...extents.values()]
    .flatMap((extent) => extent.last ?? [])
    .sort()
    .at(-1);
  const next = last === undefined ? today : addDays(last, 1);
  return next < today ? next : today;
}
