import type { Fact } from "../../articles/facts.ts";
import type {
  ExplainedFigure,
  ExplainedInput,
  ExplainedObservation,
  Explanation,
} from "./explanation.ts";

/** Observations shown of a long stretch, at each end. */
const SHOWN = 3;

/**
 * The explanation as people read it, figure by figure; one that was explained above is referred to.
 * @param extent `ends` shows both ends of a long stretch of observations, `all` every one.
 */
export function formatExplanation(
  explanation: Explanation,
  extent: "ends" | "all" = "ends",
): string {
  const lines = [`${explanation.file}, as known at ${explanation.cutoff}`];
  const explained = new Map<Fact, string>();
  for (const each of explanation.figures) {
    const place = `${each.line}:${each.column}`;
    const before = each.fact && explained.get(each.fact);
    lines.push("", `${place}  ${each.figure}`);
    if (!each.fact) lines.push("  no fact stands for this figure");
    else if (before !== undefined) lines.push(`  as at ${before}`);
    else {
      explained.set(each.fact, place);
      lines.push(
        ...factLines(each, each.fact),
        ...each.inputs.flatMap((input) => inputLines(input, extent)),
      );
    }
  }
  return lines.join("\n");
}

function factLines({ sources, said }: ExplainedFigure, fact: Fact): string[] {
  const rows: [string, string | undefined][] = [
    ["what", `${fact.ref} (${fact.origin})`],
    ["value", `${fact.value} ${fact.unit}`],
    ["day", fact.day],
    ["public", fact.public],
    ["method", fact.method && `${fact.method}${parametersOf(fact)}`],
    ["said by", said && [said.reporter, said.medium, said.url ?? ""].filter(Boolean).join(", ")],
    ...sources.map((source): [string, string] => [
      "source",
      `${source.publisher}, ${source.url} (${source.licence})`,
    ]),
  ];
  return rows.flatMap(([name, value]) => (value ? [row(name, value)] : []));
}

function parametersOf({ parameters = {} }: Fact): string {
  const listed = Object.entries(parameters).map(([name, value]) => `${name} ${value}`);
  return listed.length === 0 ? "" : ` (${listed.join(", ")})`;
}

function inputLines(explained: ExplainedInput, extent: "ends" | "all"): string[] {
  const { input, title, unit, unchanged, observations } = explained;
  const count = `${observations.length} observation${observations.length === 1 ? "" : "s"}`;
  const about = title === undefined ? "no longer declared" : `${title}, ${unit}`;
  const common = input.common === undefined ? "" : `, of the periods that ${input.common} has too`;
  const note = unchanged ? "" : ", CHANGED since the article was made";
  const head = row("from", `${input.series} (${about}): ${count}${common}${note}`);
  if (extent === "all" || observations.length <= SHOWN * 2)
    return [head, ...observations.map(observationLine)];
  return [
    head,
    ...observations.slice(0, SHOWN).map(observationLine),
    row("", `… ${observations.length - SHOWN * 2} more (--json lists all)`),
    ...observations.slice(-SHOWN).map(observationLine),
  ];
}

function observationLine({ day, value, public: instant, revision }: ExplainedObservation): string {
  const corrected = revision === 0 ? "" : `  revision ${revision}`;
  const known = new Date(instant).toISOString().replace(".000Z", "Z");
  return row("", `${day}  ${value}  public ${known}${corrected}`);
}

function row(name: string, value: string): string {
  return `  ${name.padEnd(8)}${value}`;
}
