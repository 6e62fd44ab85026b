import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Day } from "../../../generator/base/day.ts";
import { memoize } from "../../../generator/base/memo.ts";
import type { Draft } from "../../../generator/articles/draft.ts";
import { compose } from "../../../generator/compose/compose.ts";
import { measure } from "../../../generator/measure/measure.ts";
import { valuesOf } from "../../../generator/measure/signal-values.ts";
import { cutoffOf } from "../../../generator/narrate/edition.ts";
import { findingsOf, narrate } from "../../../generator/narrate/narrate.ts";
import { BUILT_IN } from "../../../generator/newsroom/kit.ts";
import { openNewsroom, type Newsroom } from "../../../generator/newsroom/newsroom.ts";
import { publicByLag } from "../../../generator/publication/lag.ts";
import { columnsOf } from "../../../generator/store/columns.ts";
import { viewOf } from "../../../generator/store/view.ts";
import { addDays } from "../../../generator/base/day.ts";
import { world } from "../bundle.ts";

/** The notes of made tickers on a day, by what their files hold, without a store and without the records of rules. */
export function tickerEditions(home: string): (day: Day) => Draft[] {
  const newsroom = openNewsroom(world, home, BUILT_IN);
  const rows = memoize((file: string) =>
    readFileSync(join(home, "content/data", file), "utf8")
      .trim()
      .split("\n")
      .map((line) => line.split(",")),
  );
  const columns = memoize((id: string) => {
    const series = newsroom.publication.catalogue.series.get(id)!;
    const [head, ...cells] = rows(series.from!.file);
    const at = head!.indexOf(series.from!.column);
    return columnsOf(
      cells.map((row) => ({
        day: row[0]!,
        value: Number(row[at]),
        revision: 0,
        public: publicByLag(series, row[0]!),
      })),
    );
  });
  return (day) => draftsOn(newsroom, columns, day);
}

function draftsOn(
  { publication: { catalogue, cutoff }, kit, narratives, stories, desk }: Newsroom,
  columns: (id: string) => ReturnType<typeof columnsOf>,
  day: Day,
): Draft[] {
  const recorded = {
    columns,
    claims: () => [],
    announcements: () => [],
    headlines: () => [],
    settlements: () => [],
  };
  const viewOn = (date: Day) => viewOf(cutoffOf(date, cutoff), catalogue, recorded);
  const view = viewOn(day);
  const yesterday = { day: addDays(day, -1), view: viewOn(addDays(day, -1)) };
  const before = findingsOf(narratives, {
    ...yesterday,
    signals: valuesOf(yesterday.view, kit.measures),
  });
  const edition = { day, view, signals: measure(view, kit.measures), before };
  return compose(stories, narrate(narratives, edition), edition, desk).drafts;
}
