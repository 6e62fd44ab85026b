import { QUANTITIES } from "../../generator/publication/quantities.ts";
import { UNITS } from "../../generator/publication/units.ts";
import { calendars } from "../support/calendars.ts";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { realWorld } from "../../generator/world/disk.ts";
import type { World } from "../../generator/world/world.ts";
import { ALONE } from "../../generator/publication/review-policy.ts";
import type { Catalogue } from "../../generator/publication/catalogue.ts";
import type { Publication } from "../../generator/publication/publication.ts";
import { makeFolder, removeFolder } from "../support/room.ts";
import type { Fixture } from "./fixtures.ts";

/** A catalogue in which nothing is declared beside what comes with the program. */
export const NO_SERIES: Catalogue = {
  kinds: BUILT_IN.kinds,
  sources: new Map(),
  subjects: new Map(),
  series: new Map(),
  quantities: QUANTITIES,
  events: new Map(),
  feeds: new Map(),
  units: UNITS,
  calendars,
  market: undefined,
};

/** A publication on the disk, gone with `[Symbol.dispose]`. */
export interface TestHome extends Disposable {
  readonly world: World;
  readonly publication: Publication;
  /** Absolute path within the home. */
  path(...names: string[]): string;
  put(article: Fixture): void;
}

/** Makes a home without a theme or words of its own, with the articles given. */
export function makeHome(
  articles: readonly Fixture[] = [],
  changes: Partial<Publication> = {},
): TestHome {
  const home = homeAt(makeFolder("publish"), changes);
  mkdirSync(home.path("site", "layouts"), { recursive: true });
  articles.forEach(home.put);
  return home;
}

/** The same home a second time, with what has been published in it. */
export function copyOf(home: TestHome): TestHome {
  const folder = makeFolder("publish");
  cpSync(home.path(), folder, { recursive: true, verbatimSymlinks: true });
  return homeAt(folder);
}

function homeAt(home: string, changes: Partial<Publication> = {}): TestHome {
  const path = (...names: string[]): string => join(home, ...names);
  const put = ({ edition, slug, markdown, facts }: Fixture): void => {
    const folder = path("content", "editions", edition);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${slug}.md`), markdown);
    writeFileSync(join(folder, `${slug}.facts.json`), facts);
  };
  return {
    world: realWorld(),
    publication: publicationAt(home, changes),
    path,
    put,
    [Symbol.dispose]: () => removeFolder(home),
  };
}

/** A publication whose home is `home`. */
export function publicationAt(home: string, changes: Partial<Publication> = {}): Publication {
  return {
    home,
    kit: BUILT_IN,
    name: "Bellwether",
    description: "Market commentary in which every figure can be traced",
    url: "https://bellwether.example/notes",
    language: "en",
    author: {
      name: "The Bellwether desk",
      role: "Automated market commentary",
      bio: "Writes by rule from public data. Every figure is kept with its source, its time and the way it was computed.",
    },
    cutoff: "12:00",
    release: "when-clean",
    review: ALONE,
    stories: ["cross-market-note", "market-wrap"],
    catalogue: NO_SERIES,
    ...changes,
  };
}
