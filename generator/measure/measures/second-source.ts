import { secondIdOf, quantityOf } from "../../publication/catalogue.ts";
import { secondOpinion, type SecondOpinion } from "../../store/second-opinion.ts";
import { type Context, type Found, fixed, found, own, type Measure } from "../definition.ts";
import { lacking, single, type Lacking, type Reading } from "../reading.ts";

const COMMON = {
  method: "second-source",
  parameters: {},
  classes: ["price", "volume", "flow", "level", "amount"],
  reads: "values",
} as const;

/**
 * A series held against its second source: how far the two lie apart over the newest period in dispute (else the newest
 * that both have), in percent of the second's value, and how far they may.
 */
const apart: Measure = {
  ...COMMON,
  outputs: [fixed("sourcesApart", "percent", 2), fixed("sourcesTolerance", "percent", 2)],
  compute: (reading, context) =>
    compared(reading, context, (opinion, second) =>
      found(
        { sourcesApart: opinion.apart, sourcesTolerance: reading.series.second!.tolerance },
        single(reading.history, opinion.at),
        single(second.history, opinion.secondAt),
      ),
    ),
};

/** What the first source says of that period. */
const firstSource: Measure = {
  ...COMMON,
  outputs: [own("firstSource")],
  compute: (reading, context) =>
    compared(reading, context, ({ at }) =>
      found({ firstSource: reading.history.values[at]! }, single(reading.history, at)),
    ),
};

/** What the second source says of it. */
const secondSource: Measure = {
  ...COMMON,
  outputs: [own("secondSource")],
  compute: (reading, context) =>
    compared(reading, context, ({ secondAt }, { history }) =>
      found({ secondSource: history.values[secondAt]! }, single(history, secondAt)),
    ),
};

export const SECOND_SOURCE: readonly Measure[] = [apart, firstSource, secondSource];

function compared(
  { series, history }: Reading,
  { sibling, settlements }: Context,
  then: (opinion: SecondOpinion, second: Reading) => Found,
): Found | Lacking {
  const second = sibling(secondIdOf(quantityOf(series)));
  if (series.second === undefined || second === undefined) return lacking("no-series");
  if (!second.ok) return second;
  const opinion = secondOpinion(series, history, second.history, settlements());
  return opinion === undefined ? lacking("no-data") : then(opinion, second);
}
