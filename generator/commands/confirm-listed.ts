import {
  confirmListed,
  CONFIRM_PACE,
  listedPeople,
} from "../deliver/subscribers/confirm-listed.ts";
import { openSending } from "../deliver/send/open-sending.ts";
import { isUnfinished, reportLines } from "../deliver/send/report.ts";
import { exampleMail } from "../publication/mail/mail-settings.ts";
import { LOCAL_SERVICE } from "../publication/mail/service-settings.ts";
import type { Answer, Call } from "./call.ts";
import { lookAt } from "./send-room.ts";
import { withSubscribers } from "./subscriber-room.ts";

/** So long a run waits for mails that are put off before it leaves them to the next. */
const PATIENCE_MS = 30 * 60_000;

/** Asks people of a list to confirm. */
export function confirmImported(
  call: Call,
  { limit, isRehearsal }: { readonly limit: number | undefined; readonly isRehearsal: boolean },
): Promise<Answer> {
  return withSubscribers(call, async ({ publication, store, key }) => {
    if (isRehearsal) {
      let asked = 0;
      for await (const page of listedPeople(store)) asked += page.length;
      const lines = [
        `${asked} are pending who did not sign up themselves. Who was asked before is not asked again. Nothing was sent.`,
      ];
      return { status: 0, lines, value: { pending: asked } };
    }
    const settings = publication.mail ?? exampleMail(publication);
    const pace = { all: CONFIRM_PACE, ...settings.pace };
    const sending = await openSending(call, store, { ...settings, pace });
    const { service = LOCAL_SERVICE } = settings;
    const report = await confirmListed(
      sending,
      publication,
      settings,
      { key, service },
      {
        limit,
        patienceMs: PATIENCE_MS,
      },
    );
    return {
      status: isUnfinished(report) || report.stopped !== undefined ? 1 : 0,
      lines: [...reportLines(report), ...lookAt(call, sending, report.item)],
      value: report,
      ...(report.fault === undefined ? {} : { faults: [report.fault] }),
    };
  });
}
