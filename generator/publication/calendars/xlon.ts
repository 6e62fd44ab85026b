import { sessionsEntry } from "./entry.ts";

/**
 * The London Stock Exchange: bank holidays of England and Wales. The hours are those of continuous trading; the price of the
 * closing auction comes five minutes later, which the lag of a series has to allow for.
 */
export const XLON = sessionsEntry({
  title: "the London Stock Exchange",
  period: "session",
  perYear: 253,
  zone: "Europe/London",
  hours: [{ open: "08:00", close: "16:30" }],
  holidays: [
    { name: "New Year's Day", on: "01-01", observed: "next" },
    { name: "Good Friday", on: "easter - 2" },
    { name: "Easter Monday", on: "easter + 1" },
    { name: "Early May bank holiday", on: "first monday of may" },
    { name: "Spring bank holiday", on: "last monday of may" },
    { name: "Summer bank holiday", on: "last monday of august" },
    { name: "Christmas Day", on: "12-25", observed: "next" },
    { name: "Boxing Day", on: "12-26", observed: "next" },
    { name: "Christmas Eve", on: "12-24", observed: "before", close: "12:30" },
    { name: "New Year's Eve", on: "12-31", observed: "before", close: "12:30" },
  ],
  closed: [
    "2011-04-29", // royal wedding
    "2012-06-04", // spring bank holiday, moved to the Diamond Jubilee
    "2012-06-05",
    "2020-05-08", // early May bank holiday, moved to VE Day
    "2022-06-02", // spring bank holiday, moved to the Platinum Jubilee
    "2022-06-03",
    "2022-09-19", // funeral of Queen Elizabeth II
    "2023-05-08", // coronation of King Charles III
  ],
  open: ["2012-05-28", "2020-05-04", "2022-05-30"],
  known: { from: "2010-01-01", to: "2027-12-31" },
});
