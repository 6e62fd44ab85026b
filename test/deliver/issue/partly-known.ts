import { parse, type HTMLElement } from "node-html-parser";

/** An element of a mail, and what its own style says. */
interface Styled {
  readonly tag: string;
  readonly element: HTMLElement;
  readonly style: ReadonlyMap<string, string>;
}

/** A mail as the rules look at it. */
interface Looked {
  readonly root: HTMLElement;
  readonly styled: readonly Styled[];
  /** Of all style sheets, without what is for Outlook alone. */
  readonly css: string;
}

type Breaches = (mail: Looked) => readonly string[];

/** What stands on another footing where a reader knows a feature in part. */
type Judgement = Breaches | string;

const OUTSIDE = "inline styles give the same without it";
const NO_STYLE_SHEET = `a reader for accounts of other providers drops style sheets: ${OUTSIDE}`;
const SHORTHAND = String.raw`(?:-(?:top|right|bottom|left))?`;

/** Declarations of a property, inline, that are not as a reader can follow them. */
function inline(property: string, isGood: (value: string, styled: Styled) => boolean): Breaches {
  const named = new RegExp(`^${property}$`);
  return ({ styled }) =>
    styled.flatMap((each) =>
      [...each.style]
        .filter(([name, value]) => named.test(name) && !isGood(value, each))
        .map(([name, value]) => `<${each.tag} style="${name}: ${value}">`),
    );
}

/** Declarations of a property anywhere whose value is one that some reader does not know. */
function anywhere(property: string, bad: RegExp): Breaches {
  const declared = new RegExp(`(?<![\\w-])${property}${SHORTHAND}\\s*:\\s*([^;}]*)`, "g");
  const inStyles = inline(property + SHORTHAND, (value) => !bad.test(value));
  return (mail) => [
    ...inStyles(mail),
    ...[...mail.css.matchAll(declared)]
      .filter(([, value = ""]) => bad.test(value))
      .map(([all]) => all),
  ];
}

function attribute(selector: string): Breaches {
  return ({ root }) => root.querySelectorAll(selector).map((each) => each.toString().slice(0, 80));
}

function sheet(bad: RegExp): Breaches {
  return ({ css }) => [...css.matchAll(bad)].map(([all]) => all);
}

const both =
  (...rules: readonly Breaches[]): Breaches =>
  (mail) =>
    rules.flatMap((rule) => rule(mail));

const CELLS = new Set(["td", "th"]);

/**
 * What Gmail, Outlook or Apple Mail know in part, and how mails keep to that part: by the notes of caniemail, a rule where a mail can be held to
 * one, else the reason for which the rest does not matter.
 */
export const PARTLY_KNOWN: Readonly<Record<string, Judgement>> = {
  "!important keyword": both(
    sheet(/\S!important|!IMPORTANT/g),
    inline(".*", (value) => !value.includes("!important")),
  ),
  "<body> element": "what it says stands on a table within it as well",
  "<style> element": ({ root, css }) => [
    ...root.querySelectorAll("body style").map(() => "a style sheet in the body"),
    ...(css.length > 16_000 ? [`${css.length} characters of style sheets`] : []),
  ],
  "<ul>, <ol> and <dl>": attribute("ol[reversed], li[value]"),
  "@media": both(
    sheet(/@media[^{]*height[^{]*\{/g),
    sheet(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*@media/g),
  ),
  "Chaining selectors": NO_STYLE_SHEET,
  "Class selector": NO_STYLE_SHEET,
  "Descendant combinator": NO_STYLE_SHEET,
  "ID selector": NO_STYLE_SHEET,
  "Type selector": NO_STYLE_SHEET,
  "align attribute": attribute("table[align=left], table[align=right]"),
  background: anywhere("background", /url\(|gradient|\s\S*(?:repeat|cover|contain)/),
  border: inline(`border${SHORTHAND}`, (value) => Number(/(\d+)px/.exec(value)?.[1] ?? 0) <= 8),
  "dir attribute": attribute("a[dir]"),
  direction: "a mail is in one language, and has one direction as a whole",
  display: both(
    anywhere("display", /flex|grid|contents|flow-root|initial|revert|unset/),
    inline("display", (value, { tag }) => tag !== "img" || value !== "none"),
  ),
  "display:none": inline("display", (value, { element }) => {
    return value !== "none" || element.querySelectorAll("table, img").length === 0;
  }),
  "font-size": anywhere("font-size", /rem\b/),
  "font-weight": "what lies between is shown as normal or bold",
  "height attribute": attribute('[height$="%"]'),
  "height property": inline(
    "height",
    (value, { tag }) => tag === "td" || (tag === "img" && value === "auto"),
  ),
  "line-height": inline("line-height", (value) => /^(?:[\d.]+|0|0px|1px)$/.test(value)),
  margin: anywhere("margin", /-\d/),
  "max-width": "MJML puts a table of that width around it for Outlook; on a phone all is narrower",
  overflow: anywhere("overflow", /scroll|auto/),
  padding: inline(
    `padding${SHORTHAND}`,
    (value, { tag }) => CELLS.has(tag) || /^0(?:px)?$/.test(value),
  ),
  "table-layout": "the reader's own layout gives the same one column",
  "text-align": anywhere("text-align", /match-parent|start|end/),
  "text-decoration": anywhere("text-decoration", /overline|\S\s+\S/),
  "white-space": anywhere("white-space", /^pre/),
  "width attribute": attribute('img[width$="%"]'),
  "width property": ({ styled }) =>
    styled
      .filter(
        ({ tag, style, element }) =>
          tag === "img" && style.has("width") && !element.hasAttribute("width"),
      )
      .map(({ element }) => element.toString().slice(0, 80)),
  "word-break":
    "a word that is longer than the line is broken anywhere, which is all that is asked for",
};

/** How a mail goes beyond what a reader knows of a feature; nothing where it keeps to that. */
export function breaches(html: string, title: string): readonly string[] {
  const judgement = PARTLY_KNOWN[title];
  if (judgement === undefined) return [`${title}: nobody has judged it`];
  if (typeof judgement === "string") return [];
  return judgement(lookedAt(html)).map((breach) => `${title}: ${breach}`);
}

function lookedAt(html: string): Looked {
  const root = parse(html);
  const css = root
    .querySelectorAll("style")
    .map((each) => each.textContent)
    .join("\n");
  const styled = root.querySelectorAll("[style]").map((element) => {
    const pairs = element
      .getAttribute("style")!
      .split(";")
      .map((each) => each.split(/:(.*)/s).map((part) => part.trim()))
      .filter(([name]) => name);
    return {
      element,
      tag: element.tagName.toLowerCase(),
      style: new Map(pairs.map(([name = "", value = ""]) => [name, value])),
    };
  });
  return { root, styled, css };
}
