import { METHODOLOGY_PAGE } from "../model/address.ts";
import { parameterUnit } from "../../compose/print/drafting.ts";
import { fill } from "../../base/text.ts";
import type { Language } from "../../compose/language.ts";
import type { Measures } from "../../measure/measures.ts";
import type { Layouts } from "../theme/layouts.ts";
import { commonValues } from "../model/page-head.ts";
import type { SiteFile } from "../build/site-file.ts";
import { rulesKey, themesOf } from "./narratives.ts";
import { scaleValues } from "./scale-values.ts";
import type { DataSite } from "../model/edition-desk.ts";

/** How words are chosen and values computed: made from the scales, the measures and the rules themselves. */
export function methodologyPage(data: DataSite, layouts: Layouts): SiteFile {
  const { site, background } = data;
  const path = METHODOLOGY_PAGE;
  const head = { ...site.words.head("methodology", { site: site.publication.name }), path };
  const content = (): string =>
    layouts.render("methodology", {
      ...commonValues(site, head),
      scales: [...background.scales.values()].map((scale) =>
        scaleValues(scale, background.language, site.words),
      ),
      methods: methodsOf(background.kit.measures, background.language),
      themes: themesOf(data, path),
    });
  return {
    path,
    key: rulesKey(data, path),
    content,
    found: { kind: "about" },
  };
}

/** One sentence for each measure that has one, with every value of its parameters. */
function methodsOf({ all }: Measures, language: Language): string[] {
  const { methods, join } = language;
  const byMethod = Map.groupBy(all, ({ method }) => method);
  const sentences = [...byMethod].flatMap(([method, measures]) => {
    const sentence = methods[method];
    if (sentence === undefined) return [];
    const values = new Map<string, Set<string>>();
    for (const [name, value] of measures.flatMap(({ parameters }) => Object.entries(parameters)))
      values.set(name, (values.get(name) ?? new Set()).add(told(name, value)));
    return fill(
      sentence,
      Object.fromEntries([...values].map(([name, each]) => [name, join([...each])])),
    );
  });
  return [...new Set(sentences)];

  function told(name: string, value: number): string {
    return parameterUnit(name) === "percent" ? language.percent(value, 0) : String(value);
  }
}
