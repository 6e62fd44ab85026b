import { expect, test } from "vitest";
import { dayNumber } from "../../../generator/base/day.ts";
import { heldDaysCounter } from "../../../generator/narrate/evidence/held-days.ts";
import type { RuleTrack } from "../../../generator/narrate/evidence/track.ts";

const FIRST = dayNumber("2025-05-01");

function trackOf(held: RuleTrack["held"]): RuleTrack {
  return { key: "k", reads: [], until: FIRST + 30, held };
}

test("counts the days up to a day on which a rule held for any of its subjects, each once", () => {
  const count = heldDaysCounter({
    entries: {},
    rules: {
      "price/record": trackOf({
        btc: {
          first: FIRST,
          days: [
            [FIRST, 2],
            [FIRST + 6, 1],
          ],
        },
        eth: { first: FIRST, days: [[FIRST + 1, 3]] },
      }),
    },
  });
  expect(count("price/record", "2025-04-30")).toBe(0);
  expect(count("price/record", "2025-05-01")).toBe(1);
  expect(count("price/record", "2025-05-03")).toBe(3);
  expect(count("price/record", "2025-05-06")).toBe(4);
  expect(count("price/record", "2025-05-20")).toBe(5);
  expect(count("price/low", "2025-05-20")).toBe(0);
});
