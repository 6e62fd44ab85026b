import { Failure, formatProblem } from "../base/problem.ts";
import type { Look } from "../deliver/doctor/look.ts";
import { mailSettings } from "../deliver/send/open-sending.ts";
import { openTransport } from "../deliver/transports/open-transport.ts";
import { trySources } from "../gather/live/try-sources.ts";
import { withStoreToRead } from "../newsroom/with-store.ts";
import { standingOfSources, type SourceStanding } from "../newsroom/source-standing.ts";
import type { Publication } from "../publication/publication.ts";
import { withReleases } from "../publish/release/online.ts";
import type { Call } from "./call.ts";

/** Less room than this on the disk may be too little for the site, which is made aside, and for the store to grow, in bytes. */
const FEW_BYTES = 500e6;

/** A reading later than this machine's clock by more than that came when it said something else, in milliseconds. */
const APART_MS = 60_000;

/** So many names are told at once. */
const TOLD = 5;

/** Looks at the disk on which the publication lies. */
export async function lookAtDisk({ world, home }: Call): Promise<Look> {
  return guarded("disk", () => {
    const { bytes, isWritable } = world.files.room(home);
    const megabytes = `${Math.floor(bytes / 1e6).toLocaleString("en-US")} MB`;
    return {
      what: "disk",
      said: `${megabytes} are free`,
      findings: [
        ...(isWritable
          ? []
          : [
              `${home} cannot be written: give it to whoever runs Bellwether (chown), or look whether the disk is mounted read-only.`,
            ]),
        ...(bytes < FEW_BYTES
          ? [
              `Make room: less than ${FEW_BYTES / 1e6} MB may be too few for the site, which is made aside. Earlier builds in site/.builds may be removed, and all of var/ but databases and keys.`,
            ]
          : []),
      ],
    };
  });
}

/** Looks at this machine's clock, by which editions are cut off, and at when what is stored says that it came. */
export async function lookAtClock(call: Call, { catalogue, home }: Publication): Promise<Look> {
  const { world } = call;
  return guarded("clock", async () => {
    const now = world.now();
    const files = [...catalogue.series.values()].flatMap(({ from }) =>
      from ? [`content/data/${from.file}`] : [],
    );
    const readings = await withStoreToRead(world, home, (store) =>
      store.lastReadings(new Set(files)),
    );
    const last = Math.max(...[...readings.values()].map(({ at }) => at));
    return {
      what: "clock",
      said: minute(now),
      findings:
        last > now + APART_MS
          ? [
              `Data were read at ${minute(last)}, which is yet to come: the clock was wrong then, or is now. Set it by a time server (NTP); what was read counts from that time on.`,
            ]
          : [],
    };
  });
}

function minute(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16)}Z`;
}

/** Looks at live sources where the call is for them: what is late, and whether each answers one tiny request. */
export async function lookAtSources(call: Call, publication: Publication): Promise<Look> {
  const { world, kit, home, live } = call;
  const what = "sources";
  if (!live)
    return { what, said: "files; doctor --live asks those that live.yaml names", findings: [] };
  return guarded(what, async () => {
    const standing = await withStoreToRead(world, home, (store) =>
      standingOfSources(world, kit, publication, store),
    );
    const late = standing.filter(({ isStale, source }) => isStale && source !== "file");
    const verdicts = await trySources(world, kit, publication, undefined);
    const failing = verdicts.filter(({ works }) => !works);
    return {
      what,
      said: `${verdicts.length - failing.length} of ${verdicts.length} answer, ${late.length} series are late`,
      findings: [
        ...failing.map(({ source, series, said }) => `${source} (${series}): ${said}`),
        ...(late.length > 0 ? [lateTold(late)] : []),
      ],
    };
  });
}

function lateTold(late: readonly SourceStanding[]): string {
  const named = late.slice(0, TOLD).map(({ id, last }) => `${id} (${last ?? "no value"})`);
  const others = late.length > TOLD ? ` and ${late.length - TOLD} more` : "";
  return `Late: ${named.join(", ")}${others}. bellwether gather --live fetches what there is, bellwether sources says when each was last heard of.`;
}

/** Looks whether mails can leave: the keys, and whether a server takes us; nothing is sent. */
export async function lookAtMailWay(call: Call, { mail }: Publication): Promise<Look> {
  const what = "mail";
  if (mail === undefined) return { what, said: "none is sent", findings: [] };
  return guarded(what, async () => {
    const transport = await openTransport(call.world, call.home, mailSettings(call));
    try {
      const refusal = await transport.reach?.();
      const findings =
        refusal === undefined
          ? []
          : [
              `${transport.shown} does not take us: ${refusal.replace(/\.$/, "")}. Look at \`mail: transport:\` in bellwether.yaml, and whether this machine may reach it.`,
            ];
      return {
        what,
        said: `${transport.shown}; doctor mail says what keeps mails from arriving`,
        findings,
      };
    } finally {
      await transport.close();
    }
  });
}

/** Looks whether the site's place online can be read. */
export async function lookAtSitePlace({ world, home }: Call, { site }: Publication): Promise<Look> {
  const what = "site online";
  if (site === undefined) return { what, said: "none beside site/dist", findings: [] };
  return guarded(what, () =>
    withReleases(world, home, site.s3, async (releases) => {
      const there = await releases.list();
      const shown = there.find(({ isShown }) => isShown)?.name;
      const said = `s3://${site.s3.bucket}: ${there.length} releases, ${shown ?? "none"} is shown`;
      return { what, said, findings: [] };
    }),
  );
}

async function guarded(what: string, look: () => Look | Promise<Look>): Promise<Look> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { what, said: "cannot be used", findings: error.problems.map(formatProblem) };
  }
}
