import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseFacts } from "../../generator/articles/facts-file.ts";
import type { FactsFile } from "../../generator/articles/facts.ts";
import { check } from "../../generator/check/check.ts";
import type { CheckReport } from "../../generator/check/report.ts";
import { ROOT } from "../support/bundle.ts";
import { vocabulary } from "./fixture.ts";
import { dataOf } from "./foreign.ts";

/** A sample article with its facts. */
export interface Sample {
  readonly day: string;
  readonly text: string;
  readonly facts: FactsFile;
  /** Where its own text lies: behind the front matter, before its sources. */
  readonly from: number;
  readonly to: number;
}

export function sampleOf(day: string, slug: string): Sample {
  const path = join(ROOT, "content/editions", day, slug);
  const text = readFileSync(`${path}.md`, "utf8");
  const facts = parseFacts(readFileSync(`${path}.facts.json`, "utf8"), `${slug}.facts.json`);
  const from = text.indexOf("\n---\n", 4) + 5;
  return { day, text, facts, from, to: text.indexOf("## Sources\n") };
}

/** What the check says of a sample whose text was changed. */
export function checkSample({ day, facts }: Sample, text: string): CheckReport {
  return check({ text, file: "note.md" }, facts, vocabulary, dataOf(day));
}

/** The same where one stretch of it was put for another. @throws Error where it is not there. */
export function edited(sample: Sample, was: string, is: string): CheckReport {
  if (!sample.text.includes(was)) throw new Error(`"${was}" is not in the sample.`);
  return checkSample(sample, sample.text.replace(was, is));
}
