import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check } from "../../generator/check/check.ts";
import { seriesBehind } from "../../generator/check/data/behind.ts";
import { explain } from "../../generator/check/explain/explain.ts";
import { parseFacts } from "../../generator/articles/facts-file.ts";
import { loadFigureVocabulary } from "../../generator/check/figures/vocabulary.ts";
import { archiveOf, storedOf } from "../../generator/store/archive.ts";
import { catalogue, ground, ROOT, world } from "../support/bundle.ts";
import { bundledColumns } from "../support/columns.ts";
import { bundledClaims, bundledEvents } from "../support/edition.ts";

const EDITION = join(ROOT, "content/editions/2025-05-08");
const articles = readdirSync(EDITION).filter((name) => name.endsWith(".md"));
const vocabulary = loadFigureVocabulary(world, ROOT, "en", catalogue.units);

test.each(articles)(
  "the series behind %s are all that its check and its explanation read",
  (name) => {
    const text = readFileSync(join(EDITION, name), "utf8");
    const beside = join(EDITION, name.replace(/\.md$/, ".facts.json"));
    const facts = parseFacts(readFileSync(beside, "utf8"), beside);
    const behind = seriesBehind(facts, catalogue);
    const read = new Set<string>();
    const { view } = archiveOf(catalogue, {
      columns(id) {
        read.add(id);
        return bundledColumns(id);
      },
      settlements: () => [],
      claims: () => bundledClaims,
      headlines: () => [],
      announcements: () => bundledEvents,
    });
    const known = view(Date.parse(facts.cutoff));
    expect(
      check({ text, file: name }, facts, vocabulary, { view: known, measures: ground.measures })
        .errors,
    ).toBe(0);
    explain({ text, file: name }, facts, vocabulary, known, ground.bindables);
    const stored = new Set(behind.flatMap((id) => storedOf(id, catalogue)));
    expect([...read].filter((id) => !stored.has(id))).toEqual([]);
    expect(read.size).toBeGreaterThan(3);
  },
);
