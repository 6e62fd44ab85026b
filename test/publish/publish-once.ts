import { realWorld } from "../../generator/world/disk.ts";
import { publish } from "../../generator/publish/publish.ts";
import { publicationAt } from "./home.ts";

/** Publishes the home of the first argument, at another time than any other test. */
const [home = ""] = process.argv.slice(2);
await publish({ ...realWorld(), now: () => 0 }, publicationAt(home));
