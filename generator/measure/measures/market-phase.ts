import { countBefore } from "../../base/search.ts";
import { carriedOn } from "../carried-on.ts";
import { date, fixed, found, inPeriods, own, type Measure } from "../definition.ts";
import { lacking, wholeHistory } from "../reading.ts";

/** What the outputs are called. */
interface Names {
  readonly isDown: string;
  readonly day: string;
  readonly age: string;
  readonly from: string;
  readonly fromDay: string;
  readonly move: string;
}

const MARKET: Names = {
  isDown: "inBearMarket",
  day: "phaseDay",
  age: "phaseAge",
  from: "phaseFrom",
  fromDay: "phaseFromDay",
  move: "phaseMove",
};

const CORRECTION: Names = {
  isDown: "inCorrection",
  day: "correctionDay",
  age: "correctionAge",
  from: "correctionFrom",
  fromDay: "correctionFromDay",
  move: "correctionMove",
};

/** Bull and bear markets, by the convention of 20 %. */
export const marketPhase = phases("market-phase", 20, MARKET);

/** Corrections, by the convention of 10 %. */
export const correctionPhase = phases("correction-phase", 10, CORRECTION);

/**
 * The phase that a price is in, counted in turns of a size: a fall begins with the first close so many percent below the highest
 * since the rise before it began, and a rise with the first so many percent above the lowest since that fall began. So a fall ends
 * by a rise from its low, and not by a close just short of the mark. One threshold both ways: A. Lunde and A. Timmermann, Duration
 * Dependence in Stock Prices, Journal of Business & Economic Statistics 22 (2004), 253–273.
 *
 * Gives 1 in a fall and 0 in a rise, the day on which it began and its age (0 on that day), the high or low that it is counted from
 * with its day, and the percent from there to the newest close. Undefined before the first such turn.
 */
function phases(method: string, percent: number, names: Names): Measure {
  const walkOf = turnsBy(percent / 100);
  return {
    method,
    parameters: { percent },
    classes: ["price"],
    reads: "values",
    outputs: [
      fixed(names.isDown, "count", 0),
      date(names.day),
      inPeriods(names.age),
      own(names.from),
      date(names.fromDay),
      fixed(names.move, "percent", 1),
    ],
    compute(reading) {
      const all = wholeHistory(reading);
      if (!all.ok) return all;
      const { history, last } = reading;
      const known = walkOf(history.values).turns;
      const turn = known[countBefore(known.length, (at) => known[at]!.at <= last) - 1];
      if (turn?.isDown === undefined) return lacking("undefined");
      const [from, newest] = [history.values[turn.from]!, history.values[last]!];
      return found(
        {
          [names.isDown]: turn.isDown ? 1 : 0,
          [names.day]: history.days[turn.at]!,
          [names.age]: last - turn.at,
          [names.from]: from,
          [names.fromDay]: history.days[turn.from]!,
          [names.move]: (newest / from - 1) * 100,
        },
        all,
      );
    },
  };
}

/** A turn, known with the value at `at`; `from` is the high or low before it. Neither way where a value that is not above zero ends the count. */
interface Turn {
  readonly at: number;
  readonly from: number;
  readonly isDown: boolean | undefined;
}

/** How far the walk of a series has come. */
interface Walk {
  /** Earliest first; each is told by the values up to it alone. */
  readonly turns: Turn[];
  /** Positions of the highest and lowest value since the last turn. */
  high: number;
  low: number;
  isDown: boolean | undefined;
}

/** The turns of a series for a share of a value. */
function turnsBy(share: number): (values: Float64Array) => Walk {
  return carriedOn<Walk>(
    () => ({ turns: [], high: 0, low: 0, isDown: undefined }),
    (walk, values, at) => {
      const value = values[at]!;
      if (value <= 0) {
        if (walk.isDown !== undefined) walk.turns.push({ at, from: at, isDown: undefined });
        walk.isDown = undefined;
        walk.high = walk.low = at + 1;
        return;
      }
      if (value >= values[walk.high]!) walk.high = at;
      if (value <= values[walk.low]!) walk.low = at;
      const falls = walk.isDown !== true && value <= values[walk.high]! * (1 - share);
      const rises = walk.isDown !== false && value >= values[walk.low]! * (1 + share);
      if (!falls && !rises) return;
      walk.isDown = falls;
      walk.turns.push({ at, from: falls ? walk.high : walk.low, isDown: falls });
      walk.high = walk.low = at;
    },
  );
}
