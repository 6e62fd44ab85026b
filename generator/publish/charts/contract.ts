import type { Printed } from "../../articles/printed.ts";
import type { Chart } from "./chart.ts";
import type { ChartDesk } from "./desk.ts";

/** What an article prints, for choosing its charts. */
export interface PrintedFigures {
  /** Its computed figures, in the order of the text. */
  readonly printed: readonly Printed[];
  /** Ids of the subjects of which it prints what somebody stated. */
  readonly stated: readonly string[];
  /** The data as it was known when the article was made. */
  readonly desk: ChartDesk;
}

/** One kind of picture: of what it is drawn, and how. One a file, listed in `built-in.ts` or in a plugin. */
export interface ChartEntry {
  /** Lower-case letters, digits and hyphens; a part of the ids of its charts. */
  readonly kind: string;
  /** Left out where no article asks for it. */
  readonly article?: {
    /** Its place among the charts of an article, the lowest first. An article shows four at most. The built-in ones stand from 10 to 60. */
    readonly rank: number;
    /** Of what it would be drawn, the best first: the first of which there is something to draw is shown. */
    ids(figures: PrintedFigures): readonly string[];
  };
  /** What is drawn on the page of a subject; left out where nothing is. */
  subject?(subject: string, desk: ChartDesk): readonly string[];
  /** Whether it suits the page of a series. Of several that do, the one that was registered last is drawn. */
  suits?(series: string, desk: ChartDesk): boolean;
  /**
   * Draws it of what `ids`, `subject` or the page of a series names; undefined where too little is known.
   * @param periods how many of the newest values an editor wants to see; as many as its kind shows unless given.
   */
  draw(desk: ChartDesk, id: string, periods?: number): Chart | undefined;
}

/** The part of the kit that is drawn. */
export interface ChartKit {
  readonly charts: readonly ChartEntry[];
}

/** Ids of the series whose figures an article prints, of those that are wanted. */
export function seriesWhere(
  printed: readonly Printed[],
  isWanted: (each: Printed) => boolean,
): string[] {
  const wanted = printed.filter(isWanted);
  return [...new Set(wanted.map(({ subject, quantity }) => `${subject}.${quantity}`))];
}

/** The series of a subject, where it is declared. */
export function declared({ view }: ChartDesk, subject: string, quantity: string): string[] {
  const id = `${subject}.${quantity}`;
  return view.catalogue.series.has(id) ? [id] : [];
}
