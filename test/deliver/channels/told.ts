import { join } from "node:path";
import type { Told } from "../../../generator/deliver/channels/posts.ts";
import type { Post } from "../../../generator/newsroom/channel.ts";
import { figureFinder } from "../../../generator/check/figures/figures.ts";
import { lexiconOf } from "../../../generator/check/figures/lexicon.ts";
import { loadFigureVocabulary } from "../../../generator/check/figures/vocabulary.ts";
import { UNITS } from "../../../generator/publication/units.ts";
import { realWorld } from "../../../generator/world/disk.ts";

const ROOT = join(import.meta.dirname, "../../..");
const vocabulary = loadFigureVocabulary(realWorld(), ROOT, "en", UNITS);

export const figuresOf = figureFinder(lexiconOf(vocabulary), []);

export const CARD = { body: Buffer.from("\x89PNG a card"), alt: "Card: Bitcoin 97,032 dollars" };

export const POST: Post = {
  kind: "post",
  title: "Bitcoin posts highest close since February 20 at $97,032",
  summary:
    "Bitcoin closed Wednesday at $97,032, up 0.2% & <still> “high”. US spot bitcoin ETFs took in $142.3 million.",
  url: "https://bellwether.example/2025/05/08/market-wrap/",
  language: "en",
  tags: ["prices", "ETF flows"],
  date: "2025-05-08T12:00:00Z",
  slug: "market-wrap-2025-05-08",
  html: () => "<p>Bitcoin closed at $97,032.</p>",
  notes: () => "<details><summary>Notes</summary><ol><li>$97,032</li></ol></details>",
  card: async () => CARD,
};

/** One article to be told, as given. @param notices of its corrections */
export function toldOf(given: Partial<Post> = {}, notices: readonly string[] = []): Told {
  const post = { ...POST, ...given };
  return {
    item: "2025-05-08/market-wrap",
    file: "content/editions/2025-05-08/market-wrap.md",
    story: "market-wrap",
    post,
    corrections: notices.map((notice) => ({ ...post, kind: "correction" as const, notice })),
    withdrawal: undefined,
  };
}

/** The same once it is withdrawn. */
export function withdrawn(): Told {
  const { html: _, card: __, ...rest } = POST;
  const notice = "Withdrawn: the source took its figure back.";
  return {
    ...toldOf(),
    post: undefined,
    corrections: [],
    withdrawal: { ...rest, kind: "withdrawal", notice },
  };
}
