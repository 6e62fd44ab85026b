import { listen, type Served } from "../publish/serve/listen.ts";
import type { World } from "../world/world.ts";
import { openWhenThere } from "./queue.ts";
import { countsOf, standingOfQueue } from "./standing.ts";
import type { WorkListener } from "./work.ts";

/** Bounds of how long jobs take, in seconds. */
const SECONDS = [0.5, 1, 2, 5, 10, 30, 60, 120, 300, 900, 3600];

/** Serves figures of a worker and of its queue in the form that Prometheus reads, at `/metrics`. */
export async function serveMetrics(
  world: World,
  home: string,
  {
    host,
    port,
    listener,
  }: {
    readonly host: string;
    readonly port: number;
    readonly listener: Pick<WorkListener, "trouble">;
  },
): Promise<Served & { readonly listener: Pick<WorkListener, "ended"> }> {
  const { Counter, Gauge, Histogram, Registry } = await import("prom-client");
  const registry = new Registry();
  const registers = [registry];
  const ended = new Counter({
    name: "bellwether_jobs_ended_total",
    help: "Jobs of this worker that ended, by kind and by how.",
    labelNames: ["kind", "how"],
    registers,
  });
  const seconds = new Histogram({
    name: "bellwether_job_seconds",
    help: "How long jobs of this worker took.",
    labelNames: ["kind"],
    buckets: SECONDS,
    registers,
  });
  const jobs = new Gauge({
    name: "bellwether_queue_jobs",
    help: "Jobs of the queue by how they stand; done ones of the last day.",
    labelNames: ["state"],
    registers,
  });
  const workers = new Gauge({
    name: "bellwether_queue_workers",
    help: "Workers that were heard of within the last half minute.",
    registers,
  });
  const queue = await openWhenThere(world, home, listener);
  const answer = async ({ url }: Request): Promise<Response> => {
    if (new URL(url).pathname !== "/metrics") return new Response("Not found\n", { status: 404 });
    const standing = await standingOfQueue(queue);
    for (const [state, count] of Object.entries(countsOf(standing))) jobs.set({ state }, count);
    workers.set(standing.workers);
    return new Response(await registry.metrics(), {
      headers: { "content-type": registry.contentType },
    });
  };
  const served = await listen(answer, host, port);
  return {
    ...served,
    listener: {
      ended({ kind, how, seconds: took }) {
        ended.inc({ kind, how });
        seconds.observe({ kind }, took);
      },
    },
    async close() {
      await served.close();
      await queue.close();
    },
  };
}
