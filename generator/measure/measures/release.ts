import { fixed, found, type Measure } from "../definition.ts";
import { single } from "../reading.ts";

const HOUR_MS = 3_600_000;

/** Hours from the instant at which the newest value became public to the cut-off: under 24 where the edition before had not known it. */
export const release: Measure = {
  method: "release",
  parameters: {},
  classes: ["level", "amount"],
  reads: "values",
  outputs: [fixed("sinceRelease", "hours", 0)],
  compute: ({ history, last }, { instant }) =>
    found({ sinceRelease: (instant - history.publics[last]!) / HOUR_MS }, single(history, last)),
};
