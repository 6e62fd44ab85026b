import { loadFigureVocabulary, type FigureVocabulary } from "./check/vocabulary.ts";
import type { World } from "./base/world.ts";
import { deskOf, type Desk } from "./compose/compose.ts";
import { loadLanguage } from "./compose/language.ts";
import { storiesIn } from "./compose/story-translation.ts";
import { loadStories, type Story } from "./compose/story.ts";
import { openStore, storePath, type Store } from "./gather/store.ts";
import { loadNarratives, type Narrative } from "./narrate/narrative.ts";
import { scalesIn } from "./narrate/scale-words.ts";
import { loadScales, type Scale } from "./narrate/scale.ts";
import { inLanguage } from "./narrate/translation.ts";
import { loadPublication, type Publication } from "./publication.ts";
import { refuseBannedWording } from "./template-wording.ts";

/** Everything loaded and checked that an edition is made with. */
export interface Newsroom {
  readonly world: World;
  readonly publication: Publication;
  readonly narratives: readonly Narrative[];
  readonly scales: ReadonlyMap<string, Scale>;
  readonly stories: readonly Story[];
  readonly desk: Desk;
  readonly vocabulary: FigureVocabulary;
}

/** What it takes to hold articles to their facts: no narrative, scale or story. */
export type CheckRoom = Pick<Newsroom, "world" | "publication" | "vocabulary">;

/** Loads what the check needs. @throws Failure (2) */
export function openCheckRoom(
  world: World,
  home: string,
  options: { readonly live?: boolean } = {},
): CheckRoom {
  const publication = loadPublication(world, home, options);
  return {
    world,
    publication,
    vocabulary: loadFigureVocabulary(world, home, publication.language),
  };
}

/**
 * Loads the publication and all of its templates.
 * @throws Failure (2) naming every mistake found in the first kind of file that has one.
 */
export function openNewsroom(
  world: World,
  home: string,
  options: { readonly live?: boolean } = {},
): Newsroom {
  const publication = loadPublication(world, home, options);
  const { catalogue, language } = publication;
  const scales = loadScales(world, home);
  const told = scalesIn(world, home, scales, language);
  const all = loadNarratives(world, home, catalogue, scales);
  const narratives = inLanguage(world, home, all, language, catalogue, told);
  const themes = new Set(all.flatMap(({ theme, id }) => [theme, id]));
  const planned = loadStories(world, home, publication.stories, themes, catalogue, scales);
  const stories = storiesIn(world, home, planned, language, catalogue, told);
  const vocabulary = loadFigureVocabulary(world, home, language);
  const files = [...narratives, ...stories].map(({ file }) => file);
  refuseBannedWording(world, home, files, vocabulary.banned);
  return {
    world,
    publication,
    narratives,
    scales,
    stories,
    desk: deskOf(loadLanguage(world, home, language), language, told),
    vocabulary,
  };
}

/** How long a command waits for another one that is writing, in milliseconds. */
const PATIENCE_MS = 30_000;

/** Runs `work` with the publication's store open, and closes it whatever happens; `onWait` is told when it has to wait. */
export async function withStore<T>(
  world: World,
  home: string,
  onWait: () => void,
  work: (store: Store) => T | Promise<T>,
): Promise<T> {
  const store = openStore(world, storePath(home), { milliseconds: PATIENCE_MS, onWait });
  try {
    return await work(store);
  } finally {
    store.close();
  }
}
