import { XMLParser } from "fast-xml-parser";
import { parse } from "node-html-parser";
import { WebFault } from "../../web/fault.ts";

/** One entry of a feed as it stands there, not yet judged. */
export interface FeedItem {
  /** What tells it from others of the feed: its id, else its address, else its title. */
  readonly key: string;
  /** On one line, without markup. */
  readonly title: string;
  /** Absolute; undefined where it has none of the web. */
  readonly url: string | undefined;
  /** In milliseconds; undefined where the feed does not say, or says a time without its zone. */
  readonly at: number | undefined;
}

/** A feed that is longer, in characters, is not read. */
const LONGEST = 5_000_000;

/** No feed of news has need of a document type, and with one a few lines can stand for gigabytes. */
const DOCTYPE = /<!(?:DOCTYPE|ENTITY)/i;

const LISTS = new Set(["item", "entry", "link"]);

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  textNodeName: "#",
  parseTagValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: 50,
  isArray: (name) => LISTS.has(name),
});

/**
 * The entries of an RSS (0.9 to 2.0) or Atom feed, in their order.
 * @param address of the feed, from which its links are seen.
 * @throws WebFault `drift` for a text that is no such feed, is too long, or declares a document type.
 */
export function readFeed(text: string, address: string): FeedItem[] {
  const refused = (what: string): WebFault => new WebFault("drift", `${address}: ${what}`);
  if (text.length > LONGEST)
    throw refused(`the feed is longer than ${LONGEST / 1_000_000} million characters`);
  if (DOCTYPE.test(text)) throw refused("the feed declares a document type, which is not read");
  let whole: unknown;
  try {
    whole = parser.parse(text, true);
  } catch (error) {
    throw refused(`a feed was expected, found what is no XML (${(error as Error).message})`);
  }
  const channel = at(at(whole, "rss"), "channel") ?? at(whole, "rdf:RDF") ?? at(whole, "feed");
  if (channel === undefined) throw refused("an RSS or Atom feed was expected, found another text");
  const entries = at(channel, "item") ?? at(channel, "entry") ?? at(at(whole, "rdf:RDF"), "item");
  return (Array.isArray(entries) ? entries : []).flatMap((entry) => itemOf(entry, address));
}

function itemOf(entry: unknown, address: string): FeedItem[] {
  const title = titleOf(at(entry, "title"));
  const url = addressOf(entry, address);
  const key = textOf(at(entry, "guid")) ?? textOf(at(entry, "id")) ?? url ?? title;
  if (key === "") return [];
  const date = ["published", "pubDate", "updated", "dc:date"]
    .map((name) => textOf(at(entry, name)))
    .find((each) => each !== undefined);
  return [{ key, title, url, at: instantOf(date) }];
}

/** HTML within a title is markup, save where Atom says that it is none. */
function titleOf(title: unknown): string {
  const text = textOf(title) ?? "";
  const isPlain = at(title, "@type") === "text";
  return oneLine(
    isPlain
      ? text
      : parse(text, { blockTextElements: { script: false, style: false } }).textContent,
  );
}

/** Foreign text on one line, without characters that steer a terminal, turn the reading direction or are not seen. */
function oneLine(text: string): string {
  return text.replace(/[\p{C}\p{DI}\p{Z}\s]+/gu, " ").trim();
}

function addressOf(entry: unknown, address: string): string | undefined {
  const links = at(entry, "link");
  const all: unknown[] = Array.isArray(links) ? links : [];
  const link = all.find(isOfPage);
  const given = (at(link, "@href") as string | undefined) ?? textOf(link);
  const url = given === undefined ? null : URL.parse(given, address);
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  url.username = "";
  url.password = "";
  return url.href.replaceAll("(", "%28").replaceAll(")", "%29");
}

/** Whether a link of Atom leads to the page of its entry, and not to a file or the feed itself. */
function isOfPage(link: unknown): boolean {
  return [undefined, "alternate"].includes(at(link, "@rel") as string | undefined);
}

/** A zone at the end of a time, as RFC 822 and ISO 8601 write it. */
const ZONED = /(?:\dZ|[+-]\d{2}:?\d{2}|\b(?:UTC?|GMT|[ECMP][SD]T))$/;

function instantOf(date: string | undefined): number | undefined {
  if (date === undefined || !ZONED.test(date)) return undefined;
  const instant = Date.parse(date);
  return Number.isNaN(instant) ? undefined : instant;
}

/** What stands under a name; own properties only. */
function at(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** The text of an element, or of the first of several; undefined where there is none. */
function textOf(value: unknown): string | undefined {
  const [first] = Array.isArray(value) ? value : [value];
  const text = typeof first === "string" ? first : at(first, "#");
  return typeof text === "string" && text.trim() !== "" ? text.trim() : undefined;
}
