import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument, type YAMLMap, type YAMLSeq } from "yaml";
import { realWorld } from "../../../generator/world/disk.ts";
import type { Day } from "../../../generator/base/day.ts";
import type { FactsFile } from "../../../generator/articles/facts.ts";
import { routed } from "../../gather/sources/routes.ts";
import { PROJECT } from "../../gather/support.ts";
import { provider } from "../../gather/web/provider.ts";
import { run, smallHome, ungathered, type CliHome } from "../../support/cli.ts";
import type { Ended } from "../../support/ended.ts";
import { providersOf } from "../providers.ts";
import type { Stock } from "../stock.ts";
import { answeredRows, faultAt, type Fault } from "./faults.ts";
import { FEEDS, type Feed, type Poll } from "./feeds.ts";

/** A publication whose every series comes over sockets, from providers that err by plan. */
export interface Newsroom {
  readonly home: CliHome;
  /** Runs a command with the clock at a poll. */
  at(poll: Poll, ...args: string[]): Promise<Ended>;
}

/** The real publication with its live sources, without the series that the sample has no history of; few stories and narratives. */
export async function openNewsroom(faults: readonly Fault[]): Promise<Newsroom> {
  const home = ungathered(smallHome());
  for (const name of readdirSync(home.path("content/data")))
    if (name !== "events") rmSync(home.path("content/data", name), { recursive: true });
  const declared = parseDocument(readFileSync(home.path("bellwether.yaml"), "utf8"));
  for (const each of (declared.get("series") as YAMLSeq<YAMLMap>).items) each.delete("from");
  writeFileSync(home.path("bellwether.yaml"), String(declared));
  const live = readFileSync(join(PROJECT, "live.yaml"), "utf8");
  writeFileSync(home.path("live.yaml"), live.replace(/^# Quantities that[^]*/m, ""));

  let asked: Poll = { day: "", time: "00:45" };
  const { base } = await provider((request, response) => {
    const [path = ""] = (request.url ?? "").split("?");
    const feed = FEEDS.find((each) => path === `/https/${each.host}${each.path}`);
    const { kind } = (feed && faultAt(faults, feed, asked)) ?? {};
    if (kind?.instead === "status 503") response.writeHead(503).end();
    else if (kind?.instead === "half an answer") {
      response.writeHead(200, { "content-type": "application/json", "content-length": 9000 });
      response.write('{"data":[', () => response.destroy());
    } else routed(providersOf(stockAt(faults, asked), asked.day))(request, response);
  });
  const real = realWorld();
  const world = { ...real, net: { ...real.net, wait: async () => undefined } };
  return {
    home,
    at(poll, ...args) {
      asked = poll;
      const clock = ["--now", `${poll.day}T${poll.time}Z`];
      return run(home, [...args, ...clock], { BELLWETHER_HTTP_VIA: base }, world);
    },
  };
}

function stockAt(faults: readonly Fault[], poll: Poll): Stock {
  const answers = new Map<Feed, ReturnType<Stock>>();
  return (file, host) => {
    const feed = FEEDS.find((each) => each.file === file && each.host === host);
    if (feed === undefined) return [];
    const known = answers.get(feed) ?? answeredRows(feed, poll, faultAt(faults, feed, poll));
    answers.set(feed, known);
    return known;
  };
}

/** The facts of every article of an edition, by slug; none where no story found enough to say. */
export function factsOf(home: CliHome, day: Day): ReadonlyMap<string, FactsFile> {
  const folder = home.path("content/editions", day);
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder).filter((name) => name.endsWith(".facts.json"));
  return new Map(
    files.map((name) => [
      name.replace(".facts.json", ""),
      JSON.parse(readFileSync(join(folder, name), "utf8")) as FactsFile,
    ]),
  );
}
