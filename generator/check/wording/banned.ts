import { z } from "zod";
import { digest } from "../../base/digest.ts";
import type { World } from "../../world/world.ts";
import { loadVocabulary } from "../../publication/vocabulary.ts";
import { wordFinder, type WordFinder } from "../reading/word-finder.ts";

const text = z.string().trim().min(1);
const phrases = z.array(text).min(1, "expected a word or more");

const entrySchema = z.strictObject({
  patterns: phrases,
  /** Longer phrases that hold one of the patterns and are allowed. */
  except: z.array(text).default([]),
  reason: text,
  instead: text,
});

const bannedSchema = z.strictObject({
  /** Words by which a paragraph says whose words it quotes. */
  attributions: phrases,
  /** By kind, such as advice or promise. */
  banned: z.record(
    text,
    z.strictObject({
      severity: z.enum(["error", "warning"]),
      entries: z.array(entrySchema).min(1),
    }),
  ),
});

/** Words that an article does not use, with the reason and what to write instead. */
export interface Banned extends Omit<z.infer<typeof entrySchema>, "patterns" | "except"> {
  readonly kind: string;
  readonly severity: "error" | "warning";
}

/** A banned word as it stands in a text. */
export interface BannedWord {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  readonly banned: Banned;
}

/** The banned wording of a language, ready for finding. */
export interface BannedWording {
  /** Finds banned words, in order; none within a phrase that is allowed. */
  readonly find: (text: string) => BannedWord[];
  readonly attributions: WordFinder;
  /** Of the file. */
  readonly digest: string;
}

/**
 * Reads `templates/vocabulary/<language>/banned.yaml`.
 * @throws Failure (2) with line and column of each mistake.
 */
export function loadBannedWording(world: World, home: string, language: string): BannedWording {
  const { value, source } = loadVocabulary(world, home, language, "banned", bannedSchema);
  const entries = Object.entries(value.banned).flatMap(([kind, { severity, entries: ofKind }]) =>
    ofKind.map(({ patterns, except, reason, instead }) => ({
      patterns,
      except,
      banned: { kind, severity, reason, instead },
    })),
  );
  const pattern = bannedPattern(entries.map(({ patterns }) => patterns));
  const allowed = entries.map(({ except }) =>
    except.length > 0 ? bannedPattern([except]) : undefined,
  );
  return {
    digest: digest(source),
    attributions: wordFinder(value.attributions),
    find: (given) =>
      [...given.matchAll(pattern)].flatMap((match) => {
        const at = match.slice(1).findIndex((group) => group !== undefined);
        const [start, end] = [match.index, match.index + match[0].length];
        const isAllowed =
          allowed[at] &&
          spansOf(allowed[at], given).some(([from, to]) => from <= start && to >= end);
        return isAllowed ? [] : [{ word: match[0], start, end, banned: entries[at]!.banned }];
      }),
  };
}

function spansOf(pattern: RegExp, text: string): [number, number][] {
  return [...text.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length]);
}

/** One pattern for all lists of phrases; the group that matched tells the list. The longest of a list comes first. */
function bannedPattern(lists: readonly (readonly string[])[]): RegExp {
  const groups = lists.map(
    (list) =>
      `(${list
        .toSorted((a, b) => b.length - a.length)
        .map(patternOf)
        .join("|")})`,
  );
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${groups.join("|")})(?![\\p{L}\\p{N}])`, "giu");
}

function patternOf(phrase: string): string {
  return RegExp.escape(phrase)
    .replace(/\\x27|’/g, "['’]")
    .replaceAll("\\*", "\\p{L}*")
    .replaceAll("\\x20", "\\s+");
}
