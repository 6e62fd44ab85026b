import { readFileSync, writeFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { own } from "../support/own.ts";
import { run, smallHome, ungathered, type CliHome } from "../support/cli.ts";

const COIN = "content/data/coin.csv";

/** A publication of which nothing was gathered yet. */
function home(): CliHome {
  const made = ungathered(smallHome());
  onTestFinished(() => made[Symbol.dispose]());
  return made;
}

/** Changes a bundled file of a publication, row by row. */
function edit(
  { folder, path }: CliHome,
  file: string,
  change: (day: string, row: string) => string,
): void {
  own(folder, file);
  const rows = readFileSync(path(file), "utf8").split("\n");
  const changed = rows.map((row) => change(row.slice(0, 10), row));
  writeFileSync(path(file), changed.join("\n"));
}

/** The shares split seven for one on a day, as a file that is not adjusted has it. */
const splitSince =
  (since: string) =>
  (day: string, row: string): string => {
    if (!/^\d/.test(day) || day < since) return row;
    const [date, close] = row.split(",");
    return `${date},${(Number(close) / 7).toFixed(2)}`;
  };

const gathered = async (made: CliHome, ...args: string[]) =>
  run(made, ["gather", "--json", ...args]);

function coinOf(stdout: string) {
  const { series } = JSON.parse(stdout) as {
    series: {
      series: string;
      added: number;
      last: string;
      refused: { code: string; why: string }[];
      flags: { code: string; why: string }[];
    }[];
  };
  return series.find((each) => each.series === "coin.close")!;
}

test("a split in a file is not stored, until a person accepts it with a reason, once and for good", async () => {
  const made = home();
  edit(made, COIN, splitSince("2025-05-07"));
  const first = await gathered(made);
  expect(first.status).toBe(1);
  const { last, refused } = coinOf(first.stdout);
  expect(last).toBe("2025-05-06");
  expect(refused[0]).toMatchObject({ code: "jump" });
  expect(refused[0]!.why).toContain("a share split, 7 for 1");
  expect(refused[0]!.why).toContain('bellwether gather --accept coin.close --reason "…"');

  const edition = await run(made, ["daily", "--date", "2025-05-08", "--json"]);
  expect(edition.stdout).not.toMatch(/down 8\d\.\d%/);

  expect(await gathered(made, "--accept", "coin.*")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("(accept-reason)") as string,
  });
  const accepted = await gathered(made, "--accept", "coin.*", "--reason", "7:1 split");
  expect(accepted.status).toBe(0);
  expect(coinOf(accepted.stdout)).toMatchObject({ last: "2025-06-30", refused: [] });
  expect(coinOf(accepted.stdout).flags[0]).toMatchObject({ code: "accepted" });
  const again = coinOf((await gathered(made)).stdout);
  expect(again).toMatchObject({ added: 0, refused: [] });
});

test("a price of another asset in one row of a file is not stored, and the days after it are", async () => {
  const made = home();
  const eth = "content/data/eth.csv";
  const held: string[] = [];
  edit(made, eth, (day, row) => {
    if (day !== "2025-05-07") return row;
    held.push(row);
    return [
      day,
      ...row
        .split(",")
        .slice(1, -1)
        .map(() => "98000"),
      row.split(",").at(-1),
    ].join(",");
  });
  expect(held).toHaveLength(1);
  const { status, stdout } = await run(made, ["gather"]);
  expect(status).toBe(1);
  const why = /eth\.close \(2025-05-07\): 98000 follows 1\d{3}/;
  expect(stdout).toMatch(why);
  expect(stdout).toMatch(/eth\.close: to 2025-06-30, \d+ new, 0 revised, 1 refused/);
  expect((await run(made, ["daily", "--date", "2025-05-08"])).stdout).toMatch(why);
});

test("import holds a file to the history that there is, and takes it with a reason", async () => {
  const made = home();
  await run(made, ["gather"]);
  const file = made.path("more.csv");
  writeFileSync(file, "date,value\n2025-07-01,50.07\n");
  const command = ["import", file, "--series", "coin.close", "--json"];
  const refused = await run(made, command);
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain("a share split, 7 for 1");
  expect(refused.stderr).toContain(
    'bellwether import FILE --series coin.close --accept coin.close --reason "…"',
  );
  const other = [...command, "--accept", "btc.close", "--reason", "x"];
  expect((await run(made, other)).stderr).toContain("(unknown-series)");
  const taken = await run(made, [...command, "--accept", "coin.close", "--reason", "7:1 split"]);
  expect(JSON.parse(taken.stdout)).toMatchObject({ added: 1, flags: [{ code: "accepted" }] });
  expect(JSON.parse((await run(made, command)).stdout)).toMatchObject({ unchanged: 1, flags: [] });
});

test("a row outside of the years that a calendar knows, or in the far future, stops no run", async () => {
  const made = home();
  edit(made, COIN, (day, row) =>
    day === "2025-05-07" ? `1890-01-06,20\n2010-01-04,20\n${row}\n2028-12-29,300` : row,
  );
  const { status, stdout } = await gathered(made);
  expect(status).toBe(1);
  const { last, refused } = coinOf(stdout);
  expect(last).toBe("2025-06-30");
  expect(refused.map(({ code }) => code)).toContain("future");
});
