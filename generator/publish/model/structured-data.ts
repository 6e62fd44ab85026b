import {
  ABOUT_PAGE,
  CORRECTIONS_PAGE,
  HOME_PAGE,
  METHODOLOGY_PAGE,
  permanentLink,
  SOURCES_PAGE,
} from "./address.ts";
import { CARD } from "../cards/card-svg.ts";
import type { History } from "../../store/asof.ts";
import type { Series, Source } from "../../publication/catalogue.ts";
import { correctionsOf, modifiedAt } from "../../articles/corrections.ts";
import type { SiteFile } from "../build/site-file.ts";
import type { GuestArticle } from "./guest-articles.ts";
import type { PlacedArticle } from "./placed-article.ts";
import type { Site } from "./site.ts";

/** Made by rules from data, without training: IPTC's word for it, as schema.org has it. */
const MADE_BY = "https://schema.org/AlgorithmicMediaDigitalSource";

/** The publisher, as every other thing refers to it. */
function publisherThing({ publication, root, icons, background }: Site): Structured {
  const at = (page: string): string => permanentLink(root, page);
  return {
    "@type": "NewsMediaOrganization",
    "@id": `${root}#publisher`,
    name: publication.name,
    description: publication.description,
    url: root,
    ...(icons && {
      logo: { "@type": "ImageObject", url: at(icons.large), width: 512, height: 512 },
    }),
    correctionsPolicy: at(CORRECTIONS_PAGE),
    ...(background && { publishingPrinciples: at(METHODOLOGY_PAGE) }),
  };
}

/** The site itself, for its front page. */
export function websiteThings(site: Site): Structured[] {
  const { publication, root } = site;
  return [
    {
      "@type": "WebSite",
      "@id": `${root}#site`,
      name: publication.name,
      description: publication.description,
      url: root,
      inLanguage: publication.language,
      publisher: { "@id": `${root}#publisher` },
    },
    publisherThing(site),
  ];
}

/** An article with its author, publisher and corrections, and its questions with their answers. */
export function articleThings(site: Site, article: PlacedArticle): Structured[] {
  const { publication, root } = site;
  const { frontMatter, path, rendered } = article;
  const address = permanentLink(root, path);
  const corrections = correctionsOf(frontMatter);
  const card = site.cards?.get(path);
  const subjects = frontMatter.subjects.flatMap(
    (id) => publication.catalogue.subjects.get(id)?.name ?? [],
  );
  const whole: Structured = {
    "@type": "NewsArticle",
    "@id": `${address}#article`,
    headline: frontMatter.title,
    description: frontMatter.description,
    url: address,
    mainEntityOfPage: address,
    datePublished: frontMatter.date,
    dateModified: modifiedAt(frontMatter),
    ...(card && {
      image: { "@type": "ImageObject", url: permanentLink(root, card.path), ...CARD },
    }),
    inLanguage: frontMatter.language,
    keywords: frontMatter.tags,
    wordCount: rendered.words,
    isAccessibleForFree: true,
    digitalSourceType: MADE_BY,
    author: {
      "@type": "Organization",
      name: publication.author.name,
      description: publication.author.role,
      url: permanentLink(root, ABOUT_PAGE),
    },
    publisher: { "@id": `${root}#publisher` },
    ...(subjects.length > 0 && { about: subjects.map((name) => ({ "@type": "Thing", name })) }),
    ...(corrections.length > 0 && {
      correction: corrections.map(({ date, text }) => ({
        "@type": "CorrectionComment",
        text,
        datePublished: date,
      })),
    }),
  };
  return [whole, ...questionThings(article, address), publisherThing(site)];
}

/** An article that a person wrote. */
export function guestThings(site: Site, guest: GuestArticle): Structured[] {
  const { publication, root } = site;
  const { path, title, description, author, tags, instant, rendered } = guest;
  const address = permanentLink(root, path);
  const whole: Structured = {
    "@type": "NewsArticle",
    "@id": `${address}#article`,
    headline: title,
    description,
    url: address,
    mainEntityOfPage: address,
    datePublished: instant,
    inLanguage: publication.language,
    keywords: tags,
    wordCount: rendered.words,
    isAccessibleForFree: true,
    author: { "@type": "Person", name: author },
    publisher: { "@id": `${root}#publisher` },
  };
  return [whole, publisherThing(site)];
}

function questionThings({ rendered, frontMatter }: PlacedArticle, address: string): Structured[] {
  if (rendered.questions.length === 0) return [];
  return [
    {
      "@type": "FAQPage",
      "@id": `${address}#questions`,
      url: address,
      inLanguage: frontMatter.language,
      mainEntity: rendered.questions.map(({ question, answer }) => ({
        "@type": "Question",
        name: question,
        acceptedAnswer: { "@type": "Answer", text: answer },
      })),
    },
  ];
}

/** Where a page stands within the site. */
export function trailThing(
  { publication, root }: Pick<Site, "publication" | "root">,
  pages: readonly { readonly path: string; readonly title: string }[],
): Structured {
  const steps = [{ path: HOME_PAGE, title: publication.name }, ...pages];
  return {
    "@type": "BreadcrumbList",
    itemListElement: steps.map(({ path, title }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name: title,
      item: permanentLink(root, path),
    })),
  };
}

/** What a series' page tells machines of it. */
export interface Described {
  readonly series: Series;
  readonly sources: readonly Source[];
  readonly history: History;
  readonly head: { readonly path: string; readonly description: string };
  /** The history as files; none where the terms do not allow it. */
  readonly files: readonly SiteFile[];
}

/** A series as a set of data. */
export function datasetThing(
  { root, publication }: Site,
  { series, sources, history, head, files }: Described,
): Structured {
  const [first, last] = [history.days[0], history.days.at(-1)];
  return {
    "@type": "Dataset",
    "@id": `${permanentLink(root, head.path)}#data`,
    name: series.title,
    alternateName: [series.id, ...series.aliases],
    description: head.description,
    url: permanentLink(root, head.path),
    identifier: series.id,
    variableMeasured: { "@type": "PropertyValue", name: series.title, unitText: series.unit },
    isAccessibleForFree: true,
    inLanguage: publication.language,
    creator: sources.map(({ publisher, url }) => ({
      "@type": "Organization",
      name: publisher,
      url,
    })),
    creditText: sources.map(({ attribution }) => attribution).join("; "),
    license: permanentLink(root, SOURCES_PAGE),
    ...(first !== undefined && { temporalCoverage: `${first}/${last}` }),
    ...(files.length > 0 && {
      distribution: files.map(({ path }) => ({
        "@type": "DataDownload",
        encodingFormat: path.endsWith(".csv") ? "text/csv" : "application/json",
        contentUrl: permanentLink(root, path),
      })),
    }),
  };
}

/** One thing as JSON-LD tells it. */
export type Structured = Readonly<Record<string, unknown>>;

const ESCAPES: Readonly<Record<string, string>> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

/** JSON-LD that may stand within a script element: nothing in it can end that element or begin another. */
export function structuredText(things: readonly Structured[]): string {
  const graph = { "@context": "https://schema.org", "@graph": things };
  return JSON.stringify(graph).replace(/[<>&\u2028\u2029]/g, (sign) => ESCAPES[sign] as string);
}
