import axe from "axe-core";
import type { Page } from "playwright-core";

/** Scripts that look at a page from within; each is an expression for `evaluate`. */

/** The rules of axe that a page breaks, each with the markup that breaks it. */
export async function brokenRules(page: Page): Promise<[string, ...string[]][]> {
  await page.evaluate(axe.source);
  return page.evaluate(AXE);
}

const AXE = `axe
  .run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] })
  .then(({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]))`;

/**
 * Contrast that axe leaves undecided, decided: without the shades of tables that scroll and the bars over pictures, which hide what is behind
 * text from it, each with the markup; and texts of charts, which it never judges, by their own colours.
 */
export async function faintTexts(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(FAINT);
}

/** The least contrast of small text that WCAG 2.2 allows (1.4.3). */
const LEAST_CONTRAST = 4.5;

const FAINT = `(async () => {
  for (const each of document.querySelectorAll(".reading")) each.hidden = true;
  for (const each of document.querySelectorAll(".table")) each.style.background = "none";
  const { violations, incomplete } = await axe.run(document, { runOnly: { type: "rule", values: ["color-contrast"] } });
  const left = [...violations, ...incomplete].flatMap(({ nodes }) => nodes.map(({ html }) => html)).filter((html) => !html.startsWith("<text"));
  for (const each of document.querySelectorAll(".reading")) each.hidden = false;
  for (const each of document.querySelectorAll(".table")) each.style.background = "";
  const drawn = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const light = (colour) => {
    drawn.fillStyle = colour;
    drawn.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...drawn.getImageData(0, 0, 1, 1).data].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const paper = light(getComputedStyle(document.documentElement).backgroundColor);
  const faint = [...document.querySelectorAll("svg.plot text")].filter((text) => {
    const ink = light(getComputedStyle(text).fill);
    return Math.max(ink, paper) / Math.min(ink, paper) < ${LEAST_CONTRAST};
  });
  return [...left, ...faint.map(({ outerHTML }) => outerHTML)];
})()`;

/** The families that the page is set in, of those that come with it. */
export const FACES = `document.fonts.ready.then((all) => [...new Set([...all]
  .filter((face) => face.status === "loaded").map((face) => face.family.replaceAll('"', '')))].sort())`;

/** How much of what a reader saw has moved by itself, once all faces have come: the cumulative layout shift of web.dev. */
export const MOVED = `document.fonts.ready.then(() => new Promise((told) => {
  let moved = 0;
  const add = (entries) => {
    for (const { value, hadRecentInput } of entries) if (!hadRecentInput) moved += value;
  };
  const observer = new PerformanceObserver((list) => add(list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  setTimeout(() => {
    add(observer.takeRecords());
    told(moved);
  }, 300);
}))`;

/** Pixels by which the page is wider than the window. */
export const EXCESS = `Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)`;

/** Names with a number of which one line has a part and the next the rest, with how many are told in all. */
export const PARTED = `(() => {
  const told = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode: node } = texts;
    for (const { 0: name, index } of node.data.matchAll(/S&P 500|Russell 2000|Nasdaq-100/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + name.length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (lines.size > 0) told.push([name, lines.size]);
    }
  }
  return { told: told.length, parted: told.filter(([, lines]) => lines > 1) };
})()`;

/** Texts of charts that touch another of the same chart. */
export const TOUCHING = `[...document.querySelectorAll("svg.plot")].flatMap((svg) => {
  const boxes = [...svg.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
  return boxes.flatMap(([name, a], at) => boxes.slice(at + 1)
    .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3.5 && b.top < a.bottom - 3.5)
    .map(([other]) => [svg.getAttribute("aria-labelledby"), name, other]));
})`;

/** Texts of charts that stand, in part or whole, beside the window. */
export const OUTSIDE = `[...document.querySelectorAll("svg.plot text")]
  .filter((text) => text.getBoundingClientRect().left < 0 || text.getBoundingClientRect().right > document.documentElement.clientWidth)
  .map((text) => [text.closest("svg").getAttribute("aria-labelledby"), text.textContent])`;

/** A function from a node to all within it that could run, load, or change how the page looks. */
const DANGERS = `(root) => [...root.querySelectorAll("*")].flatMap((node) => {
  const addresses = ["href", "src", "action", "formaction", "data", "xlink:href"]
    .map((name) => (node.getAttribute(name) ?? "").replaceAll(/[^\\x21-\\x7e]/g, ""))
    .filter((address) => /^(javascript|data|vbscript|\\/\\/attacker)/i.test(address));
  const handlers = node.getAttributeNames().filter((name) => /^(on|style$|srcdoc$)/i.test(name));
  const forbidden =
    /^(script|style|iframe|object|embed|svg|math|form|button|input|img|base|details|template)$/;
  return [...addresses, ...handlers, ...[node.localName].filter((name) => forbidden.test(name))];
})`;

/** Dangers of the page itself, besides its own data for search engines, which runs nothing and parses, and the theme's own scripts and buttons. */
export const DANGERS_HERE = `(() => {
  const data = [...document.querySelectorAll('head > script[type="application/ld+json"]:not([src])')];
  const own = document.querySelectorAll('head > script[src^="assets/"], head > script[src*="../assets/"], .masthead-line > .scheme, .share > li > button');
  for (const each of own) each.remove();
  for (const each of data) {
    JSON.parse(each.textContent);
    each.remove();
  }
  return (${DANGERS})(document);
})()`;

/** How many buttons are the program's own: empty, over a figure, and able to do no more than open a note. */
export const OWN_MARKS = `[...document.querySelectorAll("span.mark > button:empty")].filter((button) =>
  button.getAttributeNames().join(" ") === "type popovertarget popovertargetaction aria-labelledby"
  && button.type === "button" && /^note_\\d+$/.test(button.getAttribute("popovertarget"))
  && document.getElementById(button.getAttribute("popovertarget")).matches("li.note[popover]")).length`;

/** Dangers of pieces of HTML. */
export function dangersOf(pieces: readonly string[]): string {
  return `${JSON.stringify(pieces)}.flatMap((html) =>
    (${DANGERS})(new DOMParser().parseFromString(html, "text/html").body))`;
}

/** What a reader of Atom (RFC 4287) would see in a feed. */
export function atomOf(feed: string): string {
  return `(() => {
    const parsed = new DOMParser().parseFromString(${JSON.stringify(feed)}, "application/xml");
    const root = parsed.documentElement;
    const entries = [...parsed.getElementsByTagName("entry")];
    const has = (node, name) => [...node.children].some((child) => child.localName === name && child.textContent);
    const content = parsed.querySelector("content[type=html]")?.textContent ?? "";
    return {
      error: parsed.querySelector("parsererror")?.textContent,
      root: root.localName,
      namespaces: [...new Set([...parsed.querySelectorAll("*")].map((node) => node.namespaceURI))],
      missing: [root, ...entries].flatMap((node) => ["id", "title", "updated"].filter((name) => !has(node, name))),
      author: parsed.querySelector("feed > author > name")?.textContent,
      entries: entries.length,
      cells: new DOMParser().parseFromString(content, "text/html").querySelectorAll("td").length,
    };
  })()`;
}
