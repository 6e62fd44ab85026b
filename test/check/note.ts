import { fixtureOf, type Given } from "./fixture.ts";

const btc = { subjects: ["btc"] } as const;
const eth = { subjects: ["eth"] } as const;
const up = { unit: "percent", decimals: 1, direction: "up" } as const;
const down = { unit: "percent", decimals: 1, direction: "down" } as const;
const million = { unit: "USD million", decimals: 1, magnitude: 1e6 } as const;
const constant = { unit: "count", origin: "parameter" } as const;

/** The facts of the note, by name. */
export const FACTS: Readonly<Record<string, Given>> = {
  "btc.last": { text: "$97,032", value: 97032.32, unit: "USD", ...btc },
  "btc.day": { text: "0.2%", value: 0.2374, ...up, ...btc },
  "btc.month": { text: "14.3%", value: 14.2671, ...up, ...btc },
  "btc.support": { text: "$94,101", value: 94101.4, unit: "USD", ...btc },
  "btc.supportDistance": { text: "3.0%", value: -3.0207, ...down, ...btc },
  "btc.resistance": { text: "$98,363", value: 98362.9, unit: "USD", ...btc },
  "btc.resistanceDistance": { text: "1.4%", value: 1.3712, ...up, ...btc },
  "btc.inflow": { text: "$142.3 million", value: 142.3, direction: "up", ...million, ...btc },
  "btc.outflow": { text: "$133.9 million", value: -133.87, direction: "down", ...million, ...btc },
  "btc.netflow": { text: "−$220.7 million", value: -220.71, ...million, ...btc },
  "btc.ratio": { text: "2.7", value: 2.6912, unit: "times", decimals: 1, ...btc },
  "btc.rsi": { text: "66.2", value: 66.2134, unit: "points", decimals: 1, ...btc },
  "btc.z": { text: "0.6", value: 0.5821, unit: "z", decimals: 1, ...btc },
  "btc.volume": {
    text: "$77.0 billion",
    value: 7.7e10,
    unit: "USD",
    decimals: 1,
    magnitude: 1e9,
    ...btc,
  },
  "btc.streak": { text: "three", value: 3, unit: "sessions", ...btc },
  "eth.last": { text: "$1,811.61", value: 1811.6093, unit: "USD", decimals: 2, ...eth },
  "eth.day": { text: "0.2%", value: -0.2012, ...down, ...eth },
  "eth.week": { text: "−0.6%", value: -0.6069, unit: "percent", decimals: 1, ...eth },
  "eth.flat": {
    text: "0.0%",
    value: 0.0123,
    unit: "percent",
    decimals: 1,
    direction: "flat",
    ...eth,
  },
  "sp.last": { text: "5,631.28", value: 5631.28, unit: "points", decimals: 2, subjects: ["sp500"] },
  "pair.correlation": {
    text: "0.51",
    value: 0.5093,
    unit: "correlation",
    decimals: 2,
    subjects: ["russell2000", "btc"],
  },
  "pair.low": {
    text: "−0.09",
    value: -0.0914,
    unit: "correlation",
    decimals: 2,
    subjects: ["russell2000", "btc"],
  },
  "pair.high": {
    text: "0.74",
    value: 0.7405,
    unit: "correlation",
    decimals: 2,
    subjects: ["russell2000", "btc"],
  },
  "claim.level": {
    text: "4.6%",
    value: 4.6,
    unit: "percent",
    decimals: 1,
    origin: "claim",
    subjects: ["russell2000"],
  },
  "claim.years": {
    text: "six",
    value: 6,
    unit: "years",
    origin: "claim",
    subjects: ["russell2000"],
  },
  "claim.multiple": {
    text: "double",
    value: 2,
    unit: "times",
    origin: "claim",
    subjects: ["russell2000"],
  },
  "claim.year": {
    text: "2022",
    value: 2022,
    unit: "year",
    origin: "claim",
    subjects: ["russell2000"],
  },
  "rate.change": {
    text: "6",
    value: -6,
    unit: "basis points",
    direction: "down",
    subjects: ["us10y"],
  },
  share: { text: "87%", value: 87.4, unit: "percent", ...btc },
  rank: { text: "87th", value: 87.4, unit: "percentile", ...btc },
  day: { text: "May 7", value: "2025-05-07", unit: "date", ...btc },
  record: { text: "December 17, 2024", value: "2024-12-17", unit: "date", ...btc },
  "edition.date": { text: "May 8, 2025", value: "2025-05-08", unit: "date", origin: "edition" },
  "edition.cutoff": { text: "12:00", value: "12:00", unit: "time", origin: "edition" },
  "window.rsi": { text: "14", value: 14, ...constant },
  "window.week": { text: "five", value: 5, ...constant },
  "window.median": { text: "30", value: 30, ...constant },
};

/** An article as the program might write it, with every kind of figure. */
export const NOTE = fixtureOf(FACTS, {
  title: "Bitcoin edges up {{btc.day}} to {{btc.last}}",
  description: "US funds took in {{btc.inflow}} on {{day}}.",
  body: `*Edition of {{edition.date}}, cut off at {{edition.cutoff}} UTC; nothing published later is used.*

## What happened

Short interest in the Russell 2000 stands at {{claim.level}} of shares outstanding, the highest in at least {{claim.years}} years and nearly {{claim.multiple}} that of {{claim.year}}. One report is one source.

Bitcoin closed {{day}} at {{btc.last}}, up {{btc.day}}, and Ether at {{eth.last}}, down {{eth.day}}. Ether has moved by {{eth.week}} over {{window.week}} days, in a session that left it unchanged at {{eth.flat}}. The S&P 500 stood at {{sp.last}}. Against the close of last month Bitcoin stands up {{btc.month}}.

## Technical picture

Swings put support at {{btc.support}}, {{btc.supportDistance}} below the close, and resistance at {{btc.resistance}}, {{btc.resistanceDistance}} above it. The {{window.rsi}}-day RSI of Bitcoin reads {{btc.rsi}}, above {{share}} of its past values and in the {{rank}} percentile. A move of {{btc.z}} standard deviations is ordinary. The record dates from {{record}}.

## Flows

Bitcoin traded {{btc.volume}}, {{btc.ratio}} times the median of {{window.median}} days. Inflows have run for {{btc.streak}} sessions. On chain, a net outflow of {{btc.outflow}} followed {{btc.netflow}} the day before. The 10-year Treasury yield is down {{rate.change}} basis points.

The correlation of Bitcoin with small caps is {{pair.correlation}}, with an interval from {{pair.low}} to {{pair.high}}.

- Bitcoin above {{btc.resistance}}, or below {{btc.support}}.

### What does an RSI of {{btc.rsi}} say?

## Sources

- [Yahoo Finance](https://finance.yahoo.com/): Bitcoin and Ether, through {{day}}.`,
});
