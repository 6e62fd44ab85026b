import { suggestion } from "../base/nearest.ts";
import { collected, mistake, type Problem } from "../base/problem.ts";
import { loadFigureVocabulary, type FigureVocabulary } from "../check/figures/vocabulary.ts";
import type { World } from "../world/world.ts";
import { deskOf, type Desk } from "../compose/desk.ts";
import { loadHouseLanguage, type Language } from "../compose/language.ts";
import { storiesIn } from "../compose/plan/story-translation.ts";
import { loadStories, type Story } from "../compose/plan/story.ts";
import type { Kit } from "./kit.ts";
import { judgeBy } from "../narrate/evidence/verdict.ts";
import { loadNarratives, narrativeIds, type Narrative } from "../narrate/narrative.ts";
import { loadRelations } from "../narrate/relations/relation.ts";
import type { RuleGround } from "../narrate/rules/rule.ts";
import { scalesIn } from "../narrate/scales/scale-words.ts";
import {
  loadScales,
  problemsOfCalm,
  problemsOfInstead,
  type Scale,
} from "../narrate/scales/scale.ts";
import { inLanguage } from "../narrate/translation.ts";
import type { Catalogue } from "../publication/catalogue.ts";
import { loadPublication, type Publication } from "../publication/publication.ts";
import { METHODOLOGY_PAGE, permanentLink, siteRoot } from "../publish/model/address.ts";
import { refuseBannedWording } from "../check/wording/template-wording.ts";

/** Everything loaded and checked that an edition is made with. */
export interface Newsroom<K extends Kit = Kit> {
  readonly kit: K;
  readonly world: World;
  readonly publication: Publication;
  readonly narratives: readonly Narrative[];
  readonly scales: ReadonlyMap<string, Scale>;
  readonly stories: readonly Story[];
  readonly desk: Desk;
  readonly vocabulary: FigureVocabulary;
}

/** What it takes to hold articles to their facts: no narrative and no story. */
export type CheckRoom = Pick<Newsroom, "kit" | "world" | "publication" | "scales" | "vocabulary">;

/**
 * Loads the publication and all of its templates.
 * @param options `publication`: where it is loaded already.
 * @throws Failure (2) naming every mistake found in any of its files.
 */
export function openNewsroom<K extends Kit>(
  world: World,
  home: string,
  kit: K,
  options: { readonly live?: boolean; readonly publication?: Publication } = {},
): Newsroom<K> {
  const { newsroom, problems } = tryNewsroom(world, home, kit, options);
  if (!newsroom) throw mistake(problems);
  return newsroom;
}

/** The newsroom, or every mistake in its files: what only the mended files would show is not looked at. */
export function tryNewsroom<K extends Kit>(
  world: World,
  home: string,
  kit: K,
  options: {
    readonly live?: boolean;
    readonly language?: string;
    readonly publication?: Publication;
  } = {},
): { readonly newsroom?: Newsroom<K>; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const attempt = <T>(work: () => T): T | undefined => collected(problems, work);
  const publication =
    options.publication ?? attempt(() => loadPublication(world, home, kit, options));
  if (!publication) return { problems };
  const { catalogue, language: code } = publication;
  const scales = attempt(() => loadScales(world, home));
  const vocabulary = attempt(() => loadFigureVocabulary(world, home, code, catalogue.units));
  const language = attempt(() => loadHouseLanguage(world, home, code, catalogue.units));
  if (language) problems.push(...unknownGenders(code, catalogue, language));
  if (scales) {
    attempt(() => judgeBy(scales));
    problems.push(
      ...problemsOfInstead(scales, catalogue.kinds),
      ...problemsOfCalm(scales, catalogue.quantities, kit.measures.signals),
    );
  }
  const told = scales && attempt(() => scalesIn(world, home, scales, code));
  if (!scales || !told) return { problems };
  const ground = { catalogue, measures: kit.measures, scales, bindables: kit.bindables };
  const inWords = { ...ground, scales: told, ...(language && { cases: language.grammar.cases }) };
  const all = attempt(() => loadNarratives(world, home, ground));
  const narratives = all && attempt(() => inLanguage(world, home, all, code, inWords));
  const themes = new Set(narrativeIds(world, home).flatMap((id) => [id.split("/")[0]!, id]));
  const planned = attempt(() => loadStories(world, home, publication.stories, themes, ground));
  const stories = planned && attempt(() => storiesIn(world, home, planned, code, inWords));
  const relations = attempt(() => loadRelations(world, home, code, themes, inWords));
  const files = [...(narratives ?? []), ...(stories ?? []), ...(relations ?? [])].map(
    ({ file }) => file,
  );
  if (vocabulary) attempt(() => refuseBannedWording(world, home, files, vocabulary.banned));
  if (problems.length > 0 || !narratives || !stories || !relations || !vocabulary || !language)
    return { problems };
  const methodsPage = permanentLink(siteRoot(publication.url), METHODOLOGY_PAGE);
  const desk = deskOf(language, code, told, kit.bindables, relations, methodsPage);
  return {
    newsroom: { kit, world, publication, narratives, scales, stories, desk, vocabulary },
    problems,
  };
}

/** Genders of names for which the language has no form. */
function unknownGenders(code: string, { subjects }: Catalogue, { grammar }: Language): Problem[] {
  return [...subjects.values()].flatMap(({ id, gender }): Problem[] => {
    if (gender === undefined || grammar.genders.has(gender)) return [];
    const file = `templates/vocabulary/${code}/names.yaml`;
    const message = `subjects.${id}: no case of \`grammar\` in print.yaml has a form for the gender "${gender}".`;
    return [{ code: "unknown-name", file, message, advice: suggestion(gender, grammar.genders) }];
  });
}

/** What the rules and texts of a newsroom are read with. */
export function groundOf({ kit, publication, scales }: Newsroom): RuleGround {
  const { measures, bindables } = kit;
  return { catalogue: publication.catalogue, measures, scales, bindables };
}
