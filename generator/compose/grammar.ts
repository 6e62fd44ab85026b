import { z } from "zod";
import { fill } from "../base/text.ts";

const text = z.string().min(1);
const withName = z.string().regex(/\{name\}/, "expected a text with {name}");

/** What `grammar` of `print.yaml` says of how names are inflected. */
export const grammarSchema = z.strictObject({
  /** Of names to which `names.yaml` gives none. */
  gender: text,
  /** First letters before which the form `vowel` of a case is taken, where it has one: "l'ether". */
  vowels: z.string().default(""),
  /** The forms of each case by gender: `dative: { masculine: "dem {name}", feminine: "der {name}" }`. */
  cases: z.record(z.string().regex(/^[a-z]+$/), z.record(text, withName)),
});

/** How names stand in the sentences of a language. */
export interface Grammar {
  /** Ids of the cases that a text may ask for. */
  readonly cases: ReadonlySet<string>;
  /** Genders that a name may have. */
  readonly genders: ReadonlySet<string>;
  /** A name in a case, with its article or preposition; as it is where the language has no such case. */
  inflect(name: string, caseId: string, gender: string | undefined): string;
}

/** @param declared undefined for a language in which names are never inflected. */
export function grammarOf(declared: z.infer<typeof grammarSchema> | undefined): Grammar {
  const { gender: usual = "", vowels = "", cases = {} } = declared ?? {};
  return {
    cases: new Set(Object.keys(cases)),
    genders: new Set(Object.values(cases).flatMap((forms) => Object.keys(forms))),
    inflect(name, caseId, gender = usual) {
      const forms = cases[caseId] ?? {};
      const opens = name.charAt(0).toLowerCase();
      const elided = opens !== "" && vowels.includes(opens) ? forms["vowel"] : undefined;
      return fill(elided ?? forms[gender] ?? forms[usual] ?? "{name}", { name });
    },
  };
}
