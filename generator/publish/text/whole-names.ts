import { subjectNamesOf } from "../../compose/print/naming.ts";
import type { Catalogue } from "../../publication/catalogue.ts";
import type { Layouts } from "../theme/layouts.ts";
import type { LayoutName } from "../theme/layout-schemas.ts";

/** What is printed as it is: readers of feeds know no style of ours. */
const NO_PAGES: ReadonlySet<LayoutName> = new Set(["feed", "rss"]);

/** Where a name with a number would be parted: before the number ("S&P 500", "Nasdaq-100"), or behind it ("10-year"). */
const TOGETHER = /[^\s(-]+[ -]\p{N}[\p{L}\p{N}]*|\p{N}+-\p{L}+/gu;

/** What is longer than this, in characters, is parted rather than run over the edge of a small screen. */
const LONGEST = 20;

/** What no style reaches, and tags themselves, attributes and all. */
const LITERAL =
  /<!--[^]*?-->|<(script|style|title|option|textarea|svg)\b[^]*?<\/\1>|<(?:[^>"']|"[^"]*"|'[^']*')*>/
    .source;

/** The ways in which an ampersand is written between tags. */
const AMPERSAND = "(?:&amp;|&#x26;|&)";

/** Layouts whose pages part no name from its number where a line ends; what a page says stays the same text. */
export function withWholeNames(layouts: Layouts, catalogue: Catalogue): Layouts {
  const parts = partsOf(catalogue);
  if (parts.length === 0) return layouts;
  const written = parts.map((part) => RegExp.escape(part).replaceAll(String.raw`\x26`, AMPERSAND));
  const name = String.raw`(?<![\p{L}\p{N}])(?:${written.join("|")})(?![\p{L}\p{N}])`;
  const pattern = new RegExp(`${LITERAL}|${name}`, "gu");
  return {
    render(layout, values) {
      const printed = layouts.render(layout, values);
      if (NO_PAGES.has(layout)) return printed;
      return printed.replace(pattern, (found) =>
        found.startsWith("<") ? found : `<span class="whole">${found}</span>`,
      );
    },
  };
}

/** The parts of names that belong together, the longest first. */
function partsOf(catalogue: Catalogue): string[] {
  const names = Object.values(subjectNamesOf(catalogue, [...catalogue.subjects.keys()])).flat();
  const parts = new Set(names.flatMap((name) => name.match(TOGETHER) ?? []));
  return [...parts]
    .filter(({ length }) => length <= LONGEST)
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
}
