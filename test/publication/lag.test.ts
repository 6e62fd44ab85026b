import { expect, test } from "vitest";
import { newestDue, publicByLag } from "../../generator/publication/lag.ts";
import { loadPublication } from "../../generator/publication/publication.ts";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { catalogue, ROOT, world } from "../support/bundle.ts";

const { catalogue: live } = loadPublication(world, ROOT, BUILT_IN, { live: true });

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
  // FINRA gives a settlement out after the close of the eighth business day; Good Friday is none of these.
  ["russell2000.shortInterest", "2025-04-15", "2025-04-30T04:00:00Z"],
  // On Veterans Day banks alone are closed: the eighth business day is the ninth session.
  ["russell2000.daysToCover", "2025-10-31", "2025-11-14T05:00:00Z"],
  // A fund's page has the business day before by the opening: Friday's by Monday's.
  ["ibit.sharesOutstanding", "2025-05-02", "2025-05-05T20:00:00Z"],
  ["ibit.netCreations", "2025-05-02", "2025-05-05T20:00:00Z"],
  // A value of the moment that closes a day is told until two hours after it.
  ["crypto-market.marketCap", "2025-05-07", "2025-05-08T02:00:00Z"],
])("%s of %s is public at %s", (id, day, instant) => {
  const series = live.series.get(id)!;
  expect(publicByLag(series, day)).toBe(at(instant));
  expect(newestDue(series, at(instant)) >= day).toBe(true);
  expect(newestDue(series, at(instant) - 1) < day).toBe(true);
});

test("no edition is told a superseded zone of fear and greed at noon", () => {
  const series = catalogue.series.get("fear-greed.level")!;
  expect(newestDue(series, at("2025-05-08T12:00:00Z"))).toBe("2025-05-08");
  expect(newestDue(series, at("2025-05-08T00:14:59Z"))).toBe("2025-05-07");
});
