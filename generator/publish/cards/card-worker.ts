import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import { renderCard } from "./render-card.ts";

/** What a thread answers to the SVG of a card, in the order of the questions. */
export type Answer = Uint8Array | { readonly mistake: string };

/**
 * A card leaves a bitmap of 3 MB behind, outside of what the collector counts; after so many it is called. What was collected is
 * let go between two messages.
 */
const CARDS_A_COLLECTION = 16;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

let drawn = 0;
parentPort?.on("message", (svg: string) => {
  parentPort?.postMessage(answerTo(svg));
  if ((drawn += 1) % CARDS_A_COLLECTION === 0) collect();
});

function answerTo(svg: string): Answer {
  try {
    return renderCard(svg, workerData as readonly string[]);
  } catch (error) {
    return { mistake: (error as Error).message };
  }
}
