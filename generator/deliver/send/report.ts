import type { Problem } from "../../base/problem.ts";
import type { DeliveryCounts, DeliveryState } from "../../store/mail/deliveries.ts";

/** What one run of sending came to. It is kept with the ledger. */
export interface SendReport {
  readonly item: string;
  readonly subject: string;
  readonly transport: string;
  /** ISO 8601 UTC. */
  readonly began: string;
  readonly ended: string;
  /** What became of the attempts of this run. */
  readonly run: Readonly<Partial<Record<DeliveryState, number>>>;
  /** How all recipients of the issue stand now. */
  readonly counts: DeliveryCounts;
  /** The issue was another by now, and went on as it was when its first mail went out. */
  readonly isOlder: boolean;
  /** Attempts of earlier runs that had ended without an answer, found by this one. */
  readonly found: number;
  /** Why it ended before all was done; left out where nothing was left to do. */
  readonly stopped?: string;
  /** What has to be mended before more can go out. */
  readonly fault?: Problem;
  /** When the next mail is due (ISO 8601 UTC). */
  readonly next?: string;
  /** What was answered most often to mails that did not arrive. */
  readonly answers: readonly { readonly answer: string; readonly count: number }[];
}

const WORDS: Readonly<Record<DeliveryState, string>> = {
  accepted: "accepted",
  queued: "not yet sent",
  attempting: "on their way from another command",
  deferred: "put off, to be tried again",
  refused: "refused",
  uncertain: "uncertain",
  suppressed: "left out: they left, or are on the suppression list",
};

/** A report as lines. */
export function reportLines(report: SendReport): string[] {
  const { counts, answers, next, stopped, isOlder, found } = report;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const seconds = (Date.parse(report.ended) - Date.parse(report.began)) / 1000;
  const sent = report.run.accepted ?? 0;
  const states = (Object.keys(WORDS) as DeliveryState[]).filter((state) => counts[state] > 0);
  return [
    `${report.item}: ${report.subject}`,
    `${report.began.slice(0, 16).replace("T", " ")} UTC, by ${report.transport}: ${sent} of ${total} mails in ${seconds.toFixed(0)} s`,
    ...states.map((state) => `  ${counts[state]} ${WORDS[state]}`),
    ...answers.map(({ answer, count }) => `    ${count} × ${answer}`),
    ...(found > 0 ? [`  ${found} attempts of a run that broke off are uncertain now.`] : []),
    ...(counts.uncertain > 0
      ? [
          "  Uncertain mails may have arrived and are not sent again unless you say so: bellwether deliveries list --uncertain",
        ]
      : []),
    ...(isOlder
      ? [
          "  The articles have changed since the first mail: it went on with the text that the first readers got.",
        ]
      : []),
    ...(stopped === undefined ? [] : [`  Ended early: ${stopped}`]),
    ...(next === undefined
      ? []
      : [`  The next mail is due at ${next.slice(0, 16).replace("T", " ")} UTC.`]),
  ];
}

/** Whether the same command, run again, would have something to do or to say. */
export function isUnfinished({ counts }: SendReport): boolean {
  return counts.queued + counts.deferred + counts.attempting + counts.uncertain > 0;
}
