import { lruCache, weakMemoize } from "../../base/memo.ts";
import { narrativePath, NARRATIVES_PAGE, relativeLink } from "../model/address.ts";
import type { Background } from "../model/background.ts";
import { dateWords } from "../theme/dates.ts";
import type { Layouts } from "../theme/layouts.ts";
import { commonValues } from "../model/page-head.ts";
import { pageKey } from "../build/page-keys.ts";
import type { SiteFile } from "../build/site-file.ts";
import type { Narrative } from "../../narrate/narrative.ts";
import type { PlacedArticle } from "../model/placed-article.ts";
import type { LayoutValues } from "../theme/layout-schemas.ts";
import { evidenceOf, fullestRecord } from "./evidence.ts";
import { newestOf } from "./listing.ts";
import { newestChange } from "../../articles/corrections.ts";
import type { DataSite } from "../model/edition-desk.ts";
import { ruleTitle, titleOfId } from "../theme/page-words.ts";
import { tellRule, type RuleTeller } from "./rule-in-words.ts";
import { tellBriefly, tellTemplate, type Piece } from "./template-in-words.ts";
import { articlesByNarrative } from "../model/topics.ts";
import { countIn } from "../text/counts.ts";

type Narratives = LayoutValues<"narratives">;

type NarrativeValues = LayoutValues<"narrative">;

/** The list of rules, and a page for each. */
export function narrativePages(data: DataSite, layouts: Layouts): SiteFile[] {
  const { site, background } = data;
  const head = {
    ...site.words.head("narratives", { site: site.publication.name }),
    path: NARRATIVES_PAGE,
  };
  const content = (): string =>
    layouts.render("narratives", {
      ...commonValues(site, head),
      themes: themesOf(data, NARRATIVES_PAGE),
    });
  return [
    { path: NARRATIVES_PAGE, key: rulesKey(data, NARRATIVES_PAGE), content },
    ...background.narratives.map((narrative) => narrativePage(data, layouts, narrative, head)),
  ];
}

/** The key of a page that tells every rule: of articles it says in how many editions they print each. */
export function rulesKey({ site, background }: DataSite, path: string): string | undefined {
  const counts = background.narratives.map(({ id }) =>
    countEditions(articlesByNarrative(site).get(id) ?? []),
  );
  return pageKey(site, path, [], true, [counts, editionsOf(site)]);
}

/** Every rule by its theme. */
export function themesOf(data: DataSite, from: string): Narratives["themes"] {
  return [...Map.groupBy(data.background.narratives, ({ theme }) => theme)].map(
    ([theme, narratives]) => ({
      name: titleOfId(theme, data.site.words),
      anchor: `theme-${theme}`,
      count: String(narratives.length),
      rules: narratives.map((narrative) => ruleValues(data, narrative, from)),
    }),
  );
}

function narrativePage(
  data: DataSite,
  layouts: Layouts,
  narrative: Narrative,
  above: { readonly path: string; readonly title: string },
): SiteFile {
  const { site } = data;
  const path = narrativePath(narrative.id);
  const articles = articlesByNarrative(site).get(narrative.id) ?? [];
  const name = ruleTitle(narrative.id, site.words);
  const values = { site: site.publication.name, narrative: name };
  const head = { ...site.words.head("narrative", values), path, trail: [above] };
  const page = {
    path,
    modified: newestChange(articles),
    key: pageKey(site, path, articles, true),
    found: { kind: "rules" },
  } as const;
  const content = (): string =>
    layouts.render("narrative", {
      ...commonValues(site, head),
      id: narrative.id,
      stance: site.words.stances[narrative.stance],
      rule: ruleValues(data, narrative, path),
      ...textsBehind(data.background)(narrative.digest, () => textsOf(data, narrative)),
      tags: narrative.tags,
      held: heldValues(data, articles),
      ...printedValues(data, narrative, articles),
      evidence: evidenceOf(data, narrative),
      listing: newestOf(site, path, articles),
    });
  return { ...page, content };
}

function tellerOf(
  { site, background: { ruleWords: words, scales } }: DataSite,
  { bindings }: Narrative,
): RuleTeller | undefined {
  const { subjects } = site.publication.catalogue;
  return words && { words, scales, bindings, nameOf: (id) => subjects.get(id)?.name ?? id };
}

