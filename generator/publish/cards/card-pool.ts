import { availableParallelism } from "node:os";
import { extname, join } from "node:path";
import {
  MessageChannel,
  receiveMessageOnPort,
  Worker,
  type MessagePort,
} from "node:worker_threads";
import { renderCard, type FontFiles } from "./render-card.ts";
import type { Fonts } from "./card-svg.ts";

/** What one worker draws. */
export interface Drawing {
  readonly svgs: readonly string[];
  readonly fonts: FontFiles;
  readonly port: MessagePort;
  /** Counts the workers that have drawn all of theirs. */
  readonly done: Int32Array;
}

/** Fewer cards than these are drawn before a worker has started. */
const WORTH_WORKERS = 24;
const PATIENCE_MS = 600_000;

/** Draws cards as PNG, in the order given; many are shared out among the cores. */
export function renderCards(svgs: readonly string[], fonts: Fonts): Uint8Array[] {
  const cores = availableParallelism();
  if (svgs.length < WORTH_WORKERS || cores < 2) return svgs.map((svg) => renderCard(svg, fonts));
  const done = new Int32Array(new SharedArrayBuffer(4));
  const files = { regular: { path: fonts.regular.path }, bold: { path: fonts.bold.path } };
  const ports = Array.from({ length: cores }, (_, core) => {
    const { port1, port2 } = new MessageChannel();
    const share = svgs.filter((_svg, at) => at % cores === core);
    const workerData: Drawing = { svgs: share, fonts: files, port: port2, done };
    const file = `card-worker${extname(import.meta.filename)}`;
    const worker = new Worker(join(import.meta.dirname, file), {
      workerData,
      transferList: [port2],
    });
    // Its cards are drawn below, where the failure is seen.
    worker.once("error", () => {});
    worker.unref();
    return port1;
  });
  for (let count = 0; count < cores; count = Atomics.load(done, 0))
    if (Atomics.wait(done, 0, count, PATIENCE_MS) === "timed-out")
      throw new Error("The workers that draw cards do not answer.");
  const drawn = svgs.map((svg, at): Uint8Array => {
    const answer = receiveMessageOnPort(ports[at % cores]!);
    return answer ? (answer.message as Uint8Array) : renderCard(svg, fonts);
  });
  for (const port of ports) port.close();
  return drawn;
}
