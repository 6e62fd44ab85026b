/** Serves the review desk of a folder over a database from a process of its own, until it is killed: `desk-process.ts HOME ADDRESS`. */
import { serveDesk } from "../../generator/desk/serve-desk.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { placeOf } from "../../generator/publication/database-settings.ts";
import { openPostgres } from "../../generator/store/postgres/open.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { siteKit } from "../support/bundle.ts";

const [home = "", url = ""] = process.argv.slice(2);
const world = realWorld();
const store = await openPostgres(placeOf(world, home, url, { name: "" }));
const newsroom = openNewsroom(world, home, siteKit);
const served = await serveDesk(newsroom, store, { port: 0, tell: () => undefined });
process.stdout.write(`${served.port}\n`);
