import { expect, test } from "vitest";
import { addDays, type Day } from "../../../generator/base/day.ts";
import { guard } from "../../../generator/gather/guards/judge.ts";
import { seriesOf } from "../support.ts";

/** Closes of wild months, as their publishers gave them: one a period, whatever its date was. */
const WILD = {
  "Dogecoin (Binance, from 2021-01-01): up fivefold on 28 January": [
    0.00568, 0.0105264, 0.0098209, 0.0097613, 0.00997, 0.01042, 0.0097439, 0.00974, 0.0101789,
    0.00982, 0.0088326, 0.0080807, 0.0086738, 0.0093907, 0.0093525, 0.0092374, 0.0090987, 0.0091782,
    0.0090428, 0.0090487, 0.0081581, 0.0085075, 0.0085779, 0.0087135, 0.0083509, 0.0082472,
    0.0074124, 0.0364995, 0.0459059, 0.02826, 0.037, 0.0348173, 0.0313489, 0.0372597, 0.0529081,
    0.0467193, 0.0576559, 0.0779247, 0.0787, 0.0700121, 0.0725527, 0.069583, 0.0697675, 0.0662405,
    0.0626783, 0.0565, 0.053476, 0.0495187, 0.0587991, 0.055033, 0.0541708, 0.0560183, 0.0535557,
    0.0476562, 0.0567911, 0.0499138, 0.0504768, 0.0500725, 0.0481582, 0.0505933, 0.050364,
    0.0504146, 0.0499865, 0.0495285, 0.0509588, 0.0519871, 0.0629738, 0.0579117, 0.0558692,
    0.0559286, 0.0552731, 0.0627892, 0.058221, 0.0569691, 0.0586507, 0.057892, 0.0573485, 0.0582472,
    0.0588186, 0.0574781, 0.054888, 0.0533532, 0.0514996, 0.051266, 0.053931, 0.054436, 0.0536656,
    0.054124, 0.0540003, 0.0537699, 0.062151, 0.0575849, 0.0555113, 0.0573943, 0.0599992, 0.0644047,
    0.0587769, 0.0617838, 0.0615878, 0.0637167, 0.07433, 0.0707343, 0.094402, 0.1214329, 0.1823599,
    0.3654434, 0.2822532, 0.3223299, 0.408903, 0.3173205, 0.3058251, 0.2606615, 0.2498155, 0.27,
    0.25159, 0.27161, 0.27232, 0.32311, 0.30479, 0.33746, 0.39087, 0.37397, 0.44142, 0.53854, 0.654,
    0.58106, 0.68982, 0.63708, 0.57063, 0.45074, 0.49326, 0.3916, 0.48945, 0.55971,
  ],
  "the VIX (Cboe, from 2017-12-01): doubled on 5 February": [
    11.43, 11.68, 11.33, 11.02, 10.16, 9.58, 9.34, 9.92, 10.18, 10.49, 9.42, 9.53, 10.03, 9.72,
    9.62, 9.9, 10.25, 10.47, 10.18, 11.04, 9.77, 9.15, 9.22, 9.22, 9.52, 10.08, 9.82, 9.88, 10.16,
    11.66, 11.91, 12.22, 11.27, 11.03, 11.1, 11.47, 11.58, 11.08, 13.84, 14.79, 13.54, 13.47, 17.31,
    37.32, 29.98, 27.73, 33.46, 29.06, 25.61, 24.97, 19.26, 19.13, 19.46, 20.6, 20.02, 18.72, 16.49,
    15.8, 18.59, 19.85, 22.47, 19.59, 18.73, 18.36, 17.76, 16.54, 14.64,
  ],
  "crude oil (front future, from 2020-03-02): to -$37.63 and back": [
    46.75, 47.18, 46.78, 45.9, 41.28, 31.13, 34.36, 32.98, 31.5, 31.73, 28.7, 26.95, 20.37, 25.22,
    22.43, 23.36, 24.01, 24.49, 22.6, 21.51, 20.09, 20.48, 20.31, 25.32, 28.34, 26.08, 23.63, 25.09,
    22.76, 22.41, 20.11, 19.87, 19.87, 18.27, -37.63, 10.01, 13.78, 16.5, 16.94, 12.78, 12.34,
    15.06, 18.84, 19.78, 20.39, 24.56, 23.99, 23.55, 24.74, 24.14, 25.78, 25.29, 27.56, 29.43,
    31.82, 32.5,
  ],
};

/** Periods that an answer asks for once more, and those after which a level that stays is believed. */
const OVERLAP = 7;
const FOLLOWERS = 2;

const FIRST = "2021-01-01";

test.each(Object.entries(WILD))(
  "of %s, told day by day, every value is taken, if late then by two periods at the most",
  (_, values) => {
    const series = seriesOf({ id: "x.close", range: [-1000, 1e6] });
    const days = values.map((_value, at) => addDays(FIRST, at));
    const stored = new Map<Day, number>();
    const late: number[] = [];
    for (let now = 20; now < values.length; now++) {
      const held = days.filter((day) => stored.has(day));
      const known = { days: held, values: held.map((day) => stored.get(day)!) };
      const from = Math.max(0, days.indexOf(held.at(-1) ?? FIRST) - OVERLAP);
      const offered = days.slice(from, now + 1).map((day, at) => ({
        day,
        value: values[from + at]!,
        public: 0,
        stated: false,
      }));
      for (const { day, value } of guard(series, known, offered).accepted) {
        if (!stored.has(day)) late.push(now - Math.max(20, days.indexOf(day)));
        stored.set(day, value);
      }
    }
    expect(days.map((day) => stored.get(day))).toEqual(values);
    expect(Math.max(...late)).toBeLessThanOrEqual(FOLLOWERS);
  },
);
