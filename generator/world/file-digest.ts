import { digest } from "../base/digest.ts";
import { lruCache, weakMemoize } from "../base/memo.ts";
import type { Files } from "./world.ts";

/** Far more files than a publication has. */
const MOST = 100_000;

const digestsIn = weakMemoize((_files: Files) => lruCache<string>(MOST));

/**
 * Of the bytes of a file that is there, read once a process for each state in which it lies on the disk.
 * @param mark of its stamp.
 * @param read gives the digest where it is not known.
 */
export function fileDigest(
  files: Files,
  path: string,
  mark = files.stamp(path)?.mark,
  read = (): string => digest(files.readBytes(path)),
): string {
  return mark === undefined ? read() : digestsIn(files)(`${path} ${mark}`, read);
}
