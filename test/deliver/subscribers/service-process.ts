/** Serves sign-ups of a folder from a process of its own, until it is killed: prints its port, then each link that a mail would carry. */
import { serveSubscribers } from "../../../generator/deliver/subscribers/service/serve-subscribers.ts";
import { openMailStore } from "../../../generator/store/mail/open.ts";
import { realWorld } from "../../../generator/world/disk.ts";
import { publicationAt } from "../../publish/home.ts";
import { MAIL, SERVICE } from "./service-mail.ts";

const [home = ""] = process.argv.slice(2);
const world = realWorld();
const print = (line: string | number): void => void process.stdout.write(`${line}\n`);
const served = await serveSubscribers(
  world,
  publicationAt(home, { name: "Example Markets", mail: { ...MAIL, service: SERVICE } }),
  await openMailStore(world, home),
  {
    port: 0,
    tags: [],
    sendConfirmation: async (_, link) => print(link),
    tell: () => undefined,
  },
);
print(served.port);
