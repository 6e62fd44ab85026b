import { once } from "node:events";
import { availableParallelism } from "node:os";
import { parentPort, Worker, workerData } from "node:worker_threads";
import { compose } from "../../generator/compose/compose.ts";
import type { Columns } from "../../generator/store/columns.ts";
import type { Series, Subject } from "../../generator/publication/catalogue.ts";
import type { Edition } from "../../generator/narrate/edition.ts";
import { narrate } from "../../generator/narrate/narrate.ts";
import { catalogue } from "../support/bundle.ts";
import { bundledColumns } from "../support/columns.ts";
import { desk, editionOf, narratives, stories } from "../support/edition.ts";

/** A day on which both patterns moved far enough for a note. */
const DAY = "2025-04-10";

const PATTERNS = ["btc", "eth"];

/** What is known of them: what an aggregator knows of thousands. */
const QUANTITIES = ["open", "high", "low", "close", "volume"];

/** How many articles were composed, in how many milliseconds. */
export interface Composed {
  readonly articles: number;
  readonly milliseconds: number;
}

/**
 * A note on each of so many made-up assets, from measured signals to Markdown with facts, a share of them on each core. Every
 * worker measures and narrates first; the time is that of the slowest from then on.
 */
export async function composeForSubjects(count: number): Promise<Composed> {
  const cores = availableParallelism();
  const workers = Array.from(
    { length: cores },
    (_, core) => new Worker(import.meta.filename, { workerData: { count, core, cores } }),
  );
  const answers = await Promise.all(workers.map((worker) => once(worker, "message")));
  const composed = answers.map(([answer]) => answer as Composed);
  return {
    articles: composed.reduce((sum, each) => sum + each.articles, 0),
    milliseconds: Math.max(...composed.map((each) => each.milliseconds)),
  };
}

/** The bundled market with every `cores`th of `count` made-up assets beside it, priced like the patterns by turns. */
function editionOfShare({ count, core, cores }: Record<string, number>): Edition {
  const subjects = new Map(catalogue.subjects);
  const series = new Map(catalogue.series);
  const columns = new Map<string, Columns>();
  for (let at = core!; at < count!; at += cores!) {
    const like = PATTERNS[at % PATTERNS.length]!;
    const name = [...`${at}`].map((digit) => "ABCDEFGHIJ"[Number(digit)]).join("");
    const id = `x${name.toLowerCase()}`;
    const named = { id, name: `Asset ${name}`, symbol: name, aliases: [] };
    subjects.set(id, { ...catalogue.subjects.get(like), ...named } as Subject);
    for (const quantity of QUANTITIES) {
      const [of, own] = [`${like}.${quantity}`, `${id}.${quantity}`];
      const title = `${named.name} ${quantity}`;
      series.set(own, { ...catalogue.series.get(of), id: own, title, aliases: [] } as Series);
      columns.set(own, bundledColumns(of));
    }
  }
  return editionOf(DAY, { catalogue: { ...catalogue, subjects, series }, columns });
}

function composeShare(): Composed {
  const edition = editionOfShare(workerData as Record<string, number>);
  const findings = narrate(narratives, edition);
  const story = stories.find(({ id }) => id === "asset-note")!;
  const begun = performance.now();
  const articles = compose([story], findings, edition, desk).drafts.length;
  return { articles, milliseconds: performance.now() - begun };
}

parentPort?.postMessage(composeShare());
