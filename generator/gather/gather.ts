import type { Day } from "../base/day.ts";
import { once } from "../base/memo.ts";
import { matches } from "../base/text.ts";
import { spanned } from "../world/spans.ts";
import type { World } from "../world/world.ts";
import type { Publication } from "../publication/publication.ts";
import { gapsIn } from "./admit.ts";
import type { Claim, Series } from "../publication/catalogue.ts";
import { loadClaims } from "../publication/claims.ts";
import type { Announcement } from "../publication/events/event.ts";
import { newAnnouncements, readEvents } from "./scheduled-events.ts";
import type { Change, Observation, Remark } from "../store/observation.ts";
import { openAsGathered, type Extents } from "./as-gathered.ts";
import { fileOf, filesOf, lotsOf, type FilesAsked } from "./files/of-series.ts";
import { redeclaredIn } from "./redeclared.ts";
import { readFiles, type Read } from "./files/read-files.ts";
import { acceptanceOf, type Acceptance, type AcceptRequest } from "./guards/acceptance.ts";
import { hear, type Ground } from "./guards/hear.ts";
import { knownOf } from "./guards/witnesses.ts";
import type { Store, Reading } from "../store/store.ts";

/** What gathering did to one series. */
export interface SeriesSummary extends Change {
  readonly series: string;
  /** Values that were not clean; the rest of their file was stored. */
  readonly refused: readonly Remark[];
  /** Gaps longer than the series allows, and refused changes that a person has accepted. */
  readonly flags: readonly Remark[];
  /** The newest period there is. */
  readonly last: Day | undefined;
}

export interface GatherSummary {
  /** In the order of the catalogue, derived series left out. */
  readonly series: readonly SeriesSummary[];
  /** Claims that were new or had changed. */
  readonly newClaims: number;
  /** Scheduled events that were announced anew, or otherwise than before. */
  readonly newEvents: number;
}

export interface GatherOptions extends AcceptRequest, FilesAsked {
  /** Called after each file. */
  readonly progress?: (done: number, total: number) => void;
  /** Called once, with the first file that has something new. */
  readonly found?: () => void;
}

/** A bundled file that has to be read, and what is fit to be stored of it. */
interface Harvest {
  readonly reading: Reading;
  /** Whether only the rows that a file has grown by were read. */
  readonly isPart: boolean;
  readonly accepted: ReadonlyMap<string, readonly Observation[]>;
}

/**
 * Brings every configured series up to date from the bundled files, and takes in the reported claims: all of it in one
 * transaction, or nothing, up to a hundred files. More are taken lot by lot, each whole, so that memory holds one lot and other writers
 * wait for one: what a run that ends early has not taken the next one takes. A file that has not changed since it was last read is not
 * read again.
 * @throws Failure (2) for a file that is missing or broken and for series that are accepted without a reason, (3) when the store cannot be written.
 */
export function gather(
  world: World,
  publication: Publication,
  store: Store,
  options: GatherOptions = {},
): Promise<GatherSummary> {
  return spanned(world, "gather", {}, async (tell) => {
    const summary = await bringUpToDate(world, publication, store, options);
    const { series } = summary;
    tell({
      "bellwether.series": series.length,
      "bellwether.values.added": series.reduce((sum, { added }) => sum + added, 0),
      "bellwether.values.refused": series.reduce((sum, { refused }) => sum + refused.length, 0),
    });
    return summary;
  });
}

async function bringUpToDate(
  world: World,
  publication: Publication,
  store: Store,
  options: GatherOptions,
): Promise<GatherSummary> {
  const files = filesOf(publication, options);
  const acceptance = acceptanceOf(options, publication.catalogue.series.values());
  const { only, share, accept } = options;
  const isWhole = [only, share, accept].every((each) => each === undefined);
  const before = isWhole ? await openAsGathered(world, publication, store) : undefined;
  let isSameStore = before?.extents !== undefined;
  const readings = await store.lastReadings(files.keys());
  const isFirst = (share?.part ?? 1) === 1;
  const claims = isFirst ? await newClaims(world, publication, store) : [];
  const announced = isFirst ? await newEvents(world, publication, store) : [];
  const changes = new Map<string, Changed>();
  let done = 0;
  const progress = (): void => options.progress?.(++done, files.size);
  const lots = lotsOf(files);
  // Where one file has something new the others mostly have, too.
  const found = once(() => {
    store.expect(heldOf(lots.flat(), readings));
    options.found?.();
  });
  for (const [at, lot] of lots.entries()) {
    const reads = readFiles(world, publication, new Map(lot), readings, {
      isSameStore,
      progress,
      found,
    });
    if (reads.length > 0) isSameStore = false;
    const harvests = await harvestOf(publication, store, reads, acceptance);
    const said = at === 0 ? { claims, announced } : { claims: [], announced: [] };
    for (const [series, change] of await storeAll(world, store, harvests, said))
      changes.set(series, change);
  }
  const gathered = [...publication.catalogue.series.values()].filter(
    (series) =>
      !series.derive &&
      matches(only ?? "*", series.id) &&
      (share === undefined || files.has(fileOf(series) ?? "")),
  );
  const known = isSameStore ? before?.extents : undefined;
  const extents = known ?? (await store.extents(gathered.map(({ id }) => id)));
  await before?.keep(extents);
  return {
    series: await summarise(store, changes, files, extents),
    newClaims: claims.length,
    newEvents: announced.length,
  };
}

