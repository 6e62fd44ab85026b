import { mistake } from "../../base/problem.ts";
import { databaseOf } from "../../publication/database-settings.ts";
import type { World } from "../../world/world.ts";
import { USUAL_PATIENCE } from "../sql/patience.ts";
import { mailStorePath, type MailStore } from "./mail-store.ts";
import { openMailFile } from "./sqlite/open.ts";

/**
 * Opens the mail store of the publication in a folder: on the server that it names, else in its file; and makes it when there is none.
 * @throws Failure for a database that cannot be reached or used; (2) where a new one would take the place of one that holds something.
 */
export async function openMailStore(world: World, home: string): Promise<MailStore> {
  const place = databaseOf(world, home);
  const file = mailStorePath(home);
  if (place === undefined) return openMailFile(world, file, USUAL_PATIENCE);
  const { openMailSchema } = await import("./postgres/open.ts");
  return openMailSchema(place, USUAL_PATIENCE, () => {
    if (!world.files.exists(file)) return;
    throw mistake({
      code: "database-empty",
      file: place.shown,
      message: `The database holds no subscribers and no deliveries yet, and ${file} holds those so far.`,
      advice:
        "Nothing was changed, and nothing is sent. Bring them over with `bellwether database move --only subscribers --to` and this address; or move the file away to begin anew.",
    });
  });
}
