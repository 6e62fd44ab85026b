import { mistake } from "../base/problem.ts";
import { databaseOf, type DatabasePlace } from "../publication/database-settings.ts";
import type { World } from "../world/world.ts";
import { USUAL_PATIENCE, type Patience } from "./sql/patience.ts";
import { openStore, openToRead } from "./sqlite/open.ts";
import { storePath, type Store } from "./store.ts";

/**
 * Opens the store of the publication in a folder: on the server that it names, else in its file; and makes it when there is none.
 * @throws Failure for a database that cannot be reached or used.
 */
export async function openPublicationStore(
  world: World,
  home: string,
  patience: Patience = USUAL_PATIENCE,
): Promise<Store> {
  const place = databaseOf(world, home);
  if (place === undefined) return openStore(world, storePath(home), patience);
  // Whoever keeps the store in a file does not wait for the driver to be loaded.
  const { openPostgres } = await import("./postgres/open.ts");
  return openPostgres(place, patience, () => refuseToLeaveBehind(world, home, place));
}

/** Opens the same to be read: where there is none, an empty one, of which nothing is left behind. */
export async function openPublicationToRead(world: World, home: string): Promise<Store> {
  const place = databaseOf(world, home);
  if (place === undefined) return openToRead(world, storePath(home));
  const { openPostgresToRead } = await import("./postgres/open.ts");
  const store = await openPostgresToRead(place);
  if (store) return store;
  refuseToLeaveBehind(world, home, place);
  return openToRead(world, storePath(home));
}

/** @throws Failure (2) where a new store would take the place of one that holds something. */
function refuseToLeaveBehind(world: World, home: string, { shown, schema }: DatabasePlace): void {
  const file = storePath(home);
  if (!world.files.exists(file)) return;
  throw mistake({
    code: "database-empty",
    file: shown,
    message: `The database holds nothing in "${schema}" yet, and ${file} holds what was gathered and done so far.`,
    advice:
      "Nothing was changed. Bring it over with `bellwether database move --to` and this address; or move the file away to begin anew.",
  });
}
