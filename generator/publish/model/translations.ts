import { isAbsolute, join } from "node:path";
import { Failure, mistake, shownProblems } from "../../base/problem.ts";
import type { CatalogueKit } from "../../publication/kit.ts";
import type { World } from "../../world/world.ts";
import { loadPublication, type Publication } from "../../publication/publication.ts";
import { articlePath, HOME_PAGE, permanentLink, siteRoot } from "./address.ts";
import { readEditions, type Editions } from "../../articles/approved.ts";

/** The same publication in another language, whose home is a folder of its own. */
export interface Translation {
  readonly language: string;
  /** The language as it calls itself. */
  readonly name: string;
  /** Permanent address of its home page. */
  readonly front: string;
  /** Permanent address of what stands there at the same path as here; undefined where nothing of ours can be sure to stand. */
  at(path: string): string | undefined;
}

/** A page in one language. */
export interface LanguageLink {
  readonly language: string;
  readonly href: string;
}

/**
 * The publications that `publication.translations` names. An article stands in another language where an approved article of the same
 * edition and name does.
 * @param release leaves out what is not fit to be linked to.
 * @throws Failure (2) naming each mistake in their files.
 */
export function translationsOf(
  world: World,
  publication: Publication,
  release: Release = (_, editions) => editions,
): Translation[] {
  return (publication.translations ?? []).map((folder) => {
    const home = join(publication.home, folder);
    if (!world.files.exists(join(home, "bellwether.yaml"))) throw refused(folder, "is no home");
    const found = within(home, folder, () => read(world, home, publication.kit, release));
    if (found.language === publication.language)
      throw refused(folder, `is in ${found.language} as well`);
    return found;
  });
}

function refused(folder: string, why: string): Failure {
  return mistake({
    code: "translation",
    file: "bellwether.yaml",
    message: `publication.translations: "${folder}" ${why}.`,
    advice: "Name folders with the same publication in other languages.",
  });
}

/** What of another publication's editions may be linked to. */
type Release = (other: Publication, editions: Editions) => Editions;

function read(world: World, home: string, kit: CatalogueKit, release: Release): Translation {
  const other = loadPublication(world, home, kit);
  const { language, url } = other;
  const root = siteRoot(url);
  const paths = new Set([
    HOME_PAGE,
    ...release(other, readEditions(world, other)).articles.map(({ frontMatter, slug }) =>
      articlePath(frontMatter.edition, slug),
    ),
  ]);
  return {
    language,
    name: new Intl.DisplayNames(language, { type: "language" }).of(language) ?? language,
    front: permanentLink(root, HOME_PAGE),
    at: (path) => (paths.has(path) ? permanentLink(root, path) : undefined),
  };
}

/** Every language that a page stands in, its own first; none where it stands in that alone. */
export function languagesOf(
  own: LanguageLink,
  translations: readonly Translation[],
  path: string,
): LanguageLink[] {
  const others = translations.flatMap(({ language, at }) => {
    const href = at(path);
    return href === undefined ? [] : { language, href };
  });
  return others.length === 0 ? [] : [own, ...others];
}

/** Names the files of another home as seen from this one, where its folder is `folder`. */
function within<T>(home: string, folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(
      error.exit,
      shownProblems(home, error.problems).map((each) =>
        each.file === undefined || isAbsolute(each.file)
          ? each
          : { ...each, file: join(folder, each.file) },
      ),
    );
  }
}
