import { relative } from "node:path";
import { backtest } from "../authoring/backtest/backtest.ts";
import { backtestLines } from "../authoring/backtest/lines.ts";
import { backtestPage } from "../authoring/backtest/page.ts";
import type { Day } from "../base/day.ts";
import { gather } from "../gather/gather.ts";
import { openNewsroom } from "../newsroom/newsroom.ts";
import { withStore } from "../newsroom/with-store.ts";
import { waiting, type Answer, type Call } from "./call.ts";

export interface BacktestRequest {
  readonly date?: Day;
  /** Absolute path of the page to write. */
  readonly html?: string;
}

/** Tests every rule over the past; prints the records of those whose id matches. */
export async function narrativesBacktest(
  call: Call,
  glob: string | undefined,
  { date, html }: BacktestRequest,
): Promise<Answer> {
  const newsroom = openNewsroom(call.world, call.home, call.kit, call);
  const { catalogue } = newsroom.publication;
  const { language, languageCode } = newsroom.desk;
  const found = await withStore(call.world, call.home, waiting, async (store) => {
    await gather(call.world, newsroom.publication, store);
    return backtest(newsroom, store, { glob, day: date });
  });
  const lines = backtestLines(found, catalogue, language);
  if (html === undefined) return { status: 0, lines, value: found };
  call.world.files.write(html, backtestPage(found, catalogue, language, languageCode));
  return {
    status: 0,
    lines: [...lines, `Plots: ${relative(call.world.currentFolder(), html)}`],
    value: { ...found, html },
  };
}
