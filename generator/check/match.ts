import type { Fact, FactsFile } from "../compose/facts.ts";
import type { Figure } from "./figures.ts";

/** Whether a figure of the text and a fact count the same kind of thing. */
export function sameKind(figure: Figure, fact: Fact): boolean {
  switch (figure.unit) {
    case "USD":
      return fact.unit === "USD" || fact.unit === "USD million";
    case "percent":
      return fact.unit === "percent";
    case "date":
      return fact.unit === "date";
    case "time":
      return fact.unit === "time";
    case "multiple":
      return fact.unit === "times";
    default:
      return (
        !OTHER_KINDS.has(fact.unit) &&
        (figure.named === undefined || !NAMED.has(fact.unit) || fact.unit === figure.named)
      );
  }
}

const OTHER_KINDS: ReadonlySet<string> = new Set(["USD", "USD million", "percent", "date", "time"]);
/** Units whose name in the text can contradict a fact. */
const NAMED: ReadonlySet<string> = new Set([
  "basis points",
  "percentage points",
  "points",
  "times",
]);

/** Whether the fact's exact value rounds to the figure as printed, sign included where one is printed. */
export function sameValue(figure: Figure, fact: Fact): boolean {
  if (typeof figure.value === "string") return sameMoment(figure.value, String(fact.value));
  const exact = exactValue(fact);
  if (exact === undefined) return false;
  if (figure.sign !== 0 && exact !== 0 && Math.sign(exact) !== figure.sign) return false;
  const half = 0.5 * 10 ** -figure.decimals * figure.magnitude;
  return Math.abs(Math.abs(exact) - figure.value) <= half * (1 + 1e-9);
}

/** The fact's value in whole units; undefined for dates and times. */
export function exactValue(fact: Fact): number | undefined {
  if (typeof fact.value !== "number") return undefined;
  return fact.unit === "USD million" ? fact.value * 1e6 : fact.value;
}

/** `05-07` and `2025-05` name the same day or month as `2025-05-07`. */
function sameMoment(printed: string, exact: string): boolean {
  if (printed.includes(":")) return printed === exact;
  if (/^\d{2}-\d{2}$/.test(printed)) return exact.slice(5) === printed;
  return exact.startsWith(printed);
}

/** The subjects that a sentence names, by the names the facts file gives them. */
export function subjectsNamed(sentence: string, facts: FactsFile): Set<string> {
  const named = new Set<string>();
  for (const [subject, names] of Object.entries(facts.subjects)) {
    if (names.some((name) => holdsWord(sentence, name))) named.add(subject);
  }
  return named;
}

function holdsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1] ?? " ";
    const after = text[at + word.length] ?? " ";
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true;
  }
  return false;
}

/** Whether a fact may stand in a sentence that names these subjects. */
export function fitsSubjects(fact: Fact, named: ReadonlySet<string>): boolean {
  return (
    fact.subjects.length === 0 ||
    named.size === 0 ||
    fact.subjects.some((subject) => named.has(subject))
  );
}

/** The fact closest to a figure: of its kind first, then by distance in value. */
export function nearestFact(figure: Figure, facts: readonly Fact[]): Fact | undefined {
  let best: Fact | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const fact of facts) {
    const found = distance(figure, fact);
    if (found < bestDistance) [best, bestDistance] = [fact, found];
  }
  return best;
}

function distance(figure: Figure, fact: Fact): number {
  const penalty = sameKind(figure, fact) ? 0 : 1000;
  if (typeof figure.value === "string") {
    const apart = Math.abs(
      Date.parse(String(fact.value)) - Date.parse(padded(figure.value, String(fact.value))),
    );
    return penalty + (Number.isNaN(apart) ? 500 : apart / 86_400_000 / 365);
  }
  const exact = exactValue(fact);
  if (exact === undefined) return penalty + 500;
  const size = Math.abs(exact);
  return penalty + Math.abs(size - figure.value) / Math.max(size, figure.value, 1e-9);
}

/** A printed day without its year, in the year of the fact it is compared with. */
function padded(printed: string, exact: string): string {
  return /^\d{2}-\d{2}$/.test(printed) ? `${exact.slice(0, 4)}-${printed}` : printed;
}
