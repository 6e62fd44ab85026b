import type { Day } from "../base/day.ts";
import { Drafter } from "../compose/print/drafting.ts";
import { unescapeMarkdown } from "../base/text.ts";
import { ArticlePrinter } from "../compose/print/printer.ts";
import { EvidenceWriter } from "../compose/evidence/evidence-writer.ts";
import { Recorder } from "../compose/print/recorder.ts";
import type { BoundNames } from "../narrate/bindable/bindable.ts";
import type { Edition } from "../narrate/edition.ts";
import { boundIds } from "../narrate/narrate.ts";
import type { Narrative } from "../narrate/narrative.ts";
import type { Template } from "../narrate/templates/template.ts";
import { groundOf, type Newsroom } from "../newsroom/newsroom.ts";
import { lackingOf, rulingsOf, type Lack, type Ruling } from "./rulings.ts";
import { boundText, lackText, valueText } from "./plain-text.ts";
import { reasonLines } from "./why.ts";

/** One phrasing with the day's values. */
export interface PrintedPhrasing {
  /** Left out where values are lacking. */
  readonly text?: string;
  readonly lacking: readonly Lack[];
}

/** A part, or a question, with all of its phrasings. */
export interface PrintedPart {
  readonly part: string;
  readonly question?: string;
  readonly phrasings: readonly PrintedPhrasing[];
}

/** A narrative as it prints on a day. */
export interface Preview {
  readonly narrative: string;
  readonly day: Day;
  readonly bindings: readonly {
    readonly bindings: Readonly<Record<string, string>>;
    readonly label: string;
    readonly ruling: Omit<Ruling, "bound" | "key">;
    /** None where the rule does not hold. */
    readonly parts: readonly PrintedPart[];
  }[];
}

/** Every phrasing of every part with the values of an edition, for each way to bind the names for which the rule holds. */
export function previewOf(newsroom: Newsroom, narrative: Narrative, edition: Edition): Preview {
  const { desk } = newsroom;
  const rulings = rulingsOf(narrative, edition, groundOf(newsroom));
  const all = rulings.filter(({ holds }) => holds).map(({ bound }) => bound);
  return {
    narrative: narrative.id,
    day: edition.day,
    bindings: rulings.map(({ bound, key: _key, ...ruling }) => {
      const recorder = new Recorder();
      const drafter = new Drafter(edition, desk.language);
      const printer = new ArticlePrinter(drafter, recorder, desk.scales);
      const evidence = new EvidenceWriter(drafter, recorder);
      const print = (template: Template): PrintedPhrasing =>
        phrasingOf(template, { narrative, bound }, all, edition, { printer, recorder, evidence });
      return {
        bindings: Object.fromEntries(boundIds(bound)),
        label: boundText(bound),
        ruling,
        parts: ruling.holds ? partsOf(narrative, print) : [],
      };
    }),
  };
}

function partsOf(
  { parts, questions }: Narrative,
  print: (template: Template) => PrintedPhrasing,
): PrintedPart[] {
  return [
    ...Object.entries(parts).map(([part, templates]) => ({
      part,
      phrasings: (templates ?? []).map(print),
    })),
    ...questions.map(({ question, answers }) => ({
      part: "faq",
      question: print(question).text ?? question.source,
      phrasings: answers.map(print),
    })),
  ];
}

/** What prints phrasings of one way to bind the names. */
interface Printing {
  readonly printer: ArticlePrinter;
  readonly recorder: Recorder;
  readonly evidence: EvidenceWriter;
}

function phrasingOf(
  template: Template,
  { narrative, bound }: { readonly narrative: Narrative; readonly bound: BoundNames },
  all: readonly BoundNames[],
  edition: Edition,
  { printer, recorder, evidence }: Printing,
): PrintedPhrasing {
  const extra = evidence.texts({ narrative, bound }, template);
  const marked = printer.render(template, bound, all, extra);
  const reads = template.reads.map(({ named }) => named);
  return marked === undefined
    ? { lacking: lackingOf(reads, bound, edition) }
    : { text: unescapeMarkdown(recorder.settle(marked)), lacking: [] };
}

/** The preview as a terminal shows it. */
export function previewLines({ narrative, day, bindings }: Preview): string[] {
  const held = bindings.filter(({ ruling }) => ruling.holds).length;
  return [
    `${narrative} on ${day}: holds for ${held} of ${bindings.length}.`,
    ...bindings.flatMap(({ label, ruling, parts }) => [
      "",
      ...(ruling.holds
        ? [`${label}, salience ${valueText(ruling.salience ?? 0)}`]
        : reasonLines({ label, ...ruling, fates: [] }).map((line) => line.slice(2))),
      ...parts.flatMap(partLines),
    ]),
  ];
}

function partLines({ part, question, phrasings }: PrintedPart): string[] {
  return [
    "",
    `  # ${part}${question === undefined ? "" : `: ${question}`}`,
    ...phrasings.map(
      ({ text, lacking }, index) =>
        `${String(index + 1).padStart(4)}  ${text ?? `(left out: ${lackText(lacking)})`}`,
    ),
  ];
}
