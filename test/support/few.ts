import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const KEPT = {
  stories: ["market-wrap", "flash"],
  narratives: [
    "calendar/month-end",
    "calendar/quarter-end",
    "conditions/vix",
    "cross/correlation",
    "data/gap",
    "equities/session",
    "flows/etf-inflow",
    "flows/volume",
    "levels/between",
    "momentum/rsi",
    "price/day-move",
    "price/large-move",
    "price/quiet-day",
    "price/sources-disagree",
  ],
};

/** Rows of each bundled file that are left: more than a year before the editions that tests make. */
const ROWS = 520;

/**
 * Leaves two stories, a handful of narratives and the newest data in a publication, for tests that run the program many times over and ask how
 * it runs, not what it writes.
 */
export function keepFew(home: string): void {
  for (const [kind, kept] of Object.entries(KEPT)) {
    const folder = join(home, "templates", kind);
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
    for (const name of names.filter((each) => each.endsWith(".md")))
      if (!kept.includes(name.replace(/\.md$/, ""))) rmSync(join(folder, name));
  }
  const data = join(home, "content/data");
  if (existsSync(data))
    for (const name of readdirSync(data).filter((each) => each.endsWith(".csv"))) {
      const [head, ...rows] = readFileSync(join(data, name), "utf8").trimEnd().split("\n");
      writeFileSync(join(data, name), `${[head, ...rows.slice(-ROWS)].join("\n")}\n`);
    }
  const file = join(home, "bellwether.yaml");
  const stories = `$1[${KEPT.stories.join(", ")}]`;
  writeFileSync(file, readFileSync(file, "utf8").replace(/^( +stories: ).*$/m, stories));
}
