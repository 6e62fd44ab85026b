import type { ApprovedArticle } from "../../articles/approved.ts";
import type { FactsFile } from "../../articles/facts.ts";
import type { Day } from "../../base/day.ts";
import { fill } from "../../base/text.ts";
import { Drafter } from "../../compose/print/drafting.ts";
import { formatDate } from "../../compose/print/format.ts";
import { Recorder, type FactDraft } from "../../compose/print/recorder.ts";
import type { Format } from "../../publication/mail/formats.ts";
import type { Chart } from "../../publish/charts/chart.ts";
import type { ChartDesk } from "../../publish/charts/desk.ts";
import { boardOf, rowLine, type BoardRow } from "./board.ts";
import type { MailValues } from "./mail-values.ts";
import type { MailWords } from "./mail-words.ts";

/** What an issue says besides its articles: every figure of it is recorded with its fact, as those of an article are. */
export interface OwnWords {
  readonly subject: string;
  readonly preview: string;
  readonly dateline: string;
  readonly figures: MailValues["figures"];
  /** What each picture shows, in the order of the charts. */
  readonly alts: readonly string[];
  readonly sources: string;
  /** The day of each other article, in their order, where the issue holds more than one day's. */
  readonly days: readonly (string | undefined)[];
  /** All of it but subject and preview, a line each. */
  readonly lines: readonly string[];
  /** Figures that stand alone, in a cell or beside a headline. */
  readonly cells: readonly string[];
  readonly recorder: Recorder;
}

export interface Telling {
  readonly day: Day;
  readonly format: Format;
  readonly lead: ApprovedArticle;
  readonly others: readonly ApprovedArticle[];
  readonly charts: readonly Chart[];
  /** The facts of the lead, whose sources are named. */
  readonly facts: FactsFile;
}

/** Markets of which the subject of a digest tells the moves. */
const MOVES = 2;

/** Writes what an issue says of its own, from what was known at the cut-off of its edition. */
export function ownWords(desk: ChartDesk, words: MailWords, telling: Telling): OwnWords {
  const { day, format, lead, others } = telling;
  const { view, signals, language } = desk;
  const drafter = new Drafter({ day, view, signals }, language);
  const recorder = new Recorder();
  const lines: string[] = [];
  const settle = (marked: string): string => {
    const settled = recorder.settle(marked);
    lines.push(settled);
    return settled;
  };
  const board = boardOf(desk, drafter, format, words);
  const named = {
    title: unmarked(lead.frontMatter.title),
    description: unmarked(lead.frontMatter.description),
    moves: language.join(board.slice(0, MOVES).map(moveOf)),
  };
  const inHead = (pattern: string): string =>
    recorder.settle(oneLine(fill(pattern, named)), "head");
  const ofEdition = {
    day: recorder.mark(drafter.ofEdition("date")),
    time: recorder.mark(drafter.ofEdition("cutoff")),
  };
  const rows = board.map((row) => ({
    name: row.name,
    last: row.last.text + row.unit,
    change: row.change && fill(row.pattern, { value: row.change.text }),
    isUp: row.direction === "up",
    isDown: row.direction === "down",
    asOf: row.asOf && fill(words.figures.day, { day: row.asOf.text }),
    line: settle(rowLine(row, words, recorder)),
  }));
  const { figures } = words;
  const days = others.map(({ frontMatter: { edition } }) =>
    edition === day ? undefined : settle(recorder.mark(editionDay(edition))),
  );
  return {
    subject: inHead(words.subject[format]),
    preview: inHead(words.preview[format]),
    dateline: settle(fill(words.dateline[format], ofEdition)),
    figures:
      rows.length === 0
        ? undefined
        : {
            title: figures.title[format],
            about: settle(fill(figures.about[format], ofEdition)),
            heads: { subject: figures.subject, last: figures.last, change: figures.change[format] },
            rows,
          },
    alts: telling.charts.map((chart) => settle(altOf(chart))),
    sources: settle(sourcesOf()),
    days,
    lines,
    cells: [...rows.flatMap(({ last, change, asOf }) => [last, change, asOf]), ...days].filter(
      (each) => each !== undefined,
    ),
    recorder,
  };

  function moveOf({ name, direction, changeSize }: BoardRow): string {
    const size = changeSize ? recorder.mark(changeSize) : "";
    return fill(words.moved[direction], { name, size });
  }

  function editionDay(of: Day): FactDraft {
    return { ...drafter.ofEdition("date"), ...formatDateOf(of), value: of };
  }

  function formatDateOf(of: Day): Pick<FactDraft, "text"> {
    return { text: formatDate(of, day, language).text };
  }

  /** The newest value of the series that a chart is named by, where it is one's. */
  function altOf({ id, title }: Chart): string {
    const series = [...view.catalogue.series.values()].find((each) =>
      id.endsWith(`_${each.id.replaceAll(".", "_")}`),
    );
    const [subject = "", quantity = ""] = series?.id.split(".") ?? [];
    const outcome = series && signals.read(subject, quantity, "last");
    if (!outcome || !outcome.ok) return fill(words.chart.alone, { title });
    const last = drafter.signal(outcome.signal, "plain");
    const printed = recorder.mark(last) + language.nounBehind(outcome.signal.unit, last);
    const dated = recorder.mark(drafter.ownDayOf(last));
    return fill(words.chart.valued, {
      title,
      last: fill(figures.asOf, { line: printed, day: dated }),
    });
  }

  function sourcesOf(): string {
    const { sources } = view.catalogue;
    const used = [...telling.facts.facts, ...board.map((row) => row.last)];
    const known = [...new Set(used.flatMap((fact) => fact.sources))].flatMap(
      (id) => sources.get(id) ?? [],
    );
    const attributed = known.map(({ attribution }) => attribution);
    const kept = known.filter(({ commercial }) => !commercial).map(({ publisher }) => publisher);
    return [
      fill(words.sources, { publishers: language.join(attributed), ...ofEdition }),
      ...(kept.length > 0 ? [fill(words.nonCommercial, { publishers: language.join(kept) })] : []),
    ].join(" ");
  }
}

/** Without the private characters by which the recorder marks figures. */
function unmarked(text: string): string {
  return text.replace(/\p{Co}/gu, "");
}

/** What goes into the head of a mail stands on one line. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, " ").trim();
}
