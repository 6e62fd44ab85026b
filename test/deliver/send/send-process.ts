import { openMailStore } from "../../../generator/store/mail/open.ts";
import { realWorld } from "../../../generator/world/disk.ts";
import { sendIssue } from "../../../generator/deliver/send/send.ts";
import { mailingOf } from "../mailing.ts";
import { CONNECTIONS, linksFor, smtpTo } from "./usual.ts";

/** A process of its own that sends the issue to the readers of a store: `send-process.ts HOME PORT`. */
const [home = "", port = ""] = process.argv.slice(2);
const world = realWorld();
const store = await openMailStore(world, home);
await sendIssue(
  {
    world,
    home,
    store,
    transport: smtpTo(Number(port), { connections: CONNECTIONS }),
    signers: [],
    pace: {},
    linksFor,
    halted: () => undefined,
    gone: async () => {},
    stopped: world.stopped(),
  },
  mailingOf(),
  { patienceMs: 0 },
);
await store.close();
