type Thing = Readonly<Record<string, unknown>>;

/** What schema.org and the search engines that read it require of each type. */
const REQUIRED: Readonly<Record<string, string>> = {
  NewsArticle:
    "headline description datePublished dateModified author publisher mainEntityOfPage url inLanguage digitalSourceType",
  NewsMediaOrganization: "name url @id",
  Organization: "name",
  WebSite: "name url publisher",
  BreadcrumbList: "itemListElement",
  ListItem: "position name item",
  FAQPage: "mainEntity",
  Question: "name acceptedAnswer",
  Answer: "text",
  CorrectionComment: "text datePublished",
  Dataset: "name description url license creator temporalCoverage",
  DataDownload: "contentUrl encodingFormat",
  PropertyValue: "name",
  ImageObject: "url",
  Thing: "name",
};

/** The things that a page's JSON-LD tells; none where it has none. */
export function thingsOf(html: string): Thing[] {
  const data = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1];
  if (data === undefined) return [];
  const { "@context": context, "@graph": graph } = JSON.parse(data) as {
    "@context": string;
    "@graph": Thing[];
  };
  return context === "https://schema.org" ? graph : [];
}

/** What is missing in things and in all that they hold, and references to things that are not told. */
export function faultsOf(things: readonly Thing[]): string[] {
  const told = new Set(things.map((thing) => thing["@id"]));
  const visit = (value: unknown, at: string): string[] => {
    if (Array.isArray(value)) return value.flatMap((each, index) => visit(each, `${at}[${index}]`));
    if (typeof value !== "object" || value === null) return [];
    const thing = value as Thing;
    const within = Object.entries(thing).flatMap(([name, each]) => visit(each, `${at}.${name}`));
    const type = thing["@type"];
    if (type === undefined && "@id" in thing)
      return told.has(thing["@id"]) ? within : [`${at}: nothing is called ${String(thing["@id"])}`];
    const required = REQUIRED[String(type)]?.split(" ");
    if (!required) return [`${at}: ${String(type)} is no type that is written here`];
    const missing = required.filter((name) => isEmpty(thing[name]));
    return [...within, ...missing.map((name) => `${at}: ${String(type)} has no ${name}`)];
  };
  return things.flatMap((thing, index) => visit(thing, `[${index}]`));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}
