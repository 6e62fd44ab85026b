import { collected, formatProblem, shownProblems, type Problem } from "../base/problem.ts";
import type { World } from "../world/world.ts";
import { loadLanguage } from "../compose/language.ts";
import type { Units } from "../publication/units.ts";
import type { Kit } from "../newsroom/kit.ts";
import { tryNewsroom, type Newsroom } from "../newsroom/newsroom.ts";
import { layersOf } from "../publication/layers.ts";
import { hasVocabulary } from "../publication/vocabulary.ts";
import { loadChartWords } from "../publish/charts/chart-words.ts";
import { loadLayoutWords } from "../publish/theme/layout-translations.ts";
import { loadFootnoteWords } from "../publish/theme/footnote-words.ts";
import { loadPageWords } from "../publish/theme/page-words.ts";
import { loadChannelWords } from "../deliver/channels/posts.ts";
import { loadMailWords } from "../deliver/issue/mail-words.ts";
import { loadServiceWords } from "../deliver/subscribers/service/words.ts";
import { loadRuleWords } from "../publish/theme/rule-words.ts";
import { loadSectionHeadings } from "../publish/theme/section-headings.ts";

/** Files of a vocabulary that only pages read, and what reads them. */
const SITE_WORDS: Readonly<
  Record<string, (world: World, home: string, language: string, units: Units) => unknown>
> = {
  channels: loadChannelWords,
  charts: loadChartWords,
  layouts: loadLayoutWords,
  mail: loadMailWords,
  notes: (world, home, language, units) =>
    loadFootnoteWords(world, home, language, loadLanguage(world, home, language, units), units),
  pages: loadPageWords,
  rules: loadRuleWords,
  site: loadSectionHeadings,
  subscribe: loadServiceWords,
};

/** Every file that a vocabulary may hold, without its ending. */
export const VOCABULARY_FILES: readonly string[] = [
  "banned",
  "binding",
  "contradictions",
  "evidence",
  "figures",
  "names",
  "notices",
  "pools",
  "print",
  "scales",
  ...Object.keys(SITE_WORDS),
];

/** Every mistake in the templates of all languages; the newsroom of the publication's own where there is none. */
export function mistakesIn(
  world: World,
  home: string,
  kit: Kit,
  options: { readonly live?: boolean },
): { readonly newsroom?: Newsroom; readonly mistakes: readonly Problem[] } {
  const { newsroom, problems } = tryNewsroom(world, home, kit, options);
  const found = [...problems];
  const own = newsroom?.publication.language;
  const { units } = newsroom?.publication.catalogue ?? kit;
  for (const language of languagesUnder(world, home)) {
    if (own !== undefined && language !== own)
      found.push(...tryNewsroom(world, home, kit, { ...options, language }).problems);
    found.push(...siteMistakes(world, home, language, units));
  }
  const told = new Map(shownProblems(home, found).map((each) => [formatProblem(each), each]));
  const mistakes = [...told.values()];
  return newsroom && mistakes.length === 0 ? { newsroom, mistakes } : { mistakes };
}

/** The languages that have words for articles. */
function languagesUnder(world: World, home: string): string[] {
  return layersOf(world, home)
    .list("templates/vocabulary")
    .filter((language) => hasVocabulary(world, home, language, "print"));
}

function siteMistakes(world: World, home: string, language: string, units: Units): Problem[] {
  const problems: Problem[] = [];
  for (const [name, load] of Object.entries(SITE_WORDS)) {
    if (hasVocabulary(world, home, language, name))
      collected(problems, () => load(world, home, language, units));
  }
  return problems;
}
