import { readGuestArticle, writtenAt } from "../articles/guest-article.ts";
import { isBound } from "../check/binding/roles.ts";
import { reportOf, type CheckMessage } from "../check/report.ts";
import { textCheckerOf } from "../check/text/check-text.ts";
import type { TextReport } from "../check/text/text-report.ts";
import type { HoldGuest } from "../publish/model/guest-articles.ts";
import type { Archive } from "../store/archive.ts";
import type { CheckRoom } from "./newsroom.ts";
import { reasonIn } from "./recheck.ts";

/**
 * Holds a guest article to what was known as of when it was written, as any text that is not ours. Figures that its head waives are
 * noted; nothing is found in a language without words for binding.
 * @throws Failure (2) with the line of a mistake in its head.
 */
export function checkGuest(
  { publication, vocabulary, scales }: CheckRoom,
  archive: Archive,
  text: string,
  file: string,
): TextReport {
  const { head } = readGuestArticle(text, file);
  const at = writtenAt(head, publication.cutoff);
  if (!isBound(vocabulary)) return nothingRead(file, at);
  const report = textCheckerOf({ vocabulary, scales }, archive.view(at))(text, { file });
  const messages = report.messages.map((message): CheckMessage => {
    const waiver = head.waivers.find(({ figure }) => figure === message.figure);
    if (message.severity !== "error" || !waiver) return message;
    return {
      ...message,
      code: "waived",
      severity: "notice",
      message: `"${waiver.figure}" is waived: ${waiver.reason}`,
    };
  });
  return { ...report, ...reportOf(file, report.figures, messages) };
}

function nothingRead(file: string, at: number): TextReport {
  const asOf = new Date(at).toISOString();
  return { ...reportOf(file, 0, []), asOf, right: 0, wrong: 0, unknown: 0, verdicts: [] };
}

/** Holds back guest articles that the check refutes. */
export function guestHolder(room: CheckRoom, archive: Archive): HoldGuest {
  return (text, file) => {
    const report = checkGuest(room, archive, text, file);
    return report.errors > 0 ? reasonIn(report) : undefined;
  };
}
