import { z } from "zod";
import type { World } from "../../world/world.ts";
import { hasVocabulary, loadVocabulary } from "../../publication/vocabulary.ts";

const text = z.string().trim().min(1);
const wordsSchema = z.record(text, text);

/** What is put in the place of a text; nothing where it stays. */
export type Say = (text: string) => string | undefined;

/** A value that is filled in, or the markup up to the next one. */
const PIECE = /\{\{\{?[^]*?\}?\}\}|(?:(?!\{\{)[^])+/g;
const WITHIN = /[<>]|[^<>]+/g;
/** An attribute that is read by people, whole within one piece. */
const READ = /\b(aria-label|alt|title|placeholder|data-[a-z]+)="([^"]+)"/g;
const HAS_LETTER = /\p{L}/u;

/**
 * Reads `templates/vocabulary/<language>/layouts.yaml`: each text of the theme with what that language says in its place. A language
 * without it is shown the layouts as they stand.
 * @throws Failure (2) with line and column of each mistake.
 */
export function loadLayoutWords(
  world: World,
  home: string,
  language: string,
): ReadonlyMap<string, string> | undefined {
  if (!hasVocabulary(world, home, language, "layouts")) return undefined;
  return new Map(
    Object.entries(loadVocabulary(world, home, language, "layouts", wordsSchema).value),
  );
}

/**
 * A layout with its own texts in the words of another language. A text is what stands between two tags or values, without the space
 * around it, or the whole of an attribute that people read; lines stay where they are.
 */
export function inWords(layout: string, say: Say): string {
  let isTag = false;
  return layout.replace(PIECE, (piece) => {
    if (piece.startsWith("{{")) return piece;
    return piece.replace(WITHIN, (part) => {
      if (part === "<" || part === ">") {
        isTag = part === "<";
        return part;
      }
      return isTag ? part.replace(READ, attribute) : worded(part);
    });
  });

  function attribute(whole: string, name: string, value: string): string {
    return HAS_LETTER.test(value) ? `${name}="${worded(value)}"` : whole;
  }

  function worded(part: string): string {
    const own = part.trim();
    if (!HAS_LETTER.test(own)) return part;
    return part.replace(own, () => say(own) ?? own);
  }
}
