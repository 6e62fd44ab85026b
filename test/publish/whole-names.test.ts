import { expect, test } from "vitest";
import type { Layouts } from "../../generator/publish/theme/layouts.ts";
import { withWholeNames } from "../../generator/publish/text/whole-names.ts";
import { catalogue } from "../support/bundle.ts";
import { NO_SERIES } from "./home.ts";

const printing = (html: string): Layouts => ({ render: () => html });

const whole = (html: string): string =>
  withWholeNames(printing(html), catalogue).render("not-found", {} as never);

test.each([
  ["the S&amp;P 500 rose", 'the <span class="whole">S&amp;P 500</span> rose'],
  ["the S&#x26;P 500", 'the <span class="whole">S&#x26;P 500</span>'],
  ["<h1>Russell 2000’s</h1>", '<h1><span class="whole">Russell 2000</span>’s</h1>'],
  ["(Nasdaq-100)", '(<span class="whole">Nasdaq-100</span>)'],
  ["1 < 2 for the Russell 2000", '1 < 2 for the <span class="whole">Russell 2000</span>'],
  [
    "<b>Russell 2000</b>, <i>S&amp;P 500</i>, x",
    '<b><span class="whole">Russell 2000</span></b>, <i><span class="whole">S&amp;P 500</span></i>, x',
  ],
  ["a 10-year yield", 'a <span class="whole">10-year</span> yield'],
])("a name and its number stay together: %s", (html, told) => {
  expect(whole(html)).toBe(told);
});

test.each([
  "S&amp;P 5000, Russell 20000, XNasdaq-100, the 110-year",
  "from 2 to 10 points",
  `<a title="a < b > S&amp;P 500 'Russell 2000" href='/Nasdaq-100/'>x</a>`,
  "<title>S&amp;P 500</title><option>Russell 2000</option>",
  '<script type="application/ld+json">{"name":"Russell 2000"}</script>',
  "<svg><title>Nasdaq-100</title><text>S&amp;P 500</text></svg>",
  "<!-- Russell 2000's -->",
])("nothing else is changed: %s", (html) => {
  expect(whole(html)).toBe(html);
});

test("feeds, and sites that know no name with a number, are as they were", () => {
  const html = "<p>Russell 2000</p>";
  const layouts = withWholeNames(printing(html), catalogue);
  expect([layouts.render("feed", {} as never), layouts.render("rss", {} as never)]).toEqual([
    html,
    html,
  ]);
  expect(withWholeNames(printing(html), NO_SERIES).render("not-found", {} as never)).toBe(html);
});
