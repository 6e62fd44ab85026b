import { XMLParser } from "fast-xml-parser";
import { parse, type HTMLElement } from "node-html-parser";

/** What a feed tells of one article, in either form. */
interface Told {
  readonly id: string;
  readonly title: string;
  readonly links: readonly string[];
  /** Each as it is written. */
  readonly dates: readonly string[];
  /** HTML. */
  readonly texts: readonly string[];
}

interface Feed extends Told {
  readonly self: string;
  readonly entries: readonly Told[];
  /** Whether a date stands as the form wants it. */
  readonly isDate: (text: string) => boolean;
}

const xml = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  htmlEntities: true,
  isArray: (name) => ["item", "entry", "link"].includes(name),
});

/** Elements and attributes of HTML that readers of feeds let through; they drop others, and the W3C's validator warns of them. */
const ELEMENTS = new Set(
  "a abbr b blockquote br caption code dd del div dl dt em figure figcaption h1 h2 h3 h4 h5 h6 hr i img ins li ol p pre q s section small span strong sub sup table tbody td tfoot th thead tr u ul".split(
    " ",
  ),
);
const ATTRIBUTES = new Set(
  "abbr alt cite colspan datetime dir height href hreflang id lang rel rowspan scope src start title width".split(
    " ",
  ),
);

const VOID = new Set(["br", "hr", "img"]);

/** Entities that XML knows too; others have no meaning to many readers. */
const ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i;

/**
 * What the W3C's validator of feeds would say of one beyond its schema, under the names of its help pages (`docs/error`, `docs/warning` of
 * https://validator.w3.org/feed). Two of its warnings are left out: `DuplicateUpdated`, since articles of one edition do have one instant,
 * and what it says of how a host serves a file.
 * @param address at which the feed is to be found.
 */
export function feedFaults(text: string, address: string): string[] {
  const feed = feedOf(text);
  const ids = feed.entries.map(({ id }) => id);
  return [
    ...(feed.self === address ? [] : [`SelfDoesntMatchLocation: ${feed.self}`]),
    ...(new Set(ids).size === ids.length ? [] : ["DuplicateValue"]),
    ...[feed, ...feed.entries].flatMap((told) => faultsOf(told, feed.isDate)),
  ];
}

function faultsOf({ id, title, links, dates, texts }: Told, isDate: Feed["isDate"]): string[] {
  const addresses = [id, ...links];
  return [
    ...(title.trim() === "" ? ["NotBlank"] : []),
    ...(/<\/?[a-z]/i.test(title) ? [`ContainsHTML: ${title}`] : []),
    ...addresses.filter((each) => !isCanonical(each)).map((each) => `NonCanonicalURI: ${each}`),
    ...dates.filter((each) => !isDate(each)).map((each) => `IncorrectDOW: ${each}`),
    ...texts.flatMap(htmlFaults),
  ];
}

function htmlFaults(html: string): string[] {
  const all = parse(html, { comment: true }).querySelectorAll("*");
  return [
    ...(isNested(html) ? [] : [`NotHtml: ${html.slice(0, 80)}`]),
    ...(ENTITY.test(html) ? [`UndefinedNamedEntity: ${ENTITY.exec(html)?.[0]}`] : []),
    ...all.flatMap(elementFaults),
  ];
}

function elementFaults({ rawTagName, attributes }: HTMLElement): string[] {
  const tag = rawTagName.toLowerCase();
  return [
    ...(ELEMENTS.has(tag) ? [] : [`SecurityRisk: <${tag}>`]),
    ...Object.keys(attributes)
      .filter((name) => !ATTRIBUTES.has(name.toLowerCase()))
      .map((name) => `SecurityRiskAttr: ${name}`),
    ...["href", "src", "cite"]
      .flatMap((name) => attributes[name] ?? [])
      .filter((to) => !/^(?:https?|mailto):/.test(to))
      .map((to) => `ContainsRelRef: ${to}`),
  ];
}

/** Whether every element that is opened is closed, in the right order. */
function isNested(html: string): boolean {
  const open: string[] = [];
  for (const [, closing, tag = ""] of html.matchAll(
    /<(\/?)([a-z][a-z0-9]*)(?:"[^"]*"|[^">])*>/gi,
  )) {
    if (VOID.has(tag)) continue;
    if (closing === "") open.push(tag);
    else if (open.pop() !== tag) return false;
  }
  return open.length === 0;
}

function isCanonical(address: string): boolean {
  return URL.canParse(address) && new URL(address).href === address;
}

type Node = Readonly<Record<string, unknown>>;

function feedOf(text: string): Feed {
  const { rss, feed } = xml.parse(text) as { rss?: { channel: Node }; feed?: Node };
  return rss ? ofRss(rss.channel) : ofAtom(feed!);
}

const said = (value: unknown): string =>
  value === undefined
    ? ""
    : typeof value === "object"
      ? String((value as Node)["#text"] ?? "")
      : String(value);

const nodes = (value: unknown): Node[] => (value ?? []) as Node[];

function ofRss(channel: Node): Feed {
  const told = (node: Node, date: string): Told => ({
    id: said(node["guid"] ?? nodes(node["link"])[0]),
    title: said(node["title"]),
    links: nodes(node["link"]).map(said),
    dates: [said(node[date])],
    texts: [said(node["description"]), said(node["content:encoded"])],
  });
  const self = channel["atom:link"] as Node;
  return {
    ...told(channel, "lastBuildDate"),
    self: said(self["href"]),
    entries: nodes(channel["item"]).map((item) => told(item, "pubDate")),
    isDate: (text) => new Date(text).toUTCString() === text,
  };
}

function ofAtom(feed: Node): Feed {
  const told = (node: Node): Told => ({
    id: said(node["id"]),
    title: said(node["title"]),
    links: nodes(node["link"]).map((link) => said(link["href"])),
    dates: ["published", "updated"].flatMap((name) => (node[name] ? said(node[name]) : [])),
    texts: node["content"] ? [said(node["content"])] : [],
  });
  const self = nodes(feed["link"]).find(({ rel }) => rel === "self")!;
  return {
    ...told(feed),
    self: said(self["href"]),
    entries: nodes(feed["entry"]).map(told),
    isDate: (text) =>
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(text) && !Number.isNaN(Date.parse(text)),
  };
}
