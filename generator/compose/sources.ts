import { dayNumber, type Day } from "../base/day.ts";
import { staleSeries } from "../store/stale.ts";
import type { Bindables } from "../narrate/bindable/bindable.ts";
import type { Drafter } from "./print/drafting.ts";
import { shortNameOn } from "./print/naming.ts";
import type { Fact } from "../articles/facts.ts";
import { dataDays } from "./data-days.ts";
import { formatDate } from "./print/format.ts";
import { escapeMarkdown, fill } from "../base/text.ts";
import type { FactDraft, Recorder } from "./print/recorder.ts";

/**
 * "Sources": who published what and for which days, who stated what, what was left out, what may not be sold, and where the methods
 * are told.
 */
export function sourcesSection(
  facts: readonly Fact[],
  drafter: Drafter,
  recorder: Recorder,
  { bindables, methodsPage }: { readonly bindables: Bindables; readonly methodsPage: string },
): string {
  const { sources: words } = drafter.language;
  const used = usedSources(facts, drafter);
  return [
    ...(used.length === 0 ? [] : publisherLines(used, facts, drafter, recorder)),
    ...statementLines(facts, drafter, bindables),
    ...missingLines(drafter, recorder),
    fill(words.methods, { page: methodsPage }),
  ].join(" ");
}

/** A source with what of it the article used, and its first day. */
interface Used {
  readonly publisher: string;
  readonly link: string;
  readonly what: readonly string[];
  readonly first: Day;
  readonly isForSale: boolean;
  /** Whether it has data over days, and not the dates of events alone. */
  readonly isOfData: boolean;
  readonly id: string;
}

function usedSources(facts: readonly Fact[], drafter: Drafter): Used[] {
  const { catalogue } = drafter.edition.view;
  const bySource = new Map<string, Fact[]>();
  for (const fact of facts)
    for (const id of new Set(fact.sources)) {
      const its = bySource.get(id);
      if (its) its.push(fact);
      else bySource.set(id, [fact]);
    }
  return [...bySource].map(([id, its]) => {
    const source = catalogue.sources.get(id);
    const publisher = escapeMarkdown(source?.publisher ?? id);
    return {
      id,
      publisher,
      link: `[${publisher}](${source?.url ?? ""})`,
      what: whatOf(its, drafter),
      first: firstDay(its, id, drafter) ?? drafter.edition.day,
      isForSale: source?.commercial !== false,
      isOfData: its.some(({ origin }) => origin !== "event"),
    };
  });
}

/** What facts are figures of, in the words of the language: by their series' quantity, or by the name of an index of its own. */
function whatOf(facts: readonly Fact[], { edition, language }: Drafter): string[] {
  const { catalogue } = edition.view;
  const said = facts.flatMap(({ ref, subjects, origin }) => {
    if (origin === "event") return language.sources.events;
    const quantity = ref.split(".")[1] ?? "";
    const word = language.sources.quantities[quantity];
    if (word !== undefined) return word;
    return isQuantity(quantity, catalogue)
      ? subjects.map((id) => shortNameOn(catalogue, id, edition.day))
      : [];
  });
  return [...new Set(said)].map(escapeMarkdown);
}

function isQuantity(
  name: string,
  { quantities }: Drafter["edition"]["view"]["catalogue"],
): boolean {
  return quantities.has(name);
}

/** Who published what, up to which day, and what of it may not be sold: and to which days the figures go. */
function publisherLines(
  used: readonly Used[],
  facts: readonly Fact[],
  drafter: Drafter,
  recorder: Recorder,
): string[] {
  const { language } = drafter;
  const day = (at: Day, id: string, end: "first" | "last", form?: "whole"): string => {
    const fact = dayFact(at, `source:${id}.${end}`, [id], drafter);
    return recorder.mark(form ? { ...fact, text: language.fullDate(at) } : fact);
  };
  const items = used.map(({ link, what }) =>
    what.length === 0
      ? link
      : fill(language.sources.item, { publisher: link, what: language.join(what) }),
  );
  const [oldest] = used
    .filter((each) => each.isOfData)
    .toSorted((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const days = dataDays(facts, drafter);
  const spans =
    oldest && days
      ? [
          dayNumber(drafter.edition.day) - dayNumber(oldest.first) < YOUNG_DAYS
            ? fill(language.sources.span, {
                first: day(oldest.first, oldest.id, "first", "whole"),
                last: day(days.main, days.source, "last", "whole"),
              })
            : fill(language.sources.end, { last: day(days.main, days.source, "last", "whole") }),
          ...days.others.map(({ what, last, source }) =>
            fill(language.sources.until, {
              what: language.join(what),
              last: day(last, source, "last"),
            }),
          ),
        ]
      : [];
  const kept = used.filter(({ isForSale }) => !isForSale).map(({ publisher }) => publisher);
  return [
    `${language.join(items)}.`,
    ...(spans.length === 0 ? [] : [`${spans.join(language.heavyList.middle)}.`]),
    ...(kept.length === 0
      ? []
      : [fill(language.sources.nonCommercial, { publishers: language.join(kept) })]),
  ];
}

/** Data of five years and more are long: of them a reader asks to when they go, and the page of each series says from when. */
const YOUNG_DAYS = 5 * 365.25;

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
      const words = language.sources.stated[bindable.id] ?? "{reporter}: {medium}";
      return fill(words, { reporter: escapeMarkdown(reporter), medium: escapeMarkdown(medium) });
    }),
  );
  return [...new Set(lines)];
}

/**
 * Series that were out of date at the cut-off: their findings were dropped, and the edition says so. A close is not named
 * where its adjusted series is there, as its returns are still compared with those of others.
 */
function missingLines(drafter: Drafter, recorder: Recorder): string[] {
  const { view, day } = drafter.edition;
  const stale = staleSeries(view).filter(({ id }) => {
    const adjusted = id.replace(/\.close$/, ".adjusted");
    return adjusted === id || !view.catalogue.series.has(adjusted) || view.isStale(adjusted);
  });
  if (stale.length === 0) return [];
  const byLast = Map.groupBy(stale, ({ id }) => view.history(id).days.at(-1));
  const items = [...byLast].flatMap(([last, alike]) => {
    const titles = alike.map(({ title }) => escapeMarkdown(title));
    if (last === undefined) return titles;
    const { id, source = "" } = alike[0]!;
    const day = recorder.mark(dayFact(last, `series:${id}.last`, [source], drafter));
    return [...titles.slice(0, -1), `${titles.at(-1)} (${day})`];
  });
  return [fill(drafter.language.sources.missing, { series: drafter.language.join(items), day })];
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
