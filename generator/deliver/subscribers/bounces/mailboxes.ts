import { join } from "node:path";
import { mistake } from "../../../base/problem.ts";
import type { World } from "../../../world/world.ts";

/** Larger mails are looked at up to here only: a report stands at the beginning. In bytes. */
const LARGEST = 2 * 2 ** 20;

/** The mails of a maildir (`new` and `cur`), each as it lies there. @throws Failure (2) where there is none. */
export function* mailsInMaildir({ files }: World, folder: string): Generator<Uint8Array> {
  const parts = ["new", "cur"]
    .map((name) => join(folder, name))
    .filter((path) => files.isFolder(path));
  if (parts.length === 0)
    throw mistake({
      code: "mail-folder",
      file: folder,
      message: "This is no maildir: it has no folder `new` or `cur`.",
      advice: "Name the folder that holds them.",
    });
  for (const part of parts)
    for (const name of files.list(part))
      if (!files.isFolder(join(part, name)))
        yield files.readBytes(join(part, name)).subarray(0, LARGEST);
}

const LINE_FEED = 10;

/**
 * The mails of a mailbox file (mbox, RFC 4155): each begins with a line `From `, which stands at the beginning or behind an empty line.
 * @throws Failure (2) for a file of another kind.
 */
export function* mailsInMbox({ files }: World, path: string): Generator<Uint8Array> {
  const bytes = Buffer.from(files.readBytes(path));
  if (bytes.length > 0 && bytes.subarray(0, 5).toString("latin1") !== "From ")
    throw mistake({
      code: "mail-folder",
      file: path,
      message: "This is no mailbox file: its first line does not begin with `From `.",
      advice: "For a folder of mails use --maildir.",
    });
  for (let begin = 0; begin < bytes.length;) {
    const found = bytes.indexOf("\n\nFrom ", begin);
    const foundWide = bytes.indexOf("\n\r\nFrom ", begin);
    const ends = [found, foundWide].filter((each) => each >= 0);
    const end = ends.length === 0 ? bytes.length : Math.min(...ends) + 1;
    const mail = bytes.subarray(bytes.indexOf(LINE_FEED, begin) + 1, end).subarray(0, LARGEST);
    // A line of the text that looks like a separator was marked as it was stored.
    yield Buffer.from(mail.toString("latin1").replace(/^>(>*From )/gm, "$1"), "latin1");
    begin = end === bytes.length ? end : bytes.indexOf("From ", end);
  }
}
