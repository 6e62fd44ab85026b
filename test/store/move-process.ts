/** Moves a part in a process of its own: `FROM TO [PART]`, each a file or the address of the archive's schema. */
import { placeOf } from "../../generator/publication/database-settings.ts";
import { moveStore } from "../../generator/store/move/move.ts";
import { PARTS, type Part, type PartName } from "../../generator/store/move/parts.ts";
import { postgresSource, postgresTarget } from "../../generator/store/postgres/move-ends.ts";
import { sqliteSource, sqliteTarget } from "../../generator/store/sqlite/move-ends.ts";
import { realWorld } from "../../generator/world/disk.ts";

const PATIENCE = { milliseconds: 5000 };

const [from = "", to = "", name = "archive"] = process.argv.slice(2);
const part: Part = PARTS[name as PartName];
const world = realWorld();
const isFile = (place: string): boolean => place.startsWith("/");
const at = (url: string) => part.placeIn(placeOf(world, "/", url, { name: "" }));

const source = isFile(from)
  ? await sqliteSource(from, part.file, PATIENCE)
  : await postgresSource(at(from), part.schema, PATIENCE);
const target = isFile(to)
  ? await sqliteTarget(world, to, part.file, PATIENCE)
  : await postgresTarget(at(to), part.schema, PATIENCE);
const step = async (): Promise<void> => {};
const moved = await moveStore(part.tables, source, target, {
  reading: step,
  copying: step,
  proving: step,
});
await target.close();
await source.close();
process.stdout.write(JSON.stringify(moved));
