import { join } from "node:path";
import { slug } from "../base/slug.ts";
import type { Sending } from "../deliver/send/sending.ts";
import type { Call } from "./call.ts";

/** Where mails that went nowhere can be looked at. */
export function lookAt({ world }: Call, { transport }: Sending, item: string): string[] {
  if (transport.id !== "sink") return [];
  const page = join(transport.shown, slug(item), "index.html");
  return world.files.exists(page) ? [`Nothing left this machine: look at ${page}`] : [];
}
