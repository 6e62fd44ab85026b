import { expect, test } from "vitest";
import { Drafter } from "../../generator/compose/print/drafting.ts";
import { loadLanguage } from "../../generator/compose/language.ts";
import { UNITS } from "../../generator/publication/units.ts";
import { signalOf, viewWith } from "../measure/fake-view.ts";
import { calendarNamed } from "../support/calendars.ts";
import { ROOT, world } from "../support/bundle.ts";
import { editionOf } from "../support/edition.ts";

const language = loadLanguage(world, ROOT, "en", UNITS);

/** What the period is called that ends on a day, in the edition of 2025-05-08. */
function calledOf(calendar: string, day: string): string {
  const end = calendarNamed(calendar).previous("2025-05-01");
  const view = viewWith([{ id: "us.rate", values: [2.4, 2.3], calendar, end, unit: "percent" }]);
  const edition = { ...editionOf("2025-05-08"), view };
  return new Drafter(edition, language).periodOf(signalOf(view, "us.rate.last"), day).text;
}

test("a month goes by its name, and with its year where that could mean the next", () => {
  expect(calledOf("monthly", "2025-04-30")).toBe("April");
  expect(calledOf("monthly", "2024-06-30")).toBe("June");
  expect(calledOf("monthly", "2024-05-31")).toBe("May 2024");
});

test("a quarter is counted within its year", () => {
  expect(calledOf("quarterly", "2025-03-31")).toBe("the first quarter");
  expect(calledOf("quarterly", "2023-12-31")).toBe("the fourth quarter of 2023");
});

test("a week goes by the day that it ends on", () => {
  expect(calledOf("weekly", "2025-05-02")).toBe("May 2");
});
