import { exportSubscribers } from "../deliver/subscribers/exchange/export.ts";
import { importSubscribers, type ImportSummary } from "../deliver/subscribers/exchange/import.ts";
import { readSubscriberFile } from "../deliver/subscribers/exchange/read-file.ts";
import { exampleMail } from "../publication/mail/mail-settings.ts";
import type { Answer, Call } from "./call.ts";
import { usualWishes, withSubscribers } from "./subscriber-room.ts";

/** Lines that are shown of each kind. */
const SHOWN = 20;

/** Takes people in from a file. */
export function importFile(
  call: Call,
  path: string,
  options: { readonly consent?: string; readonly isRehearsal: boolean },
): Promise<Answer> {
  return withSubscribers(call, async ({ publication, store, key }) => {
    const file = readSubscriberFile(call.world.files.readBytes(path), path);
    const summary = await importSubscribers(call.world, store.subscribers, key, file, {
      ...options,
      usual: usualWishes(publication),
      formats: (publication.mail ?? exampleMail(publication)).formats,
    });
    return {
      status: summary.invalid.length > 0 ? 1 : 0,
      lines: importLines(summary),
      value: summary,
    };
  });
}

function importLines(summary: ImportSummary): string[] {
  const { form, added, left, withoutConsent, isRehearsal } = summary;
  const counts = Object.entries(added)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${state}`);
  return [
    `Read as ${form}. ${isRehearsal ? "A rehearsal: nothing was stored. " : ""}New: ${counts.join(", ") || "nobody"}.`,
    ...(withoutConsent > 0
      ? [
          `${withoutConsent} have agreed to nothing that the file tells of, and are pending: say with --consent where they did, or ask them: bellwether subscriber confirm.`,
        ]
      : []),
    ...(left > 0 ? [`${left} who were here have left, by what the file says.`] : []),
    ...listed("Not taken in, since nothing is sent to them", summary.suppressed),
    ...listed("Here already, or twice in the file", summary.duplicates),
    ...listed("No mail addresses", summary.invalid),
  ];
}

/** All subscribers as CSV: printed, or written to a file. */
export function exportFile(call: Call, to: string | undefined): Promise<Answer> {
  return withSubscribers(call, async ({ store }) => {
    const { text, count } = await exportSubscribers(store.subscribers);
    if (to === undefined && !call.silent) {
      call.world.stdout.write(text);
      return { status: 0, lines: [], value: undefined };
    }
    if (to !== undefined) call.world.files.write(to, text);
    const value = to === undefined ? { count, csv: text } : { count, file: to };
    return { status: 0, lines: [`${count} subscribers were written to ${to ?? ""}.`], value };
  });
}

function listed(title: string, refused: ImportSummary["invalid"]): string[] {
  return [
    ...(refused.length === 0 ? [] : [`${title}: ${refused.length}`]),
    ...refused.slice(0, SHOWN).map(({ line, why }) => `  line ${line}: ${why}`),
    ...(refused.length > SHOWN ? [`  and ${refused.length - SHOWN} more (--json gives all)`] : []),
  ];
}
