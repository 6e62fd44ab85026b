import type { Problem } from "../base/problem.ts";
import { keyOf } from "../narrate/bindable/named.ts";
import type { Phrase } from "../narrate/part.ts";
import type { Narrative } from "../narrate/narrative.ts";
import type { Template } from "../narrate/templates/template.ts";
import type { NarrativeSource } from "./source.ts";

/** Parts whose phrasings say what was found: whom it is about, and in `fact` what decided it. */
const STATING = ["headline", "summary", "fact", "together"] as const;
type Stating = (typeof STATING)[number];

/** Parts that interpret a day: what stands in them names something of it, or the mark of a scale. */
const OF_A_DAY = ["reading", "risk", "watch"] as const;

/** Turns that no desk uses, each with what it writes in its place. */
const TURNS: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:RSI|close|price|volatility|average|correlation|volume) of (?:the )?\{\{\w+\.name\}\}/,
    'Write the possessive: "{{asset.its}} RSI".',
  ],
  [/\b(?:stands?|lies|lie|runs) at\b/, 'A price is, closes or ends "at".'],
  [/\bin that order\b/, "Put each figure beside its owner."],
];

/** How no headline begins. */
const INVERSION = [
  /^(?:No [a-z]+ of|Not|Nothing|Never|It was|There (?:is|was))\b/,
  "Begin with who did what.",
] as const;

/** Phrasings that leave out whom or what every other one of their part names, and phrasings that stand twice. */
export function phrasingRemarks(narrative: Narrative, source: NarrativeSource): Problem[] {
  return [
    ...OF_A_DAY.flatMap((part) => anyDay(part, narrative, source)),
    ...source.parts.flatMap(({ name, phrasings }) => {
      const turns = name === "headline" ? [...TURNS, INVERSION] : TURNS;
      return phrasings.flatMap((each) => oddTurns(each, source.file, turns));
    }),
    ...STATING.flatMap((part) => oddOnes(part, narrative, source)),
    ...source.parts.flatMap(({ name, phrasings }) => repeated(name, phrasings, source.file)),
  ];
}

/** Phrasings that read nothing of the day, and so would be true on any. */
function anyDay(
  part: (typeof OF_A_DAY)[number],
  { parts }: Narrative,
  source: NarrativeSource,
): Problem[] {
  const phrases = source.parts.find(({ name }) => name === part)?.phrasings ?? [];
  return (parts[part] ?? []).flatMap((template, index): Problem[] => {
    if (template.reads.length + template.scales.size > 0) return [];
    const message = `This phrasing of "# ${part}" names no figure, day or subject: it would be true on any day.`;
    const advice = "Tie it to one, or leave it out.";
    return [
      {
        code: "any-day",
        file: source.file,
        line: phrases[index]?.line ?? 1,
        column: 1,
        message,
        advice,
      },
    ];
  });
}

function oddTurns(
  { text, line }: Phrase,
  file: string,
  turns: readonly (readonly [RegExp, string])[],
): Problem[] {
  return turns.flatMap(([pattern, advice]): Problem[] => {
    const found = pattern.exec(text)?.[0];
    if (found === undefined) return [];
    return [
      {
        code: "odd-turn",
        file,
        line,
        column: 1,
        message: `"${found}" is no newswire English.`,
        advice,
      },
    ];
  });
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
