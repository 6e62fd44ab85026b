import { MARK } from "../../base/sentences.ts";
import { capitalised } from "../../base/text.ts";

/** By word: how what follows opens where the word takes another form, and that form. */
export type FormsBefore = Readonly<
  Record<string, { readonly opens: string; readonly form: string }>
>;

/** Puts words of a rendered text, whose figures and names may be marked, into the form that what follows them asks for. */
export type Agree = (marked: string) => string;

/**
 * "an eighth session" for "a eighth session", where a template has the article and a figure prints what stands behind it.
 * A word keeps the case of its first letter.
 */
export function agreementOf(before: FormsBefore): Agree {
  const changes = Object.entries(before).map(([word, { opens, form }]) => {
    const [first = "", rest = ""] = [word.charAt(0), word.slice(1)];
    const either = `[${first.toLowerCase()}${first.toUpperCase()}]${RegExp.escape(rest)}`;
    return {
      form,
      pattern: new RegExp(
        `(?<![\\p{L}\\p{N}.$'’-])(${either}) (?=(?:${MARK.open}.)?(?:${opens}))`,
        "gu",
      ),
    };
  });
  return (marked) =>
    changes.reduce(
      (text, { pattern, form }) =>
        text.replace(pattern, (_, found: string) => `${inCaseOf(found, form)} `),
      marked,
    );
}

function inCaseOf(found: string, form: string): string {
  return found === capitalised(found) ? capitalised(form) : form;
}
