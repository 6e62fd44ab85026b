/** Moves a store in a process of its own: `FROM TO`, each a file or the address of a schema. */
import { placeOf } from "../../generator/publication/database-settings.ts";
import { moveStore } from "../../generator/store/move/move.ts";
import { postgresSource, postgresTarget } from "../../generator/store/postgres/move-ends.ts";
import { sqliteSource, sqliteTarget } from "../../generator/store/sqlite/move-ends.ts";
import { realWorld } from "../../generator/world/disk.ts";

const PATIENCE = { milliseconds: 5000 };

const [from = "", to = ""] = process.argv.slice(2);
const world = realWorld();
const isFile = (place: string): boolean => place.startsWith("/");
const at = (url: string) => placeOf(world, "/", url, { name: "" });

const source = isFile(from)
  ? await sqliteSource(from, PATIENCE)
  : await postgresSource(at(from), PATIENCE);
const target = isFile(to)
  ? await sqliteTarget(world, to, PATIENCE)
  : await postgresTarget(at(to), PATIENCE);
const step = async (): Promise<void> => {};
const moved = await moveStore(source, target, { reading: step, copying: step, proving: step });
await target.close();
await source.close();
process.stdout.write(JSON.stringify(moved));
