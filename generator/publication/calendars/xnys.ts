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
    { name: "Hurricane Sandy", on: "10-29", from: 2012, until: 2012 },
    { name: "Hurricane Sandy", on: "10-30", from: 2012, until: 2012 },
    { name: "a national day of mourning", on: "12-05", from: 2018, until: 2018 },
    { name: "a national day of mourning", on: "01-09", from: 2025, until: 2025 },
    { name: "Day before Independence Day", on: "07-03", close: "13:00" },
    { name: "Day after Thanksgiving", on: "fourth thursday of november + 1", close: "13:00" },
    { name: "Christmas Eve", on: "12-24", close: "13:00" },
  ],
  known: { from: "2010-01-01", to: "2028-12-31" },
});
