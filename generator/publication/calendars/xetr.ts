import { sessionsEntry } from "./entry.ts";

/**
 * Xetra, the electronic market of the Frankfurt Stock Exchange, by its trading calendar. The hours are those of continuous trading;
 * the price of the closing auction comes five minutes later, which the lag of a series has to allow for.
 */
export const XETR = sessionsEntry({
  title: "Xetra",
  period: "session",
  perYear: 254,
  zone: "Europe/Berlin",
  hours: [{ open: "09:00", close: "17:30" }],
  holidays: [
    { name: "New Year's Day", on: "01-01" },
    { name: "Good Friday", on: "easter - 2" },
    { name: "Easter Monday", on: "easter + 1" },
    { name: "Labour Day", on: "05-01" },
    { name: "Whit Monday", on: "easter + 50", from: 2015, until: 2021 },
    { name: "Day of German Unity", on: "10-03", from: 2014, until: 2021 },
    { name: "Christmas Eve", on: "12-24" },
    { name: "Christmas Day", on: "12-25" },
    { name: "Boxing Day", on: "12-26" },
    { name: "New Year's Eve", on: "12-31" },
    { name: "Last session of the year", on: "12-30", observed: "before", close: "14:00" },
  ],
  closed: ["2017-10-31"], // 500 years of the Reformation
  known: { from: "2010-01-01", to: "2029-12-31" },
});
