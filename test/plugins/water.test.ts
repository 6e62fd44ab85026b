import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { addDays, dayOf } from "../../generator/base/day.ts";
import { filesBelow, runProcess } from "../support/cli.ts";
import { provider } from "../gather/web/provider.ts";
import { routed } from "../gather/sources/routes.ts";
import { emptyHome } from "./home.ts";

const YESTERDAY = addDays(dayOf(Date.now()), -1);

/** Ninety days of a lake that falls by a tenth of a point a day. */
function lake(station: string, last: number): object {
  const fill = Array.from({ length: 90 }, (_, ago) => ({
    on: addDays(YESTERDAY, ago - 89),
    percent: Math.round((last + (89 - ago) / 10 + (ago % 3) / 10) * 10) / 10,
  }));
  return { station, fill };
}

test("a publication about lakes gathers, measures, draws and prints by its own plugin, from init to page", async () => {
  const { base, headers } = await provider(
    routed({
      "hydrology.example": { "/fill/mead": lake("mead", 33), "/fill/powell": lake("powell", 41) },
    }),
  );
  const env = { BELLWETHER_HTTP_VIA: base, HYDROLOGY_KEY: "hydro-secret", PAGER_KEY: "pager" };
  using home = emptyHome();
  expect(await runProcess(home, ["init", home.folder, "--empty"])).toMatchObject({ status: 0 });
  cpSync(join(import.meta.dirname, "water"), home.folder, { recursive: true });

  const listed = await runProcess(home, ["plugins", "--json"]);
  expect(JSON.parse(listed.stdout)).toMatchObject([
    {
      plugin: "water",
      from: "plugins/water.ts",
      entries: [
        { sort: "source", name: "hydrology" },
        { sort: "signal", name: "drawnDown" },
        { sort: "kind", name: "reservoir", about: "under macro_series" },
        { sort: "calendar", name: "gauges", about: "the gauges" },
        { sort: "chart", name: "fill" },
        { sort: "channel", name: "pager" },
      ],
    },
  ]);
  expect(await runProcess(home, ["narratives", "test"])).toMatchObject({ status: 0 });

  const made = await runProcess(home, ["daily", "--live"], env);
  expect(made).toMatchObject({ status: 0, stderr: "" });
  expect(headers.map((each) => each["x-key"])).toEqual(["hydro-secret", "hydro-secret"]);
  const [day = ""] = readdirSync(home.path("content/editions"));
  const note = readFileSync(home.path("content/editions", day, "water-note.md"), "utf8");
  expect(note).toContain('status: "approved"');
  expect(note).toMatch(/Lake Mead .* \d\.\d percentage points/);

  expect(await runProcess(home, ["publish", "--no-search"])).toMatchObject({ status: 0 });
  const site = filesBelow(home, "site/dist");
  expect(site.get("methodology/index.html")).toContain("How far a lake is drawn down is told");
  const page = site.get(`${day.replaceAll("-", "/")}/water-note/index.html`);
  expect(page).toContain('id="chart_fill_mead_level_');
  expect(site.get("series/mead.level/index.html")).toContain('id="chart_fill_mead_level_');

  const pinned = { dependencies: { bellwether: "1.0.0" } };
  writeFileSync(home.path("package.json"), JSON.stringify(pinned));
  const { stdout } = await runProcess(home, ["schedule"]);
  expect(stdout).toContain("HYDROLOGY_KEY: ${{ secrets.HYDROLOGY_KEY }}");
  expect(stdout).not.toContain("COINGECKO_API_KEY");
});

test("the program knows nothing of it", () => {
  const generator = join(import.meta.dirname, "../../generator");
  const naming = readdirSync(generator, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .filter(({ parentPath, name }) =>
      /reservoir|hydrology|drawnDown|pager|"gauges"/i.test(
        readFileSync(join(parentPath, name), "utf8"),
      ),
    );
  expect(naming.map(({ name }) => name)).toEqual([]);
});
