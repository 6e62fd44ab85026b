import { Failure, mistake, type Problem } from "../base/problem.ts";
import type { Plugin } from "./plugin.ts";

/** What is told of an error of a plugin. @param entry which of its entries threw, such as `measure "range"`. */
type Told = (error: unknown, entry: string) => Problem;

/**
 * A plugin of which an error, wherever its code is called while an edition or a page is made, stops the run as a mistake of that plugin and
 * not as a fault of the program.
 */
export function guardedPlugin(plugin: Plugin, told: Told): Plugin {
  const { measures, pairMeasures, bindables, charts } = plugin;
  const calling =
    <A extends unknown[], R>(entry: string, work: (...all: A) => R) =>
    (...all: A): R => {
      try {
        return work(...all);
      } catch (error) {
        if (error instanceof Failure) throw error;
        throw mistake(told(error, entry));
      }
    };
  return {
    ...plugin,
    ...(measures && {
      measures: measures.map((each) => ({
        ...each,
        compute: calling(`measure "${each.method}"`, (...all: Parameters<typeof each.compute>) =>
          each.compute(...all),
        ),
      })),
    }),
    ...(pairMeasures && {
      pairMeasures: pairMeasures.map((each) => ({
        ...each,
        compute: calling(`measure "${each.method}"`, (...all: Parameters<typeof each.compute>) =>
          each.compute(...all),
        ),
      })),
    }),
    ...(bindables && {
      bindables: bindables.map((each) => ({
        ...each,
        read: calling(`bindable "${each.id}"`, (...all: Parameters<typeof each.read>) =>
          each.read(...all),
        ),
      })),
    }),
    ...(charts && {
      charts: charts.map((each) => ({
        ...each,
        draw: calling(`chart "${each.kind}"`, (...all: Parameters<typeof each.draw>) =>
          each.draw(...all),
        ),
      })),
    }),
  };
}
