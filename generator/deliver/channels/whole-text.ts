import type { Post } from "../../newsroom/channel.ts";

/** What a rehearsal shows of a post that is a whole article. */
export function wholeText({ kind, title, summary, notice, url, tags, ...post }: Post): string {
  if (kind === "withdrawal") return [notice ?? "", title, url].join("\n\n");
  const size =
    post.html === undefined ? "" : `${Math.ceil(Buffer.byteLength(post.html()) / 1000)} kB of HTML`;
  const about = [tags.join(", "), size].filter((each) => each !== "").join("; ");
  return [title, notice, summary, about, url].filter((each) => each).join("\n\n");
}
