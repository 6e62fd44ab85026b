import type { ApprovedArticle } from "../../articles/approved.ts";
import type { FactsFile } from "../../articles/facts.ts";
import type { Format } from "../../publication/mail/formats.ts";
import type { Chart } from "../../publish/charts/chart.ts";
import { seriesChart } from "../../publish/charts/choose.ts";
import { declared } from "../../publish/charts/contract.ts";
import type { MailDesk } from "./issue-room.ts";

/** Pictures of one issue: more would stand in the way of the text. */
const MOST: Readonly<Record<Format, number>> = { daily: 2, weekly: 2, alert: 1 };

/** The charts of an issue: those of its first article; of an alert the price or level of the subject that its finding is about. */
export function chartsOf(
  { charts, background }: MailDesk,
  { lead, format }: { readonly lead: ApprovedArticle; readonly format: Format },
  { findings }: Pick<FactsFile, "findings">,
): readonly Chart[] {
  const ofArticle = charts.ofArticle(lead).slice(0, MOST[format]);
  const [finding] = findings;
  if (format !== "alert" || !finding) return ofArticle;
  const desk = charts.desk(Date.parse(lead.frontMatter.date), lead.arrived);
  const [chart] = Object.values(finding.bindings)
    .flatMap((subject) => ["close", "level"].flatMap((each) => declared(desk, subject, each)))
    .flatMap((series) => seriesChart(background.kit.charts, desk, series) ?? []);
  return chart ? [chart] : ofArticle;
}
