import { sessionsEntry } from "./entry.ts";

/** The New York Stock Exchange. Rule 7.2 and its yearly schedule of holidays, which is published three years ahead. */
export const XNYS = sessionsEntry({
  title: "the New York Stock Exchange",
  period: "session",
  perYear: 252,
  zone: "America/New_York",
  hours: [{ open: "09:30", close: "16:00" }],
  holidays: [
    { name: "New Year's Day", on: "01-01", observed: "sunday" },
    { name: "Martin Luther King Day", on: "third monday of january" },
    { name: "Washington's Birthday", on: "third monday of february" },
    { name: "Good Friday", on: "easter - 2" },
    { name: "Memorial Day", on: "last monday of may" },
    { name: "Juneteenth", on: "06-19", observed: "nearest", from: 2022 },
    { name: "Independence Day", on: "07-04", observed: "nearest" },
    { name: "Labor Day", on: "first monday of september" },
    { name: "Thanksgiving", on: "fourth thursday of november" },
    { name: "Christmas Day", on: "12-25", observed: "nearest" },
    { name: "Day before Independence Day", on: "07-03", close: "13:00" },
    { name: "Day after Thanksgiving", on: "fourth thursday of november + 1", close: "13:00" },
    { name: "Christmas Eve", on: "12-24", close: "13:00" },
  ],
  // A storm; days of mourning for Presidents Bush and Carter.
  closed: ["2012-10-29", "2012-10-30", "2018-12-05", "2025-01-09"],
  known: { from: "2010-01-01", to: "2028-12-31" },
});
