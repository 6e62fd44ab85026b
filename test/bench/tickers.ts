import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeTickers } from "../support/tickers/make.ts";

const CLI = join(import.meta.dirname, "../../generator/cli.ts");

/**
 * `daily` of a publication of so many made shares, as commands of their own: the first, with nothing gathered and no record worked out; the
 * same again, which judges once more what the first refused; the same once more, with nothing to do; and the next day's, with a row more in
 * every file.
 */
export function measureTickers(count: number): void {
  const home = mkdtempSync(join(tmpdir(), "bellwether-tickers-"));
  try {
    makeTickers(home, { count, until: "2025-05-07" });
    const cold = daily(home, "2025-05-08");
    const again = daily(home, "2025-05-08");
    const idle = daily(home, "2025-05-08");
    makeTickers(home, { count, until: "2025-05-08" });
    const warm = daily(home, "2025-05-09");
    line(`${count} shares: first daily`, `${seconds(cold)} (aim: under 60 s on 2 cores)`);
    line("the next day's", `${seconds(warm)} (aim: under 5 s)`);
    line("the same again, what was refused judged again", seconds(again));
    line("the same again, with nothing new", `${seconds(idle)} (aim: about 1 s)`);
    line("first against next", (cold.milliseconds / warm.milliseconds).toFixed(1));
    line("next against nothing new", (warm.milliseconds / idle.milliseconds).toFixed(2));
    line(
      "notes of the first, the next",
      `${cold.articles}, ${warm.articles} (${rate(cold)}, ${rate(warm)} a second)`,
    );
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

interface Run {
  readonly milliseconds: number;
  readonly articles: number;
}

function daily(home: string, day: string): Run {
  const start = performance.now();
  const args = [CLI, "daily", "--home", home, "--date", day, "--json"];
  const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1e9 });
  const milliseconds = performance.now() - start;
  const { editions } = JSON.parse(stdout) as { editions: { articles: unknown[] }[] };
  return { milliseconds, articles: editions.flatMap((each) => each.articles).length };
}

function seconds({ milliseconds }: Run): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function rate({ articles, milliseconds }: Run): string {
  return ((articles / milliseconds) * 1000).toFixed(2);
}

function line(what: string, figure: string): void {
  process.stdout.write(`${what.padEnd(44)} ${figure}\n`);
}
