import { digest } from "../base/digest.ts";
import type { Bindables } from "../narrate/bindable/bindable.ts";
import type { Relation } from "../narrate/relations/relation.ts";
import type { Scale } from "../narrate/scales/scale.ts";
import type { Language } from "./language.ts";

/** What does not change from edition to edition. */
export interface Desk {
  readonly language: Language;
  readonly languageCode: string;
  readonly scales: ReadonlyMap<string, Scale>;
  /** What the texts can be about. */
  readonly bindables: Bindables;
  /** How findings are told together. */
  readonly relations: readonly Relation[];
  /** Address of the page that tells methods and records. */
  readonly methodsPage: string;
  /** Digest of the language, the relations and the scales, for the hash of an article's inputs. */
  readonly digest: string;
}

/** The words by which every edition is written. */
export function deskOf(
  language: Language,
  languageCode: string,
  scales: ReadonlyMap<string, Scale>,
  bindables: Bindables,
  relations: readonly Relation[],
  methodsPage: string,
): Desk {
  return {
    language,
    languageCode,
    scales,
    bindables,
    relations,
    methodsPage,
    digest: digest(
      JSON.stringify([
        language.digest,
        methodsPage,
        ...relations.map((each) => each.digest),
        ...scales.values(),
      ]),
    ),
  };
}
