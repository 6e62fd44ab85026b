import { DAY_MS } from "../../../generator/base/day.ts";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Instant } from "../../../generator/base/day.ts";
import { parseFacts } from "../../../generator/articles/facts-file.ts";
import type { FactsFile } from "../../../generator/articles/facts.ts";
import { gather } from "../../../generator/gather/gather.ts";
import { openStore } from "../../../generator/store/sqlite/open.ts";
import type { Archive } from "../../../generator/store/archive.ts";
import { storePath } from "../../../generator/store/store.ts";
import { rsiPath } from "../../../generator/measure/paths.ts";
import { BUILT_IN_CHARTS } from "../../../generator/publish/charts/built-in.ts";
import { pricedSubject } from "../../../generator/articles/printed.ts";
import { correlation } from "../../../generator/publish/charts/correlation.ts";
import { dayFigures } from "../../../generator/publish/charts/day-figures.ts";
import type { ChartDesk } from "../../../generator/publish/charts/desk.ts";
import { rsi } from "../../../generator/publish/charts/rsi.ts";
import {
  articleCharts,
  seriesChart,
  subjectCharts,
} from "../../../generator/publish/charts/choose.ts";
import { catalogue, publication, ROOT, world } from "../../support/bundle.ts";
import { cliHome, type CliHome } from "../../support/cli.ts";
import { deskFor, inSpanish } from "./desk.ts";

const CUTOFF = Date.parse("2025-05-08T12:00:00Z");

let home: CliHome;

let archive: Archive;

beforeAll(async () => {
  home = cliHome();
  const store = await openStore(world, storePath(home.folder));
  await gather(world, { ...publication, home: home.folder }, store);
  archive = await store.load(catalogue);
  await store.close();
});

afterAll(() => home?.[Symbol.dispose]());

function deskAt(instant: Instant): ChartDesk {
  return deskFor(archive.view(instant));
}

function factsOf(edition: string, slug: string): FactsFile {
  const path = join(ROOT, "content/editions", edition, `${slug}.facts.json`);
  return parseFacts(readFileSync(path, "utf8"), path);
}

describe("a chart of a series", () => {
  const instants = fc
    .integer({ min: Date.parse("2024-03-01T00:00:00Z"), max: Date.parse("2025-06-30T00:00:00Z") })
    .map((instant) => instant - (instant % 1000));

  test("tells the values of the store, the newest first, and none that became public later", () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...catalogue.series.keys()), (instant, id) => {
        const desk = deskAt(instant);
        const { days, values, publics } = archive.view(instant).history(id);
        const chart = seriesChart(BUILT_IN_CHARTS, desk, id);
        const series = catalogue.series.get(id)!;
        const form = chart?.kind === "flow" ? "signed" : "plain";
        const newest = [...days.keys()].toReversed().slice(0, days.length < 2 ? 0 : 30);
        expect((chart?.table.rows ?? []).map(({ day, cells }) => [day, cells[0]])).toEqual(
          newest.map((at) => [
            days[at],
            desk.print(values[at]!, series.unit, series.decimals, form),
          ]),
        );
        for (const at of newest) expect(publics[at]).toBeLessThanOrEqual(instant);
      }),
      { numRuns: 60 },
    );
  });

  test("is the same whatever becomes public after its instant", async () => {
    const before = subjectCharts(BUILT_IN_CHARTS, deskAt(CUTOFF), "btc");
    const changed = await openStore(world, storePath(home.folder));
    await changed.write(async (writer) => {
      const late = CUTOFF + DAY_MS;
      for (const series of ["btc.close", "btc.high", "btc.low", "ibit.flow"])
        for (const day of ["2025-05-07", "2025-05-08"])
          await writer.record(series, "test", late, [
            { day, value: 7, public: late, stated: true },
          ]);
    });
    const { view } = await changed.load(catalogue);
    await changed.close();
    expect(subjectCharts(BUILT_IN_CHARTS, deskFor(view(CUTOFF)), "btc")).toEqual(before);
    const after = subjectCharts(BUILT_IN_CHARTS, deskFor(view(CUTOFF + DAY_MS)), "btc");
    expect(after[0]?.table.rows[0]?.cells).toEqual(["$7"]);
  });

  test("tells its source by the words that the source asks for, and the instant", () => {
    expect(seriesChart(BUILT_IN_CHARTS, deskAt(CUTOFF), "btc.exchangeNetFlow")?.source).toBe(
      "Coin Metrics community data (CC BY-NC 4.0). As known on May 8, 2025 at 12:00 UTC.",
    );
  });

  test("speaks the language of the publication, in numbers, dates and words", () => {
    const chart = seriesChart(
      BUILT_IN_CHARTS,
      deskFor(archive.view(CUTOFF), inSpanish),
      "btc.close",
    );
    expect(chart?.about).toMatch(/^Valores de cierre, del 9 de noviembre de 2024 al 7 de mayo de/);
    expect(chart?.table.rows[0]).toMatchObject({ head: "7 de mayo de 2025", day: "2025-05-07" });
    expect(chart?.svg).toMatch(/>dic<.*>97.906.\$<.*>resistencia</);
  });

  test("that nobody declared, or that nothing is known of yet, is not drawn", () => {
    expect(seriesChart(BUILT_IN_CHARTS, deskAt(CUTOFF), "shib.close")).toBeUndefined();
    expect(
      seriesChart(BUILT_IN_CHARTS, deskAt(Date.parse("2014-09-01T00:00:00Z")), "btc.close"),
    ).toBeUndefined();
  });
});

