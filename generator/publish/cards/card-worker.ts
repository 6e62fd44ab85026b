import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import { renderCard } from "./render-card.ts";

/** What a thread answers to the SVG of a card, in the order of the questions. */
export type Answer = Uint8Array | { readonly mistake: string };

/**
 * A card leaves two bitmaps of 3 MB behind, outside of what the collector counts; after so many it is called. What was collected is
 * let go in a turn of the event loop of its own: messages that wait for their answer leave it none, so the next is not begun before.
 */
const CARDS_A_COLLECTION = 4;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

let drawn = 0;
let before = Promise.resolve();
parentPort?.on("message", (svg: string) => {
  before = before.then(() => drawNext(svg));
});

async function drawNext(svg: string): Promise<void> {
  parentPort?.postMessage(answerTo(svg));
  if ((drawn += 1) % CARDS_A_COLLECTION !== 0) return;
  collect();
  await setImmediate();
}

function answerTo(svg: string): Answer {
  try {
    return renderCard(svg, workerData as readonly string[]);
  } catch (error) {
    return { mistake: (error as Error).message };
  }
}
