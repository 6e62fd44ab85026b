import { setTimeout as pause } from "node:timers/promises";
import { realWorld } from "../../generator/world/disk.ts";
import { publish } from "../../generator/publish/publish.ts";
import { publicationAt } from "./home.ts";

/** Publishes the home of the first argument over and over, each time another site, until it is killed; others get their turn. */
const [home = ""] = process.argv.slice(2);
for (let count = 0; ; count++) {
  await publish(realWorld(), publicationAt(home, { description: `Motto number ${count % 5}` }));
  await pause(20);
}