describe("a path", () => {
  test("tells of each day what the signal read on that day", () => {
    const path = rsiPath(archive.view(CUTOFF), "eth", { window: 14, count: 40 });
    expect(path).toHaveLength(40);
    for (const { day, value } of path.filter((_, at) => at % 8 === 7)) {
      const then = deskAt(Date.parse(`${day}T00:00:00Z`) + 36 * 3_600_000);
      const outcome = then.signals.read("eth", "close", "rsi14");
      expect(outcome.ok && outcome.signal).toMatchObject({ day, value });
    }
  });
});

describe("the charts of an article", () => {
  const facts = factsOf("2025-05-08", "cross-market-note");
  const textOf = (ref: string): string | undefined =>
    facts.facts.find((fact) => fact.ref === ref)?.text;

  test("are those of its figures, and print them as the text does", () => {
    const desk = deskAt(CUTOFF);
    const charts = articleCharts(BUILT_IN_CHARTS, desk, facts);
    expect(charts.map(({ kind }) => kind)).toEqual(["price", "rsi", "flow", "correlation"]);
    const [price, rsi, flow, correlation] = charts.map(({ svg }) => svg);
    for (const ref of ["last", "resistance"])
      expect(price).toContain(`>${textOf(`btc.close.${ref}`)}</text>`);
    expect(rsi).toContain(`>${textOf("btc.close.rsi14")}</text>`);
    expect(charts[2]?.table.rows[0]?.cells).toEqual([`+${textOf("btc.etfFlow.last")}`]);
    expect(flow).toContain(">+$142.3</text>");
    const pair = "russell2000+ibit.returns.correlation30";
    expect(charts[3]?.table.rows[0]?.cells).toEqual(
      ["", "Low", "High"].map((end) => textOf(pair + end)),
    );
    expect(correlation).toContain(`>${textOf(pair)}</text>`);
  });

  test("have ids of their own, and are the same each time", () => {
    const charts = articleCharts(BUILT_IN_CHARTS, deskAt(CUTOFF), facts);
    expect(new Set(charts.map(({ id }) => id)).size).toBe(charts.length);
    for (const { id } of charts) expect(id).toMatch(/^chart_[A-Za-z0-9_-]+$/);
    expect(articleCharts(BUILT_IN_CHARTS, deskAt(CUTOFF), facts)).toEqual(charts);
  });

  test("draw nothing that the article does not print", () => {
    expect(articleCharts(BUILT_IN_CHARTS, deskAt(CUTOFF), { facts: [] })).toEqual([]);
    const only = facts.facts.filter(({ ref }) => ref.startsWith("vix."));
    expect(only.length).toBeGreaterThan(0);
    expect(articleCharts(BUILT_IN_CHARTS, deskAt(CUTOFF), { facts: only })).toEqual([]);
    expect(pricedSubject({ facts: only })).toBeUndefined();
  });
});

describe("a subject", () => {
  test("of sentiment shows its course in its zones, and where it stands", () => {
    const charts = subjectCharts(BUILT_IN_CHARTS, deskAt(CUTOFF), "fear-greed");
    expect(charts.map(({ kind }) => kind)).toEqual(["level", "gauge"]);
    expect(charts[1]?.svg).toContain('class="track current"');
    expect(charts[1]?.table.rows[0]?.cells).toEqual(["65", "greed"]);
  });

  test("with funds behind it shows price, RSI and both flows", () => {
    expect(subjectCharts(BUILT_IN_CHARTS, deskAt(CUTOFF), "btc").map(({ id }) => id)).toEqual([
      "chart_price_btc_close",
      "chart_rsi_btc_close",
      "chart_flow_btc_etfFlow",
      "chart_flow_btc_exchangeNetFlow",
    ]);
  });

  test("without a price has neither RSI nor correlation", () => {
    expect(rsi.draw(deskAt(CUTOFF), "vix.close")).toBeUndefined();
    expect(correlation.draw(deskAt(CUTOFF), "vix+btc.correlation30")).toBeUndefined();
  });
});

describe("the day in figures", () => {
  test("tells of each market its last value, change and zone, as the articles do", () => {
    const figures = dayFigures(deskAt(CUTOFF));
    const row = (subject: string): unknown =>
      figures?.rows.find((each) => each.subject === subject);
    expect(row("btc")).toMatchObject({
      last: "$97,032",
      change: "+0.2%",
      direction: "up",
      zone: "RSI 66.2, firm",
      asOf: undefined,
    });
    expect(row("vix")).toMatchObject({ last: "23.55", zone: "elevated", short: "VIX" });
    expect(row("us10y")).toMatchObject({ last: "4.30%", change: "−6 bp", asOf: "as of May 6" });
    expect(row("fbtc")).toBeUndefined();
  });

  test("has no row for what is told as one of a group, and names that begin with a capital", () => {
    const rows = dayFigures(deskAt(CUTOFF))?.rows ?? [];
    expect(rows.filter(({ subject }) => ["sol", "xlb"].includes(subject))).toEqual([]);
    expect(rows.find(({ subject }) => subject === "dollar")?.name).toBe("Broad dollar index");
    expect(rows.filter(({ name }) => /^[a-z]+\b/.test(name))).toEqual([]);
  });

  test("leaves out what is out of date", () => {
    const late = dayFigures(deskAt(Date.parse("2025-08-01T12:00:00Z")));
    expect(late).toBeUndefined();
  });
});
