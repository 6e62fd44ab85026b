import { suggestion } from "../../base/nearest.ts";
import type { Measures } from "../../measure/measures.ts";
import type { ArgumentKind } from "./helpers.ts";
import { isName as isSubjectName } from "../bindable/subject.ts";
import { keyOf, type Named } from "../bindable/named.ts";
import type { RuleContext } from "../rules/rule.ts";
import type { Scale } from "../scales/scale.ts";

/** What is wrong with an argument. */
export interface ArgumentFault {
  readonly code:
    | "helper-form"
    | "unknown-scale"
    | "unknown-band"
    | "unknown-parameter"
    | "unknown-case";
  readonly message: string;
  readonly advice?: string;
}

const NAMES: ReadonlySet<ArgumentKind> = new Set([
  "subject",
  "signal",
  "day",
  "since",
  "number",
  "stated",
  "figure",
]);

/** Whether an argument is a name, and not a text in quotes. */
export function isName(kind: ArgumentKind): boolean {
  return NAMES.has(kind);
}

const EXPECTED: Readonly<Record<ArgumentKind, string>> = {
  condition: "a condition in quotes",
  scale: "the name of a scale in quotes",
  band: "the name of a band in quotes",
  parameter: "the name of a parameter in quotes",
  text: "a text in quotes",
  case: "the name of a case in quotes",
  subject: "a name such as asset.name",
  signal: "a signal such as asset.close.last",
  day: "a signal such as asset.close.last, or a day such as claim.posted",
  since: "the day of a high or low, such as asset.close.highSince",
  number: "a signal that is a number, such as asset.close.last",
  stated: "a figure that somebody reported, such as claim.level",
  figure: "a figure, such as asset.close.last",
};

/** The fault of an argument that is a text where a name is due, or the other way round. */
export function wrongKind(kind: ArgumentKind, found: string): ArgumentFault {
  return { code: "helper-form", message: `Expected ${EXPECTED[kind]}, found ${found}.` };
}

/** What is wrong with a name that is an argument; undefined where nothing is. */
export function faultOfName(kind: ArgumentKind, named: Named): ArgumentFault | undefined {
  const isNumber = named.kind === "signal" && named.type === "number";
  const fits =
    (kind === "subject" && named.kind === "text" && isSubjectName(named.name)) ||
    ((kind === "signal" || kind === "day") && named.kind === "signal") ||
    (kind === "day" && named.kind === "day") ||
    (kind === "since" && isStanding(named)) ||
    ((kind === "number" || kind === "figure") && isNumber) ||
    ((kind === "stated" || kind === "figure") && named.kind === "figure");
  return fits ? undefined : wrongKind(kind, `"${keyOf(named)}"`);
}

/** Whether a name is the day since which a value is the highest or lowest; of a record it is the first of the data, and no "since". */
export function isStanding(named: Named): boolean {
  return named.kind === "signal" && named.type === "date" && STANDING.test(named.name);
}

const STANDING =
  /(?:[hH]igh|[lL]ow|support|resistance|round|roundTraded|streak|closeRun|dayFall)Since$/;

/** The signal and the scale among the arguments before a text, where there are any. */
interface Before {
  readonly signal?: Named;
  readonly scale?: Scale;
}

/** What is wrong with a text that is an argument; undefined where nothing is. */
export function faultOfText(
  kind: ArgumentKind,
  text: string,
  { signal, scale }: Before,
  { scales, measures, cases }: RuleContext,
): ArgumentFault | undefined {
  if (kind === "scale" && !scales.has(text)) {
    const advice = suggestion(text, scales.keys());
    return { code: "unknown-scale", message: `There is no scale "${text}".`, advice };
  }
  const bands = scale?.bands.map(({ id }) => id) ?? [];
  if (kind === "band" && scale && !bands.includes(text)) {
    const message = `The scale "${scale.id}" has no band "${text}".`;
    return { code: "unknown-band", message, advice: suggestion(text, bands) };
  }
  if (kind === "case" && cases !== undefined && !cases.has(text)) {
    const message = `The language has no case "${text}".`;
    const advice = cases.size
      ? suggestion(text, cases)
      : "`grammar` in its print.yaml declares them.";
    return { code: "unknown-case", message, advice };
  }
  const parameters = parametersOf(signal, measures);
  if (kind === "parameter" && signal && !parameters.includes(text)) {
    const message = `"${keyOf(signal)}" has no parameter "${text}".`;
    return { code: "unknown-parameter", message, advice: suggestion(text, parameters) };
  }
  return undefined;
}

function parametersOf(named: Named | undefined, measures: Measures): string[] {
  if (named?.kind !== "signal") return [];
  const declared = measures.signals.get(named.name) ?? measures.pairSignals.get(named.name);
  return Object.keys(declared?.parameters ?? {});
}
