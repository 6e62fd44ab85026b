import { expect, test } from "vitest";
import { newestDue, publicByLag } from "../../generator/publication/lag.ts";
import { catalogue } from "../support/bundle.ts";

const at = (instant: string): number => Date.parse(instant);

/** When the publisher of each has the value of a day, by its own documents. */
test.each([
  // alternative.me sets the index at midnight UTC, for the day that begins.
  ["fear-greed.level", "2025-05-08", "2025-05-08T00:15:00Z"],
  // A candle of the UTC day is final after midnight.
  ["btc.close", "2025-05-07", "2025-05-08T00:10:00Z"],
  // Cboe calculates the VIX until 16:15 in New York.
  ["vix.level", "2025-05-07", "2025-05-07T20:30:00Z"],
  // The Board publishes H.15 at 16:15 of the next business day.
  ["us10y.level", "2025-05-06", "2025-05-07T21:00:00Z"],
  // Fund flows are complete in the night.
  ["btc.etfFlow", "2025-05-07", "2025-05-08T05:00:00Z"],
])("%s of %s is public at %s", (id, day, instant) => {
  const series = catalogue.series.get(id)!;
  expect(publicByLag(series, day)).toBe(at(instant));
  expect(newestDue(series, at(instant)) >= day).toBe(true);
  expect(newestDue(series, at(instant) - 1) < day).toBe(true);
});

test("no edition is told a superseded zone of fear and greed at noon", () => {
  const series = catalogue.series.get("fear-greed.level")!;
  expect(newestDue(series, at("2025-05-08T12:00:00Z"))).toBe("2025-05-08");
  expect(newestDue(series, at("2025-05-08T00:14:59Z"))).toBe("2025-05-07");
});
