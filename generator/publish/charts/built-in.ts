import type { ChartEntry } from "./contract.ts";
import { correlation } from "./correlation.ts";
import { flow } from "./flow.ts";
import { gaugeEntry, level } from "./level.ts";
import { price } from "./price.ts";
import { rsi } from "./rsi.ts";
import { shortInterest } from "./short-interest.ts";

/** The charts that come with the program, in the order in which the page of a subject shows them. */
export const BUILT_IN_CHARTS: readonly ChartEntry[] = [
  price,
  rsi,
  level,
  gaugeEntry,
  flow,
  correlation,
  shortInterest,
];
