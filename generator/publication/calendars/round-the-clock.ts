import { sessionsEntry } from "./entry.ts";

/** One period a weekday, from 17:00 in New York on the evening before, on Sunday first; Christmas and New Year's Day have none. */
export const FX = sessionsEntry({
  title: "the foreign exchange market",
  period: "session",
  perYear: 260,
  zone: "America/New_York",
  hours: [{ open: "17:00", close: "17:00" }],
  holidays: [
    { name: "New Year's Day", on: "01-01" },
    { name: "Christmas Day", on: "12-25" },
  ],
  known: { from: "1990-01-01", to: "2099-12-31" },
});

/**
 * Trade dates of the futures of NYMEX and COMEX: from 18:00 in New York on the evening before to 17:00. What is traded on an
 * American holiday belongs to the next trade date, which is when a price is settled again.
 */
export const XNYM = sessionsEntry({
  title: "NYMEX",
  period: "session",
  perYear: 252,
  zone: "America/New_York",
  hours: [{ open: "18:00", close: "17:00" }],
  holidays: [
    { name: "New Year's Day", on: "01-01", observed: "sunday" },
    { name: "Martin Luther King Day", on: "third monday of january" },
    { name: "Presidents' Day", on: "third monday of february" },
    { name: "Good Friday", on: "easter - 2" },
    { name: "Memorial Day", on: "last monday of may" },
    { name: "Juneteenth", on: "06-19", observed: "nearest", from: 2022 },
    { name: "Independence Day", on: "07-04", observed: "nearest" },
    { name: "Labor Day", on: "first monday of september" },
    { name: "Thanksgiving", on: "fourth thursday of november" },
    { name: "Christmas Day", on: "12-25", observed: "nearest" },
  ],
  known: { from: "2010-01-01", to: "2026-12-31" },
});
