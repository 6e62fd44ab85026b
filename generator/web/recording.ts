import { join } from "node:path";
import type { Instant } from "../base/day.ts";
import { digest } from "../base/digest.ts";
import type { NetReply } from "../world/net.ts";
import { mistake } from "../base/problem.ts";
import type { World } from "../world/world.ts";
import { WebFault } from "./fault.ts";

/** What identifies a request in a recording; secrets are removed before it comes here. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly body?: string | undefined;
}

interface Recorded extends Asked {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  /** Text, or base64 for what is not UTF-8. */
  readonly text?: string;
  readonly base64?: string;
}

const CLOCK = "recording.json";
/** Headers that say something about the answer; the rest is left out, cookies first of all. */
const KEPT = new Set(["content-type", "retry-after", "location", "record-total"]);

/** Writes each answer to a file of its own in the folder, named by host and request. */
export function recorder(
  world: World,
  folder: string,
  redact: (text: string) => string,
): (asked: Asked, reply: NetReply) => void {
  world.files.write(
    join(folder, CLOCK),
    `${JSON.stringify({ at: new Date(world.now()).toISOString() })}\n`,
  );
  return (asked, reply) => {
    const recorded: Recorded = {
      ...asked,
      status: reply.status,
      headers: reply.headers
        .filter(([name]) => KEPT.has(name))
        .map(([name, value]) => [name, redact(value)]),
      ...contentOf(reply.body, redact),
    };
    world.files.write(fileOf(folder, asked), `${JSON.stringify(recorded, undefined, 1)}\n`);
  };
}

function contentOf(
  body: Uint8Array,
  redact: (text: string) => string,
): Pick<Recorded, "text" | "base64"> {
  try {
    return {
      text: redact(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body)),
    };
  } catch {
    return { base64: Buffer.from(body).toString("base64") };
  }
}

/** A recording played back: its answers, and the instant at which it was made. */
export interface Replay {
  readonly at: Instant;
  /** @throws WebFault `not-recorded` */
  answer(asked: Asked): NetReply;
}

/** @throws Failure (2) when the folder holds no recording. */
export function replayer(world: World, folder: string): Replay {
  const clock = join(folder, CLOCK);
  if (!world.files.exists(clock)) {
    throw mistake({
      code: "no-recording",
      file: folder,
      message: `The folder holds no recording: ${CLOCK} is missing.`,
      advice: "Make one with `bellwether gather --record DIR`.",
    });
  }
  const { at } = JSON.parse(world.files.read(clock)) as { at: string };
  return {
    at: Date.parse(at),
    answer(asked) {
      const path = fileOf(folder, asked);
      if (!world.files.exists(path))
        throw new WebFault("not-recorded", `${asked.method} ${asked.url} is not in the recording`);
      const recorded = JSON.parse(world.files.read(path)) as Recorded;
      const body =
        recorded.text === undefined
          ? Buffer.from(recorded.base64 ?? "", "base64")
          : Buffer.from(recorded.text);
      return { status: recorded.status, headers: recorded.headers, body };
    },
  };
}

function fileOf(folder: string, { method, url, body = "" }: Asked): string {
  const host = new URL(url).hostname.replace(/[^\w.-]/g, "_");
  return join(folder, host, `${digest(`${method} ${url}\n${body}`, 16)}.json`);
}
