import { join } from "node:path";
import { mistake } from "../base/problem.ts";
import { PLUGINS } from "../newsroom/plugins.ts";
import type { World } from "../world/world.ts";

const FILE = join(PLUGINS, "my-plugin.ts");

const START = `// A plugin: it adds to what can be gathered, measured, drawn and posted to. This one runs as it is; take out what you do not need.
//   bellwether plugins              what is registered, and from where
//   bellwether sources test my-api  one small request to the source, once a series names it
// Each file of plugins/ is one plugin; what lies in folders below plugins/ may serve it. The recipe: "Writing a plugin" in CONTRIBUTING.md.
import { definePlugin, fixed, found, lacking, liveSource, newest, rowsFrom, z } from "bellwether/plugin";

const answer = z.object({ days: z.array(z.object({ day: z.string(), value: z.number() })) });

export default definePlugin({
  name: "my-plugin",

  // A signal of one series, for rules and texts: asset.close.range20. It may use what the reading holds, and nothing else:
  // no clock, no file, no network, so that the same data give the same value for ever.
  measures: [
    {
      // What the methodology page calls it: give it a sentence under methods.range of templates/vocabulary/en/print.yaml.
      method: "range",
      parameters: { window: 20 },
      // Kinds of quantities that it is measured of: price, adjusted, volume, amount, flow, level.
      classes: ["price", "level"],
      // "returns" reads a close from the adjusted series where there is one.
      reads: "values",
      // Name, unit, decimals.
      outputs: [fixed("range20", "percent", 1)],
      /** From the lowest to the highest of the newest 20 values, in percent of the lowest. */
      compute(reading, _context) {
        const window = newest(reading, 20);
        if (!window.ok) return window;
        const [low, high] = [Math.min(...window.values), Math.max(...window.values)];
        if (low <= 0) return lacking("undefined");
        return found({ range20: ((high - low) / low) * 100 }, window);
      },
    },
  ],

  // Where series may be fetched from: live: { by: my-api, symbol: abc } in live.yaml.
  sources: [
    liveSource({
      id: "my-api",
      about: {
        gives: "daily values of one symbol",
        cost: "free",
        limits: "one request a second",
        terms: "the provider's: make sure that you may fetch and show it",
      },
      spacingMs: 1000,
      // Put MY_API_KEY into the environment or var/secrets.env; http.key("MY_API_KEY") gives it.
      keys: [{ name: "MY_API_KEY", required: false }],
      // What a series says beside by.
      options: z.strictObject({ symbol: z.string() }),
      // Series with the same text here are asked for together.
      batch: ({ symbol }) => symbol,
      /** Ask through it only. Hand rows over as they are: ranges, jumps and dates are judged for all sources alike. */
      async pull({ wanted, from, to }, http) {
        const { symbol } = wanted[0].options;
        const url = \`https://api.example.com/\${symbol}?from=\${from}&to=\${to}\`;
        const { days } = await http.json(url, answer);
        const rows = rowsFrom(
          days,
          ({ day }) => day,
          ({ value }) => value,
        );
        return { rows: new Map(wanted.map(({ series }) => [series.id, rows])), notes: [] };
      },
    }),
  ],
});
`;

/**
 * Writes a commented start for a plugin.
 * @returns its path, relative to the home folder.
 * @throws Failure (2) where the file is there already: it is never overwritten.
 */
export function beginPlugin({ files }: World, home: string): string {
  const path = join(home, FILE);
  if (!files.exists(join(home, "bellwether.yaml"))) {
    throw mistake({
      code: "no-publication",
      file: home,
      message: "This folder holds no bellwether.yaml, so that no command would find the plugin.",
      advice:
        "Name the publication's folder with --home, or make one: bellwether init DIR --plugin",
    });
  }
  if (files.exists(path)) {
    throw mistake({
      code: "plugin-exists",
      file: FILE,
      message: "There is a plugin of that name; it stays as it is.",
      advice: "Give that file another name first.",
    });
  }
  files.write(path, START);
  return FILE;
}
