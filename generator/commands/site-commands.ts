import type { CommandTools, Common, Range } from "./command-tools.ts";
import { logOption, type LogForm } from "./server-log.ts";
import { day, port } from "./typed.ts";

/** Adds the commands that make the site and show it. */
export function siteCommands({ command, answering, inFull }: CommandTools): void {
  command("publish", "make the site of all approved articles and swap it in whole")
    .option("--to <dir>", "also put a copy of it into this folder, for a host")
    .option("--no-search", "leave out search and its index")
    .action(
      answering(async (call, { search, to }: Common & { search: boolean; to?: string }) =>
        (await import("./publish.ts")).publishSite(call, {
          search,
          ...(to === undefined ? {} : { to: inFull(to) }),
        }),
      ),
    );

  const releases = command(
    "releases",
    "the sites that are online, where `site:` names a place, and which of them readers see",
  ).action(answering(async (call) => (await import("./releases.ts")).listReleases(call)));
  command("rollback <name>", "show readers one of them again", releases).action(
    answering(async (call, name: string) => (await import("./releases.ts")).rollBack(call, name)),
  );

  command("serve", "serve the built site until Ctrl-C")
    .option("--port <number>", "port (default: 4321, or the next free one)", port)
    .option("--watch", "build anew and reload on every change of content, template, style or data")
    .addOption(logOption())
    .action(
      answering(async (call, options: Common & { port?: number; watch?: boolean; log: LogForm }) =>
        (await import("./serve.ts")).serveSite(call, options),
      ),
    );

  command("desk", "serve the review desk until Ctrl-C: read, mend and approve drafts in a browser")
    .option("--port <number>", "port (default: 4322, or the next free one)", port)
    .option("--host <address>", "where it listens (default: 127.0.0.1, this machine alone)")
    .addOption(logOption())
    .action(
      answering(async (call, options: Common & { port?: number; host?: string; log: LogForm }) =>
        (await import("./desk.ts")).reviewDesk(call, options),
      ),
    );

  command(
    "start",
    "gather, make the editions of a range, publish and serve: the whole way in one command",
  )
    .option("--from <day>", "first edition (default: 29 days before the last)", day)
    .option("--to <day>", "last edition (default: today in UTC)", day)
    .option("--port <number>", "port (default: 4321, or the next free one)", port)
    .action(
      answering(async (call, options: Common & Partial<Range> & { port?: number }) =>
        (await import("./start.ts")).start(call, options),
      ),
    );
}
