import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const NARRATIVES = "templates/narratives";

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
    "price/large-rise",
    "price/large-fall",
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
  // An empty file leaves out what comes with the package.
  const leaveOut = (name: string): void => writeFileSync(join(home, NARRATIVES, name), "");
  mkdirSync(join(home, NARRATIVES), { recursive: true });
  for (const theme of readdirSync(join(ROOT, NARRATIVES))) {
    const isKept = (name: string): boolean =>
      KEPT.narratives.includes(`${theme}/${name.replace(/\.md$/, "")}`);
    const names = readdirSync(join(ROOT, NARRATIVES, theme));
    if (!names.some(isKept)) leaveOut(theme);
    else {
      mkdirSync(join(home, NARRATIVES, theme), { recursive: true });
      for (const name of names) if (!isKept(name)) leaveOut(`${theme}/${name}`);
    }
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
