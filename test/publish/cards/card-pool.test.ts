import type { Worker } from "node:worker_threads";
import { afterEach, expect, test } from "vitest";
import { Failure } from "../../../generator/base/problem.ts";
import {
  CARDS_AT_ONCE,
  cardPool,
  type CardPool,
} from "../../../generator/publish/cards/card-pool.ts";
import { cardSvg } from "../../../generator/publish/cards/card-svg.ts";
import { loadFonts } from "../../../generator/publish/cards/font.ts";
import { renderCard } from "../../../generator/publish/cards/render-card.ts";
import { realWorld } from "../../../generator/world/disk.ts";

const fonts = loadFonts(realWorld(), import.meta.dirname);
const svgs = Array.from({ length: 30 }, (_, at) =>
  cardSvg(
    { publication: "Bench", title: `Card ${at}`, date: "May 8, 2025", figure: undefined },
    fonts,
  ),
);

let pool: CardPool;

afterEach(() => pool.close());

const drawAll = (those: readonly string[]): Promise<PromiseSettledResult<Uint8Array>[]> =>
  Promise.allSettled(those.map((svg, at) => pool.draw(svg, `card ${at}`)));

test("many cards shared out among the cores are the very cards drawn one by one, in their order", async () => {
  pool = cardPool();
  const drawn = await Promise.all(svgs.map((svg, at) => pool.draw(svg, `card ${at}`)));
  expect(drawn.map((each) => Buffer.from(each))).toEqual(
    svgs.map((svg) => Buffer.from(renderCard(svg))),
  );
});

test("what cards leave behind is let go of while more are asked for", async () => {
  pool = cardPool();
  await drawAll(svgs);
  const before = process.memoryUsage().rss;
  let asked = 0;
  const lane = async (): Promise<void> => {
    while (asked < 200) await pool.draw(svgs[asked++ % svgs.length]!, "a card");
  };
  await Promise.all(Array.from({ length: CARDS_AT_ONCE }, lane));
  // Kept, 200 bitmaps would be 600 MB.
  expect(process.memoryUsage().rss - before).toBeLessThan(300e6);
});

test("a card that cannot be drawn is named, and the others are drawn", async () => {
  pool = cardPool();
  const answers = await drawAll([...svgs.slice(0, 3), "<svg", ...svgs.slice(3, 6)]);
  expect(answers.map(({ status }) => status).filter((each) => each === "fulfilled")).toHaveLength(
    6,
  );
  expect(answers[3]).toMatchObject({ reason: { message: expect.stringMatching(/^card 3: ./) } });
});

test("a thread that ends is named, with each card that it owed and each that comes later", async () => {
  pool = cardPool();
  process.once("worker", (worker: Worker) => worker.once("message", () => void worker.terminate()));
  const failed = (await drawAll(svgs)).flatMap((each) =>
    each.status === "rejected" ? [each.reason] : [],
  );
  expect(failed.length).toBeGreaterThan(0);
  expect(failed.every((each) => each instanceof Failure && each.exit === 3)).toBe(true);
  expect(failed[0].message).toMatch(
    /card worker 1 ended before it had drawn card \d+: exit code 1/,
  );
  await expect(pool.draw(svgs[0]!, "a later card")).rejects.toThrow(/drawn a later card: exit/);
});
