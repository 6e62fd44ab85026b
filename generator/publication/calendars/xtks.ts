import { sessionsEntry } from "./entry.ts";

/** The Tokyo Stock Exchange: the national holidays of Japan (Act on National Holidays of 1948), 31 December and 1 to 3 January. */
export const XTKS = sessionsEntry({
  title: "the Tokyo Stock Exchange",
  period: "session",
  perYear: 245,
  zone: "Asia/Tokyo",
  hours: [
    { open: "09:00", close: "15:00" },
    { open: "09:00", close: "15:30", from: "2024-11-05" },
  ],
  holidays: [
    { name: "New Year's Day", on: "01-01" },
    { name: "Market holiday", on: "01-02" },
    { name: "Market holiday", on: "01-03" },
    { name: "Coming of Age Day", on: "second monday of january" },
    { name: "National Foundation Day", on: "02-11", observed: "sunday" },
    { name: "Emperor's Birthday", on: "02-23", observed: "sunday", from: 2020 },
    { name: "Vernal Equinox", on: "vernal equinox in japan", observed: "sunday" },
    { name: "Showa Day", on: "04-29", observed: "sunday" },
    { name: "Constitution Memorial Day", on: "05-03", observed: "sunday" },
    { name: "Greenery Day", on: "05-04", observed: "sunday" },
    { name: "Children's Day", on: "05-05", observed: "sunday" },
    { name: "Marine Day", on: "third monday of july" },
    { name: "Mountain Day", on: "08-11", observed: "sunday", from: 2016 },
    { name: "Respect for the Aged Day", on: "third monday of september" },
    { name: "Autumnal Equinox", on: "autumnal equinox in japan", observed: "sunday" },
    { name: "Sports Day", on: "second monday of october" },
    { name: "Culture Day", on: "11-03", observed: "sunday" },
    { name: "Labor Thanksgiving Day", on: "11-23", observed: "sunday" },
    { name: "Emperor's Birthday", on: "12-23", observed: "sunday", until: 2018 },
    { name: "Market holiday", on: "12-31" },
  ],
  bridges: true,
  closed: [
    "2019-04-30", // abdication, accession and enthronement
    "2019-05-01",
    "2019-05-02",
    "2019-10-22",
    "2020-07-23", // holidays moved to the Olympic Games, in both years
    "2020-07-24",
    "2020-08-10",
    "2020-10-01", // failure of the trading system: no session
    "2021-07-22",
    "2021-07-23",
    "2021-08-09",
  ],
  open: ["2020-07-20", "2020-08-11", "2020-10-12", "2021-07-19", "2021-08-11", "2021-10-11"],
  known: { from: "2010-01-01", to: "2026-12-31" },
});