/** The series of these files of which there is something. */
function heldOf(
  files: ReturnType<typeof lotsOf>[number],
  readings: ReadonlyMap<string, Reading>,
): string[] {
  return files
    .filter(([file]) => readings.has(file))
    .flatMap(([, series]) => series.map(({ id }) => id));
}

/** What of these files the guards let in. */
async function harvestOf(
  { catalogue }: Publication,
  store: Store,
  reads: readonly Read[],
  acceptance: Acceptance,
): Promise<Harvest[]> {
  const all = reads.flatMap(({ admissions }) => admissions);
  const known = await knownOf(
    store,
    catalogue,
    all.map(({ series }) => series),
  );
  const extents = await store.extents(all.map(({ series }) => series.id));
  const ground: Ground = {
    catalogue,
    known,
    offered: new Map(all.map(({ series, accepted }) => [series.id, accepted])),
    acceptance,
    command: (series) => `bellwether gather --accept ${series} --reason "…"`,
  };
  return reads.map((read) => {
    const whole = read.before === undefined ? read.admissions : [];
    const redeclared = whole.flatMap(({ series, accepted }) =>
      redeclaredIn(series, extents.get(series.id), known.get(series.id)!, accepted),
    );
    return harvest(read, ground, redeclared);
  });
}

function harvest(
  { admissions, before, ...reading }: Read,
  ground: Ground,
  redeclared: readonly Remark[],
): Harvest {
  const heard = hear(
    admissions.map(({ accepted, ...admission }) => ({ ...admission, observations: accepted })),
    ground,
  );
  const remarks = heard.flatMap(({ series, accepted, refused, accepts }, at) => {
    const days = accepted.map(({ day }) => day);
    return [...admissions[at]!.refused, ...refused, ...accepts, ...gapsIn(series, days)];
  });
  return {
    reading: { ...reading, remarks: [...(before ?? []), ...redeclared, ...remarks] },
    isPart: before !== undefined,
    accepted: new Map(heard.map(({ series, accepted }) => [series.id, accepted])),
  };
}

async function newClaims(world: World, publication: Publication, store: Store): Promise<Claim[]> {
  const { home, catalogue } = publication;
  return changedClaims(loadClaims(world, home, catalogue), await store.latestClaims());
}

async function newEvents(
  world: World,
  { home, catalogue }: Publication,
  store: Store,
): Promise<Announcement[]> {
  const events = readEvents(world, home, catalogue.events.values());
  return newAnnouncements(events, await store.latestAnnouncements(), world.now());
}

function changedClaims(claims: readonly Claim[], latest: readonly Claim[]): Claim[] {
  const known = new Map(latest.map((claim) => [claim.id, JSON.stringify(claim)]));
  return claims.filter((claim) => known.get(claim.id) !== JSON.stringify(claim));
}

/** What was said anew beside the files of series. */
interface Said {
  readonly claims: readonly Claim[];
  readonly announced: readonly Announcement[];
}

/** What became of a series, or of the rows of it that were read. */
type Changed = Change & Pick<Harvest, "isPart">;

async function storeAll(
  world: World,
  store: Store,
  harvests: readonly Harvest[],
  { claims, announced }: Said,
): Promise<ReadonlyMap<string, Changed>> {
  const changes = new Map<string, Changed>();
  if (harvests.length + claims.length + announced.length === 0) return changes;
  await store.write(async (writer) => {
    for (const { reading, accepted, isPart } of harvests) {
      for (const [series, observations] of accepted)
        changes.set(series, {
          ...(await writer.record(series, reading.file, reading.at, observations)),
          isPart,
        });
      if (!sameReading(reading, await writer.lastReading(reading.file)))
        await writer.recordReading(reading);
    }
    for (const claim of claims) await writer.recordClaim(claim, world.now());
    for (const each of announced) await writer.announce(each, world.now());
  });
  return changes;
}

/** True when reading the file again found nothing that was not known. */
function sameReading(reading: Reading, last: Reading | undefined): boolean {
  return (
    reading.digest === last?.digest &&
    JSON.stringify(reading.remarks) === JSON.stringify(last.remarks)
  );
}

async function summarise(
  store: Store,
  changes: ReadonlyMap<string, Changed>,
  files: ReadonlyMap<string, readonly Series[]>,
  extents: Extents,
): Promise<SeriesSummary[]> {
  const readings = await store.lastReadings(files.keys());
  const remarks = Map.groupBy(
    [...readings.values()].flatMap((reading) => reading.remarks),
    (remark) => remark.series,
  );
  return [...extents].map(([id, { periods, last }]) => {
    const { isPart, ...change } = changes.get(id) ?? untouched(periods);
    const { added, revised } = change;
    const unchanged = isPart ? periods - added - revised : change.unchanged;
    const said = remarks.get(id) ?? [];
    const refused = said.filter((remark) => !isFlag(remark));
    const flags = said.filter(isFlag);
    return { series: id, added, revised, unchanged, refused, flags, last };
  });
}

function isFlag({ code }: Remark): boolean {
  return code === "gap" || code === "accepted" || code === "declared-otherwise";
}

function untouched(periods: number): Changed {
  return { added: 0, revised: 0, unchanged: periods, isPart: false };
}
