import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../support/bundle.ts";
import { reportOn, withBundledData } from "./foreign.ts";

withBundledData();

const EDITIONS = join(ROOT, "content/editions");

/** Of a thousand figures so many may be refused: a reader of single sentences takes some of ours for another, such as a distance for a change. */
const REFUSED = 7;

test("our own articles, read as texts that somebody else wrote, are hardly ever refused", () => {
  let figures = 0;
  const refused: string[] = [];
  for (const day of readdirSync(EDITIONS))
    for (const name of readdirSync(join(EDITIONS, day)).filter((each) => each.endsWith(".md"))) {
      const report = reportOn(day, readFileSync(join(EDITIONS, day, name), "utf8"));
      figures += report.figures;
      for (const { verdict, line, message } of report.verdicts)
        if (verdict === "wrong") refused.push(`${day}/${name}:${line} ${message}`);
    }
  expect(figures).toBeGreaterThan(2500);
  expect((1000 * refused.length) / figures, refused.join("\n")).toBeLessThanOrEqual(REFUSED);
});