function ruleValues(data: DataSite, narrative: Narrative, from: string): NarrativeValues["rule"] {
  const articles = articlesByNarrative(data.site).get(narrative.id) ?? [];
  const { editions, ofEditions } = heldValues(data, articles);
  const { pieces, conditions } = toldBehind(data.background)(narrative.digest, () => {
    const teller = tellerOf(data, narrative);
    return {
      pieces: saidBy(narrative, teller),
      conditions: teller ? tellRule(narrative.when.source, teller) : [],
    };
  });
  return {
    href: relativeLink(from, narrativePath(narrative.id)),
    id: narrative.id,
    name: titleOfId(narrative.id.split("/").slice(1).join(" "), data.site.words),
    said: { pieces },
    editions,
    ofEditions,
    record: fullestRecord(data, narrative),
    conditions: conditions.map((words, index) => ({
      words,
      isLast: index === conditions.length - 1,
    })),
    written: narrative.when.source,
  };
}

/** What rules say and when, as they are told, by the rules' digests. */
const toldBehind = weakMemoize((_background: Background) =>
  lruCache<{ readonly pieces: Piece[]; readonly conditions: readonly string[] }>(),
);

/** Its summary, else what it states, at the shortest. */
function saidBy({ parts }: Narrative, teller: RuleTeller | undefined): Piece[] {
  const [said] = [parts["summary"], parts["fact"], ...Object.values(parts)].flatMap(
    (templates) => templates?.[0] ?? [],
  );
  if (!said) return [];
  return teller ? tellBriefly(said.source, teller) : [{ text: said.source, isValue: false }];
}

type Texts = Pick<NarrativeValues, "parts" | "questions">;

/** The texts of rules as they are told, by the rules' digests. */
const textsBehind = weakMemoize((_background: Background) => lruCache<Texts>());

/** The first phrasing of each part; the others say the same in other words. */
function textsOf(data: DataSite, narrative: Narrative): Texts {
  const teller = tellerOf(data, narrative);
  const told = (source: string): Piece[] =>
    teller ? tellTemplate(source, teller) : [{ text: source, isValue: false }];
  const { words } = data.site;
  return {
    parts: Object.entries(narrative.parts).flatMap(([part, templates]) =>
      templates.slice(0, 1).map(({ source }) => ({
        name: words.parts[part] ?? part,
        phrasings: String(templates.length),
        pieces: told(source),
      })),
    ),
    questions: narrative.questions.map(({ question }) => ({ pieces: told(question.source) })),
  };
}

function heldValues(
  { site }: DataSite,
  articles: readonly PlacedArticle[],
): NarrativeValues["held"] {
  const editions = countEditions(articles);
  const all = editionsOf(site);
  return {
    editions: countIn(site.publication.language, editions),
    ofEditions: countIn(site.publication.language, all),
    articles: countIn(site.publication.language, articles.length),
    share: `${Math.round((100 * editions) / all)}`,
  };
}

/** How often the rule was printed of which subjects, the most frequent first. */
function printedValues(
  { site }: DataSite,
  { id }: Narrative,
  articles: readonly PlacedArticle[],
): Pick<NarrativeValues, "printed" | "only"> {
  const { catalogue, language } = site.publication;
  const bySubjects = new Map<string, Set<string>>();
  for (const { printed, frontMatter } of articles) {
    for (const { narrative, bindings } of printed.findings) {
      if (narrative !== id) continue;
      const names = Object.values(bindings).flatMap(
        (bound) => catalogue.subjects.get(bound)?.name ?? [],
      );
      const key = [...new Set(names)].join(", ");
      bySubjects.set(key, (bySubjects.get(key) ?? new Set()).add(frontMatter.edition));
    }
  }
  const printed = [...bySubjects]
    .filter(([subjects]) => subjects !== "")
    .toSorted(([a, one], [b, other]) => other.size - one.size || (a < b ? -1 : 1))
    .map(([subjects, editions]) => {
      const [last = ""] = editions;
      return {
        subjects,
        editions: countIn(language, editions.size),
        last: { iso: last, words: dateWords(last, "long", language) },
      };
    });
  const [only] = printed;
  return printed.length === 1 ? { printed: [], only } : { printed, only: undefined };
}

const editionsOf = weakMemoize(({ articles }: DataSite["site"]) => countEditions(articles));

function countEditions(articles: readonly PlacedArticle[]): number {
  return new Set(articles.map(({ frontMatter }) => frontMatter.edition)).size;
}
