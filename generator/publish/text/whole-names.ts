import { subjectNamesOf } from "../../compose/print/naming.ts";
import type { Catalogue } from "../../publication/catalogue.ts";
import type { Layouts } from "../theme/layouts.ts";
import type { LayoutName } from "../theme/layout-schemas.ts";

/** What is printed as it is: readers of feeds know no style of ours. */
const NO_PAGES: ReadonlySet<LayoutName> = new Set(["feed", "rss"]);

/** Where a name with a number would be parted: before the number ("S&P 500", "Nasdaq-100"), or behind it ("10-year"). */
const TOGETHER = /\p{Lu}[^\s(-]*[ -]\p{N}[\p{L}\p{N}]*|\p{N}+-\p{L}+/gu;

/** What is longer than this, in characters, is parted rather than run over the edge of a small screen. */
const LONGEST = 20;

/** What no style reaches, and tags themselves, attributes and all: from its first sign on. */
const LITERAL =
  /<!--[^]*?-->|<(script|style|title|option|textarea|svg)\b[^]*?<\/\1>|<(?:[^>"']|"[^"]*"|'[^']*')*>/y;

/** The ways in which an ampersand is written between tags. */
const AMPERSAND = "(?:&amp;|&#x26;|&)";

const WORD = /[\p{L}\p{N}]/u;

/** Layouts whose pages part no name from its number where a line ends; what a page says stays the same text. */
export function withWholeNames(layouts: Layouts, catalogue: Catalogue): Layouts {
  const parts = partsOf(catalogue);
  if (parts.length === 0) return layouts;
  const written = parts.map((part) =>
    RegExp.escape(part).replaceAll(String.raw`\x26`, () => AMPERSAND),
  );
  const names = new RegExp(written.join("|"), "g");
  return {
    render: (layout, values) =>
      NO_PAGES.has(layout)
        ? layouts.render(layout, values)
        : withWhole(layouts.render(layout, values), names),
  };
}

/** The parts of names that belong together, the longest first. */
function partsOf(catalogue: Catalogue): string[] {
  const all = Object.values(subjectNamesOf(catalogue, [...catalogue.subjects.keys()])).flat();
  const parts = new Set(all.flatMap((name) => name.match(TOGETHER) ?? []));
  return [...parts]
    .filter(({ length }) => length <= LONGEST)
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

function withWhole(html: string, names: RegExp): string {
  const made: string[] = [];
  let done = 0;
  let text = 0;
  names.lastIndex = 0;
  for (let found = names.exec(html); found; found = names.exec(html)) {
    const { 0: name, index } = found;
    text = textUpTo(html, text, index);
    if (text > index) names.lastIndex = text;
    else if (!isWord(html[index - 1]) && !isWord(html[index + name.length])) {
      made.push(html.slice(done, index), `<span class="whole">${name}</span>`);
      done = index + name.length;
    }
  }
  return made.join("") + html.slice(done);
}

/** Where the text that holds a place begins, or the first behind it where it is within a tag. @param from where a text begins. */
function textUpTo(html: string, from: number, place: number): number {
  for (let begin = from; ; begin = LITERAL.lastIndex) {
    const tag = html.indexOf("<", begin);
    if (tag === -1 || tag > place) return begin;
    LITERAL.lastIndex = tag;
    // A sign that opens nothing is text.
    if (!LITERAL.test(html)) LITERAL.lastIndex = tag + 1;
    if (LITERAL.lastIndex > place) return LITERAL.lastIndex;
  }
}

function isWord(sign: string | undefined): boolean {
  return sign !== undefined && WORD.test(sign);
}
