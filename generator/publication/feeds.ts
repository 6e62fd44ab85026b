import { z } from "zod";
import { unknownName, type DeclarationMistake } from "./unknown-name.ts";

const text = z.string().trim().min(1, "expected a text");

/** A feed of news (RSS or Atom) as `feeds:` in `bellwether.yaml` declares it: its titles are told as reported, and in no computation. */
export const feedSchema = z.strictObject({
  /** Id of the entry of `sources` that publishes it. */
  source: text,
  url: z.url("expected a web address").regex(/^https?:/i, "expected a web address"),
  /** Ids of the subjects beside which its titles are told. */
  subjects: z.array(text).min(1, "expected the subjects that it is about"),
  /** Only titles that hold one of these words, in any case; all where it is left out. */
  only: z.array(text).exactOptional(),
});

export type Feed = z.output<typeof feedSchema> & { readonly id: string };

/** What a feed reported; a title that is worded anew is said anew. */
export interface Headline {
  /** The feed's id and what tells it from others of the feed. */
  readonly id: string;
  readonly feed: string;
  /** On one line, as its publisher worded it, without markup. */
  readonly title: string;
  readonly url: string;
  /** When it was published, as the feed says; where that says nothing that can be, when it was first seen. ISO 8601 UTC. */
  readonly at: string;
  /** From when on it counts: `at`, or where it was worded anew when that was seen. ISO 8601 UTC. */
  readonly known: string;
  /** When it came to us. ISO 8601 UTC. */
  readonly seen: string;
}

/** What is wrong with the feeds of a publication, beside what their shape says. */
export function feedMistakes(
  feeds: Iterable<Feed>,
  { sources, subjects }: Readonly<Record<"sources" | "subjects", ReadonlyMap<string, unknown>>>,
): DeclarationMistake[] {
  return [...feeds].flatMap(({ id, source, subjects: about }) => [
    ...unknownName([id, "source"], "source", source, sources),
    ...about.flatMap((each, at) => unknownName([id, "subjects", at], "subject", each, subjects)),
  ]);
}
