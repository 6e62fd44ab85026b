import { openResultCache } from "../../world/result-cache.ts";
import type { World } from "../../world/world.ts";

/**
 * What was worked out under a key before, by this command or an earlier one, else what `make` gives now.
 * @param name of what it is, with `/` between its parts; of one name the result of one key is kept.
 * @param key digest of all that it follows from; undefined where that cannot be told, and nothing is kept.
 * @param make gives what is the same once it has been written as JSON.
 */
export type Keep = <T>(name: string, key: string | undefined, make: () => T) => T;

/** Keeps results below `var/` of a publication. */
export function keeperIn(world: World, home: string): Keep {
  return (name, key, make) => {
    if (key === undefined) return make();
    const cache = openResultCache<ReturnType<typeof make>>(world, home, name);
    const result = cache.of(key, make);
    cache.save();
    return result;
  };
}
