import { sessionsEntry } from "./entry.ts";

/**
 * Business days of the US bond market, as SIFMA recommends them: bank holidays and Good Friday, on which it is open where the monthly
 * report on employment falls on it. Early closes, which are recommended year by year, are left out: an end is late rather than early.
 */
export const US_BONDS = sessionsEntry({
  title: "the US bond market",
  period: "session",
  perYear: 250,
  noun: { one: "business day", many: "business days" },
  zone: "America/New_York",
  hours: [{ open: "07:00", close: "17:00" }],
  holidays: [
    { name: "New Year's Day", on: "01-01", observed: "sunday" },
    { name: "Martin Luther King Day", on: "third monday of january" },
    { name: "Presidents' Day", on: "third monday of february" },
    { name: "Good Friday", on: "easter - 2" },
    { name: "Memorial Day", on: "last monday of may" },
    { name: "Juneteenth", on: "06-19", observed: "nearest", from: 2022 },
    { name: "Independence Day", on: "07-04", observed: "nearest" },
    { name: "Labor Day", on: "first monday of september" },
    { name: "Columbus Day", on: "second monday of october" },
    { name: "Veterans Day", on: "11-11", observed: "sunday" },
    { name: "Thanksgiving", on: "fourth thursday of november" },
    { name: "Christmas Day", on: "12-25", observed: "nearest" },
  ],
  closed: ["2012-10-30", "2018-12-05"], // a storm; a day of mourning
  open: ["2010-04-02", "2012-04-06", "2015-04-03", "2021-04-02", "2023-04-07", "2026-04-03"],
  known: { from: "2010-01-01", to: "2026-12-31" },
});
