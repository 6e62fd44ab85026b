import type { Problem } from "../base/problem.ts";
import { keyOf } from "../narrate/bindable/named.ts";
import type { Phrase } from "../narrate/narrative-file.ts";
import type { Narrative } from "../narrate/narrative.ts";
import type { Template } from "../narrate/templates/template.ts";
import type { NarrativeSource } from "./source.ts";

/** Parts whose phrasings say what was found: whom it is about, and in `fact` what decided it. */
const STATING = ["headline", "summary", "fact", "together"] as const;
type Stating = (typeof STATING)[number];

/** Phrasings that leave out whom or what every other one of their part names, and phrasings that stand twice. */
export function phrasingRemarks(narrative: Narrative, source: NarrativeSource): Problem[] {
  return [
    ...STATING.flatMap((part) => oddOnes(part, narrative, source)),
    ...source.parts.flatMap(({ name, phrasings }) => repeated(name, phrasings, source.file)),
  ];
}

function oddOnes(part: Stating, { parts, when }: Narrative, source: NarrativeSource): Problem[] {
  const templates = parts[part] ?? [];
  const phrases = source.parts.find(({ name }) => name === part)?.phrasings ?? [];
  const deciding = part === "fact" ? when.reads.map(keyOf) : [];
  const named = templates.map((template) => statedBy(template, deciding));
  return named.flatMap((own, index): Problem[] => {
    const [first, ...rest] = named.filter((_, at) => at !== index);
    const missing = [...(first ?? [])].filter(
      (name) => !own.has(name) && rest.every((each) => each.has(name)),
    );
    if (missing.length === 0 || rest.length === 0) return [];
    const message = `Every other phrasing of "# ${part}" names ${missing.join(" and ")}; this one does not.`;
    const advice = "On its days the reader does not learn it: name it here, or not in the others.";
    const line = phrases[index]?.line ?? 1;
    return [{ code: "other-facts", file: source.file, line, column: 1, message, advice }];
  });
}

const SOMEBODY = "a subject";

/** Whether a phrasing names anybody, and which of the deciding figures it gives. */
function statedBy({ reads }: Template, deciding: readonly string[]): ReadonlySet<string> {
  return new Set(
    reads.flatMap(({ key, named }) => [
      ...(named.kind === "edition" ? [] : [SOMEBODY]),
      ...(deciding.includes(key) ? [key] : []),
    ]),
  );
}

function repeated(part: string, phrasings: readonly Phrase[], file: string): Problem[] {
  return phrasings.flatMap(({ text, line }, index): Problem[] => {
    const first = phrasings.findIndex((each) => plain(each.text) === plain(text));
    if (first === index) return [];
    const message = `This phrasing of "# ${part}" stands in line ${phrasings[first]?.line} already.`;
    return [{ code: "same-phrasing", file, line, column: 1, message }];
  });
}

function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
