import { workerData } from "node:worker_threads";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Drawing } from "./card-pool.ts";
import { renderCard } from "./render-card.ts";

/** A card leaves a bitmap of 3 MB behind, outside of what the collector counts; after so many it is called. */
const CARDS_AT_ONCE = 16;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const { svgs, fonts, port, done } = workerData as Drawing;
try {
  for (const [at, svg] of svgs.entries()) {
    port.postMessage(renderCard(svg, fonts));
    if (at % CARDS_AT_ONCE < CARDS_AT_ONCE - 1) continue;
    collect();
    // What was collected is let go between two turns of the event loop only.
    await setImmediate();
  }
} finally {
  Atomics.add(done, 0, 1);
  Atomics.notify(done, 0);
  port.close();
}
