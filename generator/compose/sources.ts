import type { Day } from "../base/day.ts";
import { staleSeries } from "../store/stale.ts";
import type { Bindables } from "../narrate/bindable/bindable.ts";
import type { Drafter } from "./print/drafting.ts";
import type { Fact } from "../articles/facts.ts";
import { formatDate } from "./print/format.ts";
import { escapeMarkdown, fill } from "../base/text.ts";
import type { FactDraft, Recorder } from "./print/recorder.ts";

/**
 * The Markdown list of "sources and methods": publishers, who stated what, what was left out, how each figure was computed, and the records
 * of the rules.
 */
export function sourcesSection(
  facts: readonly Fact[],
  drafter: Drafter,
  recorder: Recorder,
  bindables: Bindables,
  records: readonly string[],
): string {
  const lines = [
    ...sourceLines(facts, drafter, recorder),
    ...statementLines(facts, drafter, bindables),
    ...missingLines(drafter, recorder),
    methodLines(facts, drafter, recorder).join(" "),
    ...records,
  ];
  return lines
    .filter((line) => line !== "")
    .map((line) => `- ${line}`)
    .join("\n");
}

function sourceLines(facts: readonly Fact[], drafter: Drafter, recorder: Recorder): string[] {
  const { catalogue } = drafter.edition.view;
  const ids = [...new Set(facts.flatMap((fact) => fact.sources))];
  return ids.map((id) => {
    const fullDay = (day: Day, end: "first" | "last"): string =>
      recorder.mark({
        ...dayFact(day, `source:${id}.${end}`, [id], drafter),
        text: drafter.language.fullDate(day),
      });
    const source = catalogue.sources.get(id);
    const used = facts.filter((fact) => fact.sources.includes(id));
    const subjects = [...new Set(used.flatMap((fact) => fact.subjects))].map(
      (each) => catalogue.subjects.get(each)?.name ?? each,
    );
    const last =
      used
        .map((fact) => fact.day ?? "")
        .sort()
        .at(-1) ?? drafter.edition.day;
    const line = fill(drafter.language.sources.line, {
      publisher: `[${escapeMarkdown(source?.publisher ?? id)}](${source?.url ?? ""})`,
      subjects: drafter.language.join(subjects.map(escapeMarkdown)),
      first: fullDay(firstDay(used, id, drafter) ?? last, "first"),
      last: fullDay(last, "last"),
    });
    const note =
      source?.commercial === false
        ? ` ${fill(drafter.language.sources.nonCommercial, { licence: escapeMarkdown(source.licence) })}`
        : "";
    return line + note;
  });
}

/** The first day that the series of a source, or those derived from them, have, of those that figures were computed from. */
function firstDay(used: readonly Fact[], source: string, { edition }: Drafter): Day | undefined {
  const { view } = edition;
  const ids = new Set(used.flatMap((fact) => fact.inputs.map((input) => input.series)));
  return [...ids]
    .filter((id) => [source, undefined].includes(view.catalogue.series.get(id)?.source))
    .flatMap((id) => view.history(id).days[0] ?? [])
    .toSorted()[0];
}

/** Who stated what the text took over from them. */
function statementLines(
  facts: readonly Fact[],
  { edition, language }: Drafter,
  bindables: Bindables,
): string[] {
  const refs = [...new Set(facts.map(({ ref }) => ref))];
  const lines = [...bindables.values()].flatMap((bindable) =>
    refs.flatMap((ref) => {
      const said = bindable.saidBy?.(ref, edition.view);
      if (!said) return [];
      const { reporter, medium } = said;
      const words = language.sources[bindable.id] ?? "{reporter}: {medium}";
      return fill(words, { reporter: escapeMarkdown(reporter), medium: escapeMarkdown(medium) });
    }),
  );
  return [...new Set(lines)];
}

/** Series that were out of date at the cut-off: their findings were dropped, and the edition says so. */
function missingLines(drafter: Drafter, recorder: Recorder): string[] {
  const { view, day } = drafter.edition;
  const stale = staleSeries(view);
  if (stale.length === 0) return [];
  const items = stale.map((series) => {
    const last = view.history(series.id).days.at(-1);
    const title = escapeMarkdown(series.title);
    return last === undefined
      ? title
      : `${title} (${recorder.mark(dayFact(last, `series:${series.id}.last`, [series.source ?? ""], drafter))})`;
  });
  return [fill(drafter.language.sources.missing, { series: drafter.language.join(items), day })];
}

function methodLines(facts: readonly Fact[], drafter: Drafter, recorder: Recorder): string[] {
  const used = new Map<string, Fact[]>();
  for (const fact of facts)
    if (fact.method !== undefined) used.set(fact.method, [...(used.get(fact.method) ?? []), fact]);
  const told = new Set<string>();
  return [...used].flatMap(([method, its]) => {
    const sentence = drafter.language.methods[method];
    if (sentence === undefined || told.has(sentence)) return [];
    told.add(sentence);
    return [
      sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
        const values = [...new Set(its.flatMap((fact) => fact.parameters?.[name] ?? []))].sort(
          (a, b) => a - b,
        );
        if (values.length === 0) return whole;
        const marked = values.map((value) =>
          recorder.mark(drafter.parameterOf(method, name, value, "plain")),
        );
        return drafter.language.join(marked);
      }),
    ];
  });
}

function dayFact(
  day: string,
  ref: string,
  sources: readonly string[],
  drafter: Drafter,
): FactDraft {
  return {
    id: "",
    text: formatDate(day, drafter.edition.day, drafter.language).text,
    value: day,
    unit: "date",
    decimals: 0,
    magnitude: 1,
    direction: "none",
    subjects: [],
    origin: "edition",
    ref,
    day,
    sources,
    inputs: [],
  };
}
