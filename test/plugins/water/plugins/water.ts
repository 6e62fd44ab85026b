import {
  chartId,
  courseOf,
  knownSeries,
  axesOf,
  lineChart,
  spanOf,
  tableOf,
} from "bellwether/charts";
import {
  definePlugin,
  fixed,
  found,
  lacking,
  liveSource,
  newest,
  rowsFrom,
  z,
} from "bellwether/plugin";

const WINDOW = 30;

const answer = z.object({
  station: z.string(),
  fill: z.array(z.object({ on: z.string(), percent: z.number() })),
});

/** All that a letter about reservoirs needs beside the program. */
export default definePlugin({
  name: "water",
  kinds: [{ id: "reservoir", under: "macro_series" }],
  calendars: {
    gauges: {
      period: "day",
      title: "the gauges",
      zone: "UTC",
      perYear: 365,
      weekEnds: "sunday",
      noun: { one: "gauge day", many: "gauge days" },
    },
  },
  sources: [
    liveSource({
      id: "hydrology",
      about: {
        gives: "how full a reservoir is, daily",
        cost: "free",
        limits: "one request a second",
        terms: "open data",
      },
      spacingMs: 100,
      keys: [{ name: "HYDROLOGY_KEY", required: true }],
      options: z.strictObject({ station: z.string() }),
      batch: ({ station }) => station,
      async pull({ wanted, from, to }, http) {
        const { station } = wanted[0].options;
        const url = `https://hydrology.example/fill/${station}?from=${from}&to=${to}`;
        const headers = { "x-key": http.requiredKey("HYDROLOGY_KEY") };
        const { fill } = await http.json(url, answer, { headers });
        const rows = rowsFrom(
          fill,
          ({ on }) => on,
          ({ percent }) => percent,
        );
        return { rows: new Map(wanted.map(({ series }) => [series.id, rows])), notes: [] };
      },
    }),
  ],
  measures: [
    {
      method: "drawn-down",
      parameters: { window: WINDOW },
      classes: ["level"],
      reads: "values",
      outputs: [fixed("drawnDown", "percentage points", 1)],
      /** From the highest of the newest thirty values down to the newest one. */
      compute(reading) {
        const window = newest(reading, WINDOW);
        if (!window.ok) return window;
        const last = window.values.at(-1);
        if (last === undefined) return lacking("no-data");
        return found({ drawnDown: Math.max(...window.values) - last }, window);
      },
    },
  ],
  charts: [
    {
      kind: "fill",
      article: {
        rank: 5,
        ids: ({ printed }) =>
          printed
            .filter(({ signal }) => signal === "drawnDown")
            .map(({ subject, quantity }) => `${subject}.${quantity}`),
      },
      suits: (series) => series.endsWith(".level"),
      draw(desk, id) {
        const known = knownSeries(desk, id, WINDOW);
        if (!known) return undefined;
        const { series, points, print } = known;
        const title = `${series.title}, day by day`;
        const identity = {
          id: chartId("fill", id),
          title,
          description: courseOf(desk, points, print),
        };
        return {
          ...identity,
          kind: "fill",
          about: spanOf(desk, points),
          svg: lineChart({
            ...identity,
            height: 200,
            points,
            last: { strong: print(points.at(-1)?.value ?? 0) },
            axes: axesOf(desk, points, series.unit),
          }),
          source: desk.sourceOf(id),
          table: tableOf(desk, title, points, [desk.words.table.value], ({ value }) => [
            print(value),
          ]),
        };
      },
    },
  ],
  channels: [
    {
      id: "pager",
      about: "the pagers of those who open the gates",
      spacingMs: 1000,
      keys: [{ name: "PAGER_KEY", required: true }],
      async post({ title, url }, http) {
        await http.text("https://pager.example/send", {
          method: "POST",
          headers: { "x-key": http.requiredKey("PAGER_KEY") },
          body: JSON.stringify({ title, url }),
        });
      },
    },
  ],
});
