import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Every rule over the long record of every market that `init` makes: how many held on no day although their values were known, how many
 * on more than half of the days for any of what they can be about, and how many tests of their records count as found, alone and corrected
 * for all. Says which, and ends with 1 where a rule is dead in every market in which it could be told.
 */

const CLI = join(import.meta.dirname, "../../generator/cli.ts");
const FROM = "2018-01-02";
const TO = "2025-06-30";
const MARKETS = ["crypto", "equities", "commodities", "fx", "macro", "mixed"];

/** They tell what data did that was revised, late or missing: none of it is in a record that is whole. */
const OF_FAULTS = new Set([
  "data/revised",
  "data/index-stale",
  "releases/rate-revised",
  "commodities/price-missing",
]);

interface Listed {
  readonly id: string;
  /** Days on which its values were known, and those of them on which it held. */
  readonly told: number;
  readonly held: number;
}

const told = new Map<string, number>();
const held = new Map<string, number>();
const often = new Map<string, string[]>();

print("market        rules  known  dead  on most days  tests  alone  survive");
for (const market of MARKETS) {
  const home = mkdtempSync(join(tmpdir(), `bellwether-record-${market}-`));
  try {
    said(["init", home, "--market", market]);
    const list = ["narratives", "list", "--home", home, "--from", FROM, "--to", TO, "--json"];
    const { narratives } = JSON.parse(said(list)) as { narratives: Listed[] };
    const record = JSON.parse(said(["narratives", "backtest", "--home", home, "--json"])) as {
      tests: number;
      alone: number;
      tendencies: number;
    };
    const known = narratives.filter((each) => each.told > 0);
    const most = known.filter((each) => each.held > each.told / 2);
    for (const each of known) {
      told.set(each.id, (told.get(each.id) ?? 0) + each.told);
      held.set(each.id, (held.get(each.id) ?? 0) + each.held);
    }
    for (const { id } of most) often.set(id, [...(often.get(id) ?? []), market]);
    const counts = [
      narratives.length,
      known.length,
      known.filter((each) => each.held === 0).length,
      most.length,
      record.tests,
      record.alone,
      record.tendencies,
    ];
    print(market.padEnd(14) + counts.map((each) => String(each).padStart(6)).join(""));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const dead = [...told.keys()].filter((id) => held.get(id) === 0 && !OF_FAULTS.has(id));
print(`\nDead in every market in which they could be told: ${dead.join(", ") || "none"}.`);
print("On more than half of the days:");
for (const [id, markets] of often) print(`  ${id.padEnd(32)} ${markets.join(", ")}`);
process.exitCode = dead.length === 0 ? 0 : 1;

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function said(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(`${args.join(" ")}: ${stderr}`);
  return stdout;
}
