import { addDays, dayOf } from "../base/day.ts";
import { collected, Failure, formatProblem, type Problem } from "../base/problem.ts";
import type { Look } from "../deliver/doctor/look.ts";
import { narrativeIds } from "../narrate/narrative.ts";
import { tryNewsroom } from "../newsroom/newsroom.ts";
import { withStoreToRead } from "../newsroom/with-store.ts";
import { keysOf, planBatches } from "../gather/live/batches.ts";
import { overridesOf } from "../publication/ejected.ts";
import { pinnedVersion } from "../publication/pinned.ts";
import { loadPublication, type Publication } from "../publication/publication.ts";
import { loadSecrets } from "../web/secrets.ts";
import { programVersion } from "../world/program.ts";
import type { Answer, Call } from "./call.ts";
import { NOTHING_DECLARED } from "./editions.ts";
import { lookAtContent } from "./doctor-content.ts";
import { lookAtDatabase } from "./doctor-database.ts";
import {
  lookAtClock,
  lookAtDisk,
  lookAtMailWay,
  lookAtSitePlace,
  lookAtSources,
} from "./doctor-outside.ts";
import { lookAtQueue } from "./doctor-queue.ts";
import { overrideLines } from "./layers.ts";

/** How many days ahead a calendar should be known: a year of planning. */
const AHEAD = 365;

/** Looks at everything that an edition depends on, and changes nothing. */
export async function doctor(call: Call): Promise<Answer> {
  const problems: Problem[] = [];
  const publication = collected(problems, () =>
    loadPublication(call.world, call.home, call.kit, call),
  );
  const looks = publication
    ? [
        configuration(publication),
        templates(call),
        files(call),
        version(call),
        await lookAtDatabase(call),
        await lookAtQueue(call),
        await lookAtContent(call),
        await lookAtDisk(call),
        await lookAtClock(call, publication),
        await data(call, publication),
        await lookAtSources(call, publication),
        keys(call, publication),
        calendars(call, publication),
        await lookAtMailWay(call, publication),
        await lookAtSitePlace(call, publication),
      ]
    : [{ what: "configuration", said: "does not load", findings: problems.map(formatProblem) }];
  return answerOf(looks);
}

/** What was looked at, as an answer: 1 where something is to be mended. */
export function answerOf(looks: readonly Look[]): Answer {
  return {
    status: looks.some(({ findings }) => findings.length > 0) ? 1 : 0,
    lines: looks.flatMap(({ what, said, findings }) => [
      `${findings.length > 0 ? "look" : "ok  "}  ${what}: ${said}`,
      ...findings.map((each) => `      ${each.replaceAll("\n", "\n      ")}`),
    ]),
    value: looks,
  };
}

function configuration({ catalogue, stories }: Publication): Look {
  const { subjects, series, sources } = catalogue;
  return {
    what: "configuration",
    said: `${subjects.size} subjects, ${series.size} series, ${sources.size} publishers, ${stories.length} stories`,
    findings:
      series.size > 0 ? [] : [`bellwether.yaml: no series is declared. ${NOTHING_DECLARED}`],
  };
}

function templates(call: Call): Look {
  const { newsroom, problems } = tryNewsroom(call.world, call.home, call.kit, call);
  const all = narrativeIds(call.world, call.home).length;
  const used = newsroom?.narratives.length ?? 0;
  const others = all - used;
  const leftOut =
    others > 0 ? `; ${others} more speak of what is not declared, or not in its language` : "";
  return {
    what: "templates",
    said: newsroom ? `${used} narratives${leftOut}` : "do not load",
    findings: problems.map(formatProblem),
  };
}

function files({ world, home }: Call): Look {
  const overrides = overridesOf(world, home);
  const leftOut = overrides.filter(({ standing }) => standing === "left-out").length;
  return {
    what: "own files",
    said: `${overrides.length - leftOut} in place of the package's, ${leftOut} that leave one out`,
    findings: overrideLines(overrides),
  };
}

function version({ world, home }: Call): Look {
  const running = programVersion(world);
  const pinned = pinnedVersion(world, home);
  const differs = pinned !== undefined && !pinned.startsWith("file:") && pinned !== running;
  return {
    what: "version",
    said: `bellwether ${running}`,
    findings: differs
      ? [
          `package.json asks for ${pinned}: npm install brings that, bellwether upgrade asks for ${running}.`,
        ]
      : [],
  };
}

async function data(call: Call, { catalogue, home }: Publication): Promise<Look> {
  const wanted = [...catalogue.series.values()].filter(
    ({ secondOf, derive }) => secondOf === undefined && derive === undefined,
  );
  const read = withStoreToRead(call.world, home, async (store) => {
    const extents = await store.extents(wanted.map(({ id }) => id));
    return [...extents.values()].flatMap(({ last }) => last ?? []);
  });
  const withData = await read.catch((error: unknown) => {
    if (error instanceof Failure) return error;
    throw error;
  });
  if (withData instanceof Failure) {
    const findings = withData.problems.map(formatProblem);
    return { what: "data", said: "cannot be read", findings };
  }
  const newest = withData.toSorted().at(-1);
  return {
    what: "data",
    said: newest
      ? `${withData.length} of ${wanted.length} series have values, to ${newest}`
      : "none yet",
    findings:
      newest || wanted.length === 0
        ? []
        : ["Run bellwether gather, or bellwether import FILE --series ID."],
  };
}

function keys({ world, home, kit }: Call, { catalogue }: Publication): Look {
  const plans = planBatches(kit, catalogue.series.values());
  const asked = keysOf(plans);
  const secrets = loadSecrets(world, home, asked);
  const missing = asked.filter(({ name }) => secrets.get(name) === undefined);
  return {
    what: "keys",
    said: `${plans.size} live sources, ${asked.length - missing.length} of ${asked.length} keys set`,
    findings: missing
      .filter(({ required }) => required)
      .map(({ name }) => `${name} is not set: put it into the environment or var/secrets.env.`),
  };
}

function calendars({ world }: Call, { catalogue }: Publication): Look {
  const until = addDays(dayOf(world.now()), AHEAD);
  const used = new Set([...catalogue.series.values()].map(({ calendar }) => calendar));
  const byRule = [...used].filter(({ known }) => known && known.to < until);
  return {
    what: "calendars",
    said: [...used].map(({ name }) => name).join(", ") || "none",
    findings: byRule.map(
      ({ name, known }) =>
        `${name} is known to ${known?.to}; later days go by its rules alone, so that a closure that is announced has to be declared under \`calendars:\`.`,
    ),
  };
}
