import { join } from "node:path";
import { textAt, factsPath } from "../../articles/on-disk.ts";
import type { Fact } from "../../articles/facts.ts";
import { meaningOf } from "../../check/explain/meaning.ts";
import { currentInput, observationsOf } from "../../measure/input.ts";
import type { Input } from "../../measure/signal.ts";
import { valueText } from "../../authoring/plain-text.ts";
import { webAddress } from "../../base/markup.ts";
import { footnoteWords } from "../../publish/theme/footnote-words.ts";
import type { DeskRoom } from "../room.ts";
import { nearestOf } from "./mend.ts";
import { seriesChart } from "./series-chart.ts";
import type { DeskArticle } from "./desk-article.ts";
import type { DeskFigure } from "./marked-figures.ts";

/** Observations that are listed of a stretch, the newest. */
const LISTED = 6;

const MARK_WORDS: Readonly<Record<DeskFigure["mark"], string>> = {
  holds: "Holds: it stands as it was generated.",
  edited: "Edited: a person wrote its sentence, and the data bear it out or leave it open.",
  unknown: "Does not hold: it blocks the article.",
  waived: "Excused: an editor has waived it, or a link sources it.",
};

/** All that is told of one figure. */
export async function figurePanel(room: DeskRoom, article: DeskArticle, figure: DeskFigure) {
  const { fact, message } = figure;
  return {
    number: figure.number,
    text: figure.text,
    mark: figure.mark,
    markWords: MARK_WORDS[figure.mark],
    message: message?.message,
    isError: message?.severity === "error",
    nearest: nearestOf(figure),
    fact: fact && (await toldOf(room, article, fact)),
    places: fact ? placesOf(room, article, figure, fact) : [],
    previous: figure.number > 1 ? figure.number - 1 : undefined,
    next: figure.number < article.marked.figures.length ? figure.number + 1 : undefined,
  };
}

/** The panel tells a value as it is, with all of its decimals. */
const WHOLE = 20;

async function toldOf(room: DeskRoom, { edition, article, versions }: DeskArticle, fact: Fact) {
  const { newsroom } = room;
  const { background } = await room.known();
  const words = background.notes ?? footnoteWords(newsroom.publication.language);
  const { sources, said } = meaningOf(fact, edition.view, newsroom.kit.bindables);
  return {
    reference: fact.ref,
    value: typeof fact.value === "number" ? valueText(fact.value) : fact.value,
    unit: words.unit(fact, WHOLE),
    day: fact.day,
    isLate: fact.late === true,
    published: fact.public?.slice(0, 16).replace("T", " "),
    cutoff: article.frontMatter.date.slice(0, 16).replace("T", " "),
    formula: words.method(fact),
    isConstant: fact.origin === "parameter",
    said: said && {
      reporter: said.reporter,
      medium: said.medium,
      href: said.url,
      quote: said.quote,
    },
    sources: sources.map(({ publisher, url, licence }) => ({
      publisher,
      licence,
      href: webAddress(url),
    })),
    inputs: await Promise.all(
      [...Map.groupBy(fact.inputs, ({ series }) => series)].map(([series, inputs]) =>
        seriesTold(room, { edition, article, versions }, series, inputs),
      ),
    ),
  };
}

/** What a figure was computed from of one series, in one stretch or several. */
async function seriesTold(
  room: DeskRoom,
  { edition: { view }, article, versions }: Pick<DeskArticle, "edition" | "article" | "versions">,
  id: string,
  inputs: readonly Input[],
) {
  const series = view.catalogue.series.get(id);
  const used = series ? inputs.flatMap((input) => observationsOf(view, input)) : [];
  const observations = [...new Map(used.map((each) => [each.day, each])).values()].toSorted(
    (a, b) => (a.day < b.day ? -1 : 1),
  );
  const from = inputs.map((input) => input.from).toSorted()[0]!;
  const to = inputs
    .map((input) => input.to)
    .toSorted()
    .at(-1)!;
  const count = series ? observations.length : Math.max(...inputs.map((input) => input.count));
  return {
    series: id,
    title: series?.title ?? "no longer declared",
    count: String(count),
    isOne: count === 1,
    isTwo: count === 2,
    from,
    to,
    isChanged:
      series === undefined ||
      inputs.some((input) => currentInput(view, input).digest !== input.digest),
    more: Math.max(0, observations.length - LISTED),
    observations: observations
      .slice(-LISTED)
      .toReversed()
      .map(({ day, value, public: at }) => ({
        day,
        value: valueText(value),
        public: new Date(at).toISOString().slice(0, 16).replace("T", " "),
      })),
    chart:
      series && (await seriesChart(room, article.frontMatter, versions, { series: id, count })),
  };
}

/** Other articles that are asked where else a figure is printed, at most. */
const MOST_ARTICLES = 200;

/** Every other place where the same is printed: in this article, and in others of its edition. */
function placesOf(
  { newsroom: { world, publication }, index }: DeskRoom,
  { day, slug, marked }: DeskArticle,
  figure: DeskFigure,
  { ref, day: asOf }: Fact,
) {
  const here = marked.figures
    .filter((each) => each !== figure && each.fact?.ref === ref && each.fact.day === asOf)
    .map(({ number, text, part }) => ({
      href: `/articles/${day}/${slug}?figure=${number}#figure`,
      where: part === "body" ? "the text" : part === "title" ? "the headline" : "the summary",
      text,
    }));
  const wanted = `"ref":${JSON.stringify(ref)}`;
  const elsewhere = index
    .ofDay(day)
    .filter((entry) => entry.slug !== slug)
    .slice(0, MOST_ARTICLES)
    .flatMap((entry) => {
      const facts = textAt(world, join(publication.home, factsPath(entry.file))) ?? "";
      const line = facts.split("\n").find((each) => each.includes(wanted));
      const text = /"text":("(?:[^"\\]|\\.)*")/.exec(line ?? "")?.[1];
      if (text === undefined) return [];
      const href = `/articles/${entry.day}/${entry.slug}`;
      return [{ href, where: entry.title, text: String(JSON.parse(text)) }];
    });
  return [...here, ...elsewhere];
}
