import { availableParallelism } from "node:os";
import { extname, join } from "node:path";
import { Worker } from "node:worker_threads";
import { outage, type Failure } from "../../base/problem.ts";
import type { Answer } from "./card-worker.ts";

/**
 * Draws the SVG of a card as PNG.
 * @param name what the card is called where it fails.
 * @throws Failure (3) when the thread that draws it ends before it has answered.
 */
export type DrawCard = (svg: string, name: string) => Promise<Uint8Array>;

/** Draws cards in threads of its own. */
export interface CardPool {
  readonly draw: DrawCard;
  /** Ends the threads; what they have not drawn is never answered. */
  close(): Promise<void>;
}

/** One core is left to the main thread, which makes pages meanwhile. */
const THREADS = Math.max(1, availableParallelism() - 1);

/** So many cards asked for at once leave no thread idle while the main one is busy for the length of a page. */
export const CARDS_AT_ONCE = 4 * THREADS;

interface Asked {
  readonly name: string;
  readonly drawn: (png: Uint8Array) => void;
  readonly failed: (error: Error) => void;
}

/** A pool whose threads are started by the first card. @param files of faces besides the bundled ones. */
export function cardPool(files: readonly string[] = []): CardPool {
  let threads: CardThread[] | undefined;
  return {
    draw(svg, name) {
      threads ??= Array.from(
        { length: THREADS },
        (_, at) => new CardThread(`card worker ${at + 1}`, files),
      );
      return threads.reduce((a, b) => (b.waiting < a.waiting ? b : a)).draw(svg, name);
    },
    async close() {
      await Promise.all((threads ?? []).map((thread) => thread.close()));
    },
  };
}

class CardThread {
  readonly #name: string;
  readonly #worker: Worker;
  /** In the order in which it answers. */
  readonly #asked: Asked[] = [];
  /** Why it ended, once it has. */
  #end: string | undefined;

  constructor(name: string, files: readonly string[]) {
    const file = join(import.meta.dirname, `card-worker${extname(import.meta.filename)}`);
    this.#name = name;
    this.#worker = new Worker(file, { name, workerData: files });
    this.#worker.on("message", (answer: Answer | undefined) => this.#take(answer));
    this.#worker.on("error", (error) => (this.#end = (error as Error).message));
    this.#worker.on("exit", (code) => {
      this.#end ??= `exit code ${code}`;
      for (const { name: card, failed } of this.#asked.splice(0)) failed(this.#failure(card));
    });
  }

  get waiting(): number {
    return this.#asked.length;
  }

  draw(svg: string, name: string): Promise<Uint8Array> {
    if (this.#end !== undefined) return Promise.reject(this.#failure(name));
    return new Promise((drawn, failed) => {
      this.#asked.push({ name, drawn, failed });
      this.#worker.postMessage(svg);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  /** An answer that was under way when the thread was ended comes as undefined; `exit` tells of it. */
  #take(answer: Answer | undefined): void {
    if (answer === undefined) return;
    const card = this.#asked.shift();
    if (answer instanceof Uint8Array) card?.drawn(answer);
    else card?.failed(new Error(`${card.name}: ${answer.mistake}`));
  }

  #failure(card: string): Failure {
    return outage({
      code: "card-worker",
      message: `The ${this.#name} ended before it had drawn ${card}: ${this.#end}.`,
      advice: "The site stays as it was; publish again. The machine may be short of memory.",
    });
  }
}
