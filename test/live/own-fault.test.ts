import { spawn } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mistake, outage } from "../../generator/base/problem.ts";
import { gatherLive, type LiveSummary } from "../../generator/gather/live/gather-live.ts";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { loadPublication } from "../../generator/publication/publication.ts";
import type { NetRequest } from "../../generator/world/net.ts";
import { PROJECT, temporaryFolder, temporaryStore } from "../gather/support.ts";
import { routed } from "../gather/sources/routes.ts";
import { provider, worldVia } from "../gather/web/provider.ts";
import { providersUntil } from "./providers.ts";

const LIVE = `fetch:
  fear-greed.level: { live: { by: alternative-me }, jump: 5 }
  vix.level: { live: { by: cboe, index: VIX } }
  us10y.level: { live: { by: fred, series: DGS10 } }
`;

function homeOf(live: string): string {
  const home = temporaryFolder();
  for (const each of ["bellwether.yaml", "content/data"])
    cpSync(join(PROJECT, each), join(home, each), { recursive: true });
  writeFileSync(join(home, "live.yaml"), live);
  return home;
}

/** Gathers three series, while our own side of the line breaks for some requests. */
async function gatherBroken(
  breaks: (request: NetRequest) => void,
  env: Record<string, string> = {},
): Promise<LiveSummary> {
  const home = homeOf(LIVE);
  const { base } = await provider(routed(providersUntil("2025-05-08")));
  const world = worldVia(base, "2025-05-09T00:30:00Z", env);
  const broken = {
    ...world,
    net: {
      ...world.net,
      send: async (request: NetRequest) => {
        breaks(request);
        return world.net.send(request);
      },
    },
  };
  const publication = loadPublication(broken, home, BUILT_IN, { live: true });
  return gatherLive(broken, BUILT_IN, publication, await temporaryStore());
}

const ofCboe = ({ url }: NetRequest): boolean => url.href.includes("VIX");

const brokenCode = (request: NetRequest): void => {
  if (ofCboe(request)) throw new TypeError("rows is not iterable");
};

test("a fault of our own is told as ours, and what other sources gave is kept", async () => {
  const { series, faults } = await gatherBroken(brokenCode);
  expect(faults).toEqual([
    {
      code: "internal",
      message:
        "Something went wrong inside Bellwether while cboe was asked for vix.level: rows is not iterable.",
      advice: expect.stringContaining("a fault of the program"),
    },
  ]);
  const faultOf = new Map(series.map(({ id, fault }) => [id, fault]));
  expect(faultOf.get("vix.level")).toBe("a fault of the program, not of the source");
  for (const id of ["fear-greed.level", "us10y.level"]) {
    expect(faultOf.get(id)).toBeUndefined();
    expect(series.find((each) => each.id === id)?.added).toBeGreaterThan(200);
  }
});

test("with BELLWETHER_DEBUG=1 a fault of our own comes out as it was thrown", async () => {
  await expect(gatherBroken(brokenCode, { BELLWETHER_DEBUG: "1" })).rejects.toThrow(TypeError);
});

test.each([
  ["the disk", outage({ code: "disk", file: "var", message: "Cannot write." })],
  ["the configuration", mistake({ code: "schema", message: "No." })],
])("a failure of %s stops the run, and is no provider's", async (_what, failure) => {
  const run = gatherBroken((request) => {
    if (ofCboe(request)) throw failure;
  });
  await expect(run).rejects.toBe(failure);
});

/** Breaks the requests for the VIX within a process, as a fault of our own would. */
const BREAKING = `
  import http from "node:http";
  import { syncBuiltinESMExports } from "node:module";
  const { request } = http;
  http.request = (...asked) => {
    if (JSON.stringify(asked).includes("VIX")) throw new TypeError("rows is not iterable");
    return request(...asked);
  };
  syncBuiltinESMExports();
`;

test("a command that went on after a fault of our own tells its answer, and exits with 3", async () => {
  const { base } = await provider(routed(providersUntil("2025-05-08")));
  const preload = `data:text/javascript,${encodeURIComponent(BREAKING)}`;
  const child = spawn(
    process.execPath,
    ["--import", preload, join(PROJECT, "generator/cli.ts"), "gather", "--live"],
    { cwd: homeOf(LIVE), env: { ...process.env, BELLWETHER_HTTP_VIA: base } },
  );
  const [stdout, stderr, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((ended) => child.once("exit", ended)),
  ]);
  expect(stdout).toMatch(/^vix\.level .*a fault of the program/m);
  expect(stdout).toMatch(/^us10y\.level /m);
  expect(stderr).toMatch(
    /^Something went wrong inside Bellwether while cboe was asked .*\(internal\)\n/,
  );
  expect(status).toBe(3);
});
