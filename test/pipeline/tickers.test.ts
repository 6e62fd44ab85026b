import { afterAll, beforeAll, expect, test } from "vitest";
import type { Draft } from "../../generator/articles/draft.ts";
import { sentencesOf } from "../../generator/base/sentences.ts";
import { makeFolder, removeFolder } from "../support/room.ts";
import { tickerEditions } from "../support/tickers/editions.ts";
import { makeTickers } from "../support/tickers/make.ts";

/** As `templates/stories` of the made publication says. */
const BUDGET = 40;

let home = "";
let notesOn: (day: string) => Draft[];
let wednesday: Draft[];

beforeAll(() => {
  home = makeFolder("tickers");
  makeTickers(home, { count: 200, until: "2025-05-09" });
  notesOn = tickerEditions(home);
  wednesday = notesOn("2025-05-08");
});

afterAll(() => removeFolder(home));

const salienceOf = ({ facts }: Draft): number => facts.findings[0]!.salience;

/** A text without what is a share's own: its figures and its name. */
function shapeOf(text: string, { facts }: Draft): string {
  const names = Object.values(facts.subjects).flat();
  return names
    .toSorted((a, b) => b.length - a.length)
    .reduce((shape, name) => shape.replaceAll(name, "N"), text)
    .replace(/[$+−-]?\d[\d,.]*%?/g, "0");
}

test("of 200 shares those have a note that moved widely or broke something, at most as many as the budget", () => {
  expect(wednesday.length).toBeGreaterThan(15);
  expect(wednesday.length).toBeLessThanOrEqual(BUDGET);
  expect(wednesday.filter((each) => salienceOf(each) < 55)).toEqual([]);
});

test("the most that any note of a day leads with comes first", () => {
  const saliences = wednesday.map(salienceOf);
  expect(saliences).toEqual(saliences.toSorted((a, b) => b - a));
});

test("a budget keeps those that matter most", () => {
  const [small, ...rest] = [3, BUDGET].map((budget) => {
    const own = makeFolder("tickers");
    try {
      makeTickers(own, { count: 60, until: "2025-05-07", budget });
      return tickerEditions(own)("2025-05-08");
    } finally {
      removeFolder(own);
    }
  });
  const all = rest[0]!.toSorted((a, b) => salienceOf(b) - salienceOf(a));
  expect(small!.map(({ slug }) => slug)).toEqual(all.slice(0, 3).map(({ slug }) => slug));
});

test("titles and sentences vary by the news: no two titles alike, few of one shape, no sentence in every note", () => {
  const titles = wednesday.map((each) => each.frontMatter.title);
  expect(new Set(titles).size).toBe(titles.length);
  const shapes = Map.groupBy(wednesday, (each) => shapeOf(each.frontMatter.title, each));
  expect(shapes.size).toBeGreaterThan(wednesday.length / 2);
  const said = wednesday.flatMap((draft) => {
    const text = draft.body.slice(0, draft.body.indexOf("## Sources")).split("\n").slice(3);
    const running = text.filter((line) => line !== "" && !line.startsWith("#"));
    return [...new Set(running.flatMap((line) => [...sentencesOf(line)].map(String)))];
  });
  const most = [...Map.groupBy(said, (each) => each).values()].toSorted(
    (a, b) => b.length - a.length,
  )[0]!;
  expect(`${most.length} × ${most[0]}`).toSatisfy(() => most.length < wednesday.length / 2);
});

test("on a Saturday Friday's closes are news, and on a Sunday nothing is", () => {
  const [saturday, sunday] = [notesOn("2025-05-10"), notesOn("2025-05-11")];
  expect(saturday.length).toBeGreaterThan(0);
  expect(sunday).toEqual([]);
});
