import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { loadPublication, type Publication } from "../../generator/publication/publication.ts";
import { world } from "../support/bundle.ts";
import { placesOf, problemsOf } from "../support/problems.ts";
import { makeFolder, removeFolder } from "../support/room.ts";
import { makeTickers } from "../support/tickers/make.ts";

let home = "";

afterEach(() => removeFolder(home));

/** A publication of two shares with another list, or another text in the place of one of `bellwether.yaml`. */
function loaded(csv: string, found = "", put = ""): Publication {
  home = makeFolder("list");
  makeTickers(home, { count: 2, until: "2022-01-31" });
  const yaml = join(home, "bellwether.yaml");
  const text = readFileSync(yaml, "utf8");
  expect(text).toContain(found);
  writeFileSync(yaml, text.replace(found, put));
  if (csv !== "") writeFileSync(join(home, "content/data/tickers.csv"), csv);
  return loadPublication(world, home, BUILT_IN);
}

test("a row of a list is a subject with its series, and what it leaves open is the list's", () => {
  const { catalogue } = loaded(
    "symbol,name,aliases,calendar\nQAA,Alder Energy,Alder;AE,\nB.RK,Birch Foods,,24/7\n",
  );
  expect(catalogue.subjects.get("qaa")).toMatchObject({
    name: "Alder Energy",
    symbol: "QAA",
    kind: "share",
    calendar: "XNYS",
    aliases: ["Alder", "AE"],
    list: "tickers.csv",
  });
  expect(catalogue.subjects.get("b-rk")?.calendar).toBe("24/7");
  const close = catalogue.series.get("b-rk.close")!;
  expect(close.title).toBe("Birch Foods share price");
  expect(close.from).toEqual({ file: "prices/B.RK.csv", column: "close" });
  expect(close.calendar.name).toBe("24/7");
  expect([...catalogue.subjects.keys()]).toEqual(["sp500", "qaa", "b-rk"]);
  expect(catalogue.subjects.get("sp500")).not.toHaveProperty("list");
});

test("a file may hold one quantity of all: a column a ticker", () => {
  const { catalogue } = loaded(
    "",
    '"prices/{symbol}.csv", column: close',
    'closes.csv, column: "{symbol}"',
  );
  const files = [...catalogue.series.values()].flatMap(({ from, id }) =>
    id.endsWith(".close") && id !== "sp500.close" ? [from] : [],
  );
  expect(files[0]).toEqual({ file: "closes.csv", column: "QAAAA" });
});

test("a list of five thousand rows needs no alias for each", () => {
  const rows = Array.from({ length: 5000 }, (_, at) => `Q${at},Share number ${at}`);
  const { catalogue } = loaded(`symbol,name\n${rows.join("\n")}\n`);
  expect(catalogue.subjects.size).toBe(5001);
  expect(catalogue.series.size).toBe(25_001);
});

test.each([
  [
    "symbol,name\nQAA,Alder\n7203,Toyota\n",
    3,
    "id: expected lower-case letters, digits and hyphens",
  ],
  ["symbol,name,kind\nQAA,Alder,\nQAB,Birch,shaer\n", 3, '"shaer"'],
  ["symbol,name,calendar\nQAA,Alder,XNYS\nQAB,Birch,XNY\n", 3, 'no calendar "XNY"'],
  ["symbol,name\nQAA,Alder\nQAA,Alder again\n", 3, '"qaa" is declared twice'],
  ["symbol,name\nQAA,\n", 2, "name: "],
  ["symbol,title\nQAA,Alder\n", 1, 'no column "name"'],
  ["symbol,name\nQAA,Alder,more\n", 2, "3 cells"],
])("in the list %j the mistake is told with file and line", (csv, line, words) => {
  const problems = problemsOf(() => loaded(csv));
  expect(problems[0]).toMatchObject({ file: "content/data/tickers.csv", line });
  expect(problems[0]!.message).toContain(words);
});

test.each([
  ["from: tickers.csv", "from: ticker.csv", "There is no file content/data/ticker.csv"],
  ['"{name} share price"', '"{nmae} share price"', "none of that name"],
  ["quantity: close", "quantity: clsoe", '"clsoe" is not a quantity'],
  [
    "source: exchange\n        from",
    "source: exchagne\n        from",
    '"exchagne" is not declared',
  ],
  ["    kind: share\n", "    knid: share\n", 'unknown key "knid"'],
])("%j changed to %j in bellwether.yaml is told there, once for all rows", (found, put, words) => {
  const problems = problemsOf(() => loaded("", found, put));
  expect([...new Set(problems.map(({ file }) => file))]).toEqual(["bellwether.yaml"]);
  expect(new Set(placesOf(problems)).size).toBe(problems.length);
  expect(problems[0]!.line).toBeGreaterThan(10);
  expect(problems[0]!.message).toContain(words);
});

test("a list may stand alone as `subjects`", () => {
  const [problem, ...others] = problemsOf(() =>
    loaded(
      "",
      "  - { id: sp500, kind: equity_index, name: S&P 500, symbol: SPX, aliases: [S&P], calendar: XNYS }\n  - from: tickers.csv",
      "    from: tickers.csv\n    #",
    ),
  );
  expect(problem!.message).toContain('belongs to the subject "sp500", which is not declared');
  expect(problem!.advice).toBe("Valid: qaaaa, qaaab.");
  expect(others).toEqual([]);
});
