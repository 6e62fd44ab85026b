import type { Measure, PairMeasure } from "./definition.ts";
import { afterBreak } from "./measures/after-break.ts";
import { age } from "./measures/age.ts";
import { averageSide, averagesSide } from "./measures/average-side.ts";
import { beta } from "./measures/beta.ts";
import { changeOverYears, priceChangeOverYears } from "./measures/change-years.ts";
import { changeExtreme } from "./measures/change-extreme.ts";
import { changeOver, priceChangeOver } from "./measures/change.ts";
import { closeRun } from "./measures/close-run.ts";
import { commonMove } from "./measures/common-move.ts";
import { correlation, correlationChange } from "./measures/correlation.ts";
import { dayHours } from "./measures/day-hours.ts";
import { sinceClose } from "./measures/since-close.ts";
import { dayFall } from "./measures/day-fall.ts";
import { dayRange } from "./measures/day-range.ts";
import { declineMark } from "./measures/decline-mark.ts";
import { drawdown, yearHigh, yearHighRise } from "./measures/drawdown.ts";
import { correctionPhase, marketPhase } from "./measures/market-phase.ts";
import { earlierExtreme } from "./measures/earlier-extreme.ts";
import { extreme, previousLow } from "./measures/extreme.ts";
import { lag } from "./measures/lag.ts";
import { flowSize, flowSizeEither } from "./measures/flow-size.ts";
import { laterSplit } from "./measures/later-split.ts";
import { last } from "./measures/last.ts";
import { leadLag } from "./measures/lead-lag.ts";
import { levelSince } from "./measures/level-since.ts";
import { levelBefore } from "./measures/level-before.ts";
import { level } from "./measures/level.ts";
import { likeMoves } from "./measures/like-moves.ts";
import { meanOver } from "./measures/mean.ts";
import { medianRatio } from "./measures/median-ratio.ts";
import { missing } from "./measures/missing.ts";
import { monthSum } from "./measures/month-sum.ts";
import { movePercentile } from "./measures/move-percentile.ts";
import { moveSize } from "./measures/move.ts";
import { offHours } from "./measures/off-hours.ts";
import { percentile } from "./measures/percentile.ts";
import { monthExtreme } from "./measures/month-extreme.ts";
import { monthLeft } from "./measures/month-left.ts";
import { monthRun } from "./measures/month-run.ts";
import { periodChange } from "./measures/period-change.ts";
import { previousChange } from "./measures/previous-change.ts";
import { previous } from "./measures/previous.ts";
import { recordRun } from "./measures/record-run.ts";
import { recovery } from "./measures/recovery.ts";
import { release } from "./measures/release.ts";
import { revision } from "./measures/revision.ts";
import { roundNumber } from "./measures/round-number.ts";
import { roundTraded } from "./measures/round-traded.ts";
import { runExtreme } from "./measures/run-extreme.ts";
import { rsiZone } from "./measures/rsi-zone.ts";
import { rsi } from "./measures/rsi.ts";
import { SECOND_SOURCE } from "./measures/second-source.ts";
import { sameMonthExtreme } from "./measures/same-month.ts";
import { sessions } from "./measures/sessions.ts";
import { movingAverage } from "./measures/sma.ts";
import { spreadOver } from "./measures/spread.ts";
import { runBefore, runParts, streak, streakExtreme, turnShare } from "./measures/streak.ts";
import { sumOver } from "./measures/sum.ts";
import { volatilityPercentile } from "./measures/volatility-percentile.ts";
import { volatility } from "./measures/volatility.ts";
import { weekExtreme, weekSumExtreme } from "./measures/week-extreme.ts";
import { weekMoves } from "./measures/week-moves.ts";
import { weekPeak } from "./measures/week-peak.ts";
import { weekSum } from "./measures/week-sum.ts";
import { weekdayRatio } from "./measures/weekday-ratio.ts";
import { weekChange, weekRange } from "./measures/week.ts";
import { yearSide } from "./measures/year-side.ts";
import { zscore } from "./measures/zscore.ts";

/** The measures of one series that come with the program. */
export const BUILT_IN_MEASURES: readonly Measure[] = [
  last,
  laterSplit,
  previous,
  previousChange,
  age,
  changeOver(1),
  changeOver(2),
  changeOver(5),
  changeOver(7),
  changeOver(20),
  changeOver(30),
  priceChangeOver(20),
  changeOverYears(1),
  priceChangeOverYears(1),
  ...[1, 2, 5, 7, 30].flatMap((sessions) => [
    changeExtreme(sessions, "high"),
    changeExtreme(sessions, "low"),
  ]),
  closeRun,
  runExtreme,
  periodChange("month"),
  monthRun,
  monthExtreme("high"),
  monthExtreme("low"),
  sameMonthExtreme("high"),
  sameMonthExtreme("low"),
  monthLeft,
  monthSum,
  periodChange("quarter"),
  periodChange("year"),
  yearSide,
  offHours,
  afterBreak,
  weekChange,
  weekRange,
  weekMoves,
  weekExtreme("high"),
  weekExtreme("low"),
  weekPeak("high"),
  weekPeak("low"),
  weekSum,
  weekSumExtreme("high"),
  weekSumExtreme("low"),
  dayRange(30),
  dayFall,
  dayHours,
  sinceClose,
  moveSize(60),
  movePercentile(1),
  likeMoves(1),
  ...rsi(14),
  rsiZone(14),
  earlierExtreme("high", 60),
  earlierExtreme("low", 60),
  movingAverage(50),
  movingAverage(200),
  averageSide(50),
  averageSide(200),
  averagesSide(50, 200),
  volatility(30),
  volatilityPercentile(30, 1),
  drawdown,
  yearHigh,
  yearHighRise,
  marketPhase,
  correctionPhase,
  declineMark,
  recovery,
  recordRun,
  percentile(1),
  percentile(3),
  zscore(90),
  flowSize(90),
  flowSizeEither(90),
  extreme("high"),
  extreme("low"),
  previousLow,
  medianRatio(30),
  weekdayRatio(56),
  streak,
  runBefore,
  turnShare,
  runParts,
  streakExtreme,
  sumOver(5),
  sumOver(20),
  meanOver(30),
  roundNumber,
  roundTraded,
  level("support"),
  level("resistance"),
  levelSince("support"),
  levelSince("resistance"),
  levelBefore("support"),
  levelBefore("resistance"),
  sessions,
  lag,
  missing,
  release,
  revision,
  ...SECOND_SOURCE,
];

/** The measures of two subjects' returns that come with the program. */
export const BUILT_IN_PAIR_MEASURES: readonly PairMeasure[] = [
  correlation(30),
  correlation(90),
  correlationChange(30, 30),
  beta(60),
  spreadOver(5),
  spreadOver(20),
  commonMove(60),
  leadLag(500, 5),
];
