import { QUANTITIES } from "../../generator/publication/quantities.ts";
import { UNITS } from "../../generator/publication/units.ts";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { resolve } from "node:path";
import { onTestFinished } from "vitest";
import { realWorld } from "../../generator/world/disk.ts";
import { Failure } from "../../generator/base/problem.ts";
import type { World } from "../../generator/world/world.ts";
import type { Calendar } from "../../generator/publication/calendars/calendar.ts";
import type { Catalogue, Series } from "../../generator/publication/catalogue.ts";
import type { Instant } from "../../generator/base/day.ts";
import type { AsOfView } from "../../generator/store/asof.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import type { Store } from "../../generator/store/store.ts";
import { loadPublication, type Publication } from "../../generator/publication/publication.ts";
import { calendarNamed, calendars, declaredSeries } from "../support/calendars.ts";
import { makeFolder, removeFolder } from "../support/room.ts";
import { openTestStore } from "../support/store.ts";

/** The project itself: its bellwether.yaml and its bundled data. */
export const PROJECT = resolve(import.meta.dirname, "../..");

/** The real disk under a clock that stands still. */
export function worldAt(instant: string): World {
  return { ...realWorld(), now: () => Date.parse(instant) };
}

/** A folder that is gone after the test, or after what is given (`afterAll`). */
export function temporaryFolder(after: (clean: () => void) => void = onTestFinished): string {
  const folder = makeFolder("gather");
  after(() => removeFolder(folder));
  return folder;
}

/** An empty store that is closed and gone after the test. @param path of its file; where the tests have theirs at the moment, unless told. */
export async function temporaryStore(path?: string): Promise<Store> {
  const world = worldAt("2025-07-01T00:00:00Z");
  const store =
    path === undefined
      ? await openTestStore(world, temporaryFolder())
      : await openStore(world, path);
  onTestFinished(() => store.close());
  return store;
}

export function sample(): Publication {
  return loadPublication(worldAt("2025-07-01T00:00:00Z"), PROJECT, BUILT_IN);
}

/** What a store holds of a catalogue, as known at an instant. */
export async function viewAt(
  store: Store,
  instant: Instant,
  catalogue: Catalogue,
): Promise<AsOfView> {
  return (await store.load(catalogue)).view(instant);
}

/** How many periods a store holds of a series. */
export async function periodsOf(store: Store, series: string): Promise<number> {
  return (await store.extents([series])).get(series)!.periods;
}

/** A series of UTC days with usual settings, save what is given. */
export function seriesOf(
  given: Partial<Omit<Series, "calendar">> & {
    readonly id: string;
    readonly calendar?: string | Calendar;
  },
): Series {
  const { calendar = "24/7", class: _, change: __, ...settings } = given;
  return declaredSeries({
    title: settings.id,
    unit: "USD",
    ...(settings.derive ? {} : { source: "test" }),
    calendar: typeof calendar === "string" ? calendar : calendar.name,
    lag: "PT10M",
    staleAfter: 2,
    range: [-1e9, 1e9],
    decimals: 2,
    ...Object.fromEntries(Object.entries(settings).filter(([name]) => !WORKED_OUT.has(name))),
  });
}

/** What a series has of its quantity, and is not written. */
const WORKED_OUT = new Set(["class", "change"]);

export function catalogueOf(...series: readonly Series[]): Catalogue {
  return {
    kinds: BUILT_IN.kinds,
    sources: new Map(),
    subjects: new Map(),
    calendars,
    market: calendarNamed("XNYS"),
    series: new Map(series.map((one) => [one.id, one])),
    quantities: QUANTITIES,
    events: new Map(),
    feeds: new Map(),
    units: UNITS,
  };
}

export function publicationOf(home: string, ...series: readonly Series[]): Publication {
  return { ...sample(), home, catalogue: catalogueOf(...series) };
}

/** The failure that an action throws. */
export function failureOf(action: () => unknown): Failure {
  try {
    action();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error("Nothing was thrown.");
}

/** As `failureOf`, of work that takes its time. */
export async function refusalOf(action: () => Promise<unknown>): Promise<Failure> {
  const outcome = await action().then(
    () => new Error("Nothing was thrown."),
    (error: unknown) => error,
  );
  if (outcome instanceof Failure) return outcome;
  throw outcome;
}
