import type { Instant } from "../../base/day.ts";
import type { Problem } from "../../base/problem.ts";
import type { Outcome, Transport } from "../transports/transport.ts";

/** So many tries in a row that came to nothing are the end of a run. */
const TRIES = 5;

/** So many mails in a row that were refused, though their mailboxes are there, speak of the mail and not of its readers; counted over all senders. */
export const REFUSED = 25;

const FIRST_REST_MS = 1000;

/** How a transport does: one that fails is left alone for a while, and given up in the end. */
export interface Health {
  /** How many mails may be on their way: none while it rests, one to see whether it does again. */
  connections(now: Instant): number;
  readonly restUntil: Instant;
  /** Why nothing more is sent in this run. */
  readonly fault: Problem | undefined;
  note(outcome: Outcome, now: Instant): void;
  /** So many mails in a row were refused. @param answer what was said to the last of them */
  refuse(answer: string): void;
}

export function healthOf({ connections, shown }: Transport): Health {
  let failures = 0;
  let restUntil = -Infinity;
  let fault: Problem | undefined;
  return {
    connections: (now) => (now < restUntil ? 0 : failures > 0 ? 1 : connections),
    get restUntil() {
      return restUntil;
    },
    get fault() {
      return fault;
    },
    refuse(answer) {
      fault ??= {
        code: "mail-server",
        message: `${shown} refused ${REFUSED} mails in a row: ${answer.replace(/\.$/, "")}.`,
        advice:
          "Nothing more is sent before somebody has looked: bellwether doctor mail. The same command goes on.",
      };
    },
    note(outcome, now) {
      const { kind, answer } = outcome;
      if (kind === "unsent" && outcome.fault) fault ??= outcome.fault;
      if (kind !== "unsent" && kind !== "uncertain") {
        failures = 0;
        return;
      }
      // Mails that were on their way together fail together: that is one failure.
      if (now < restUntil) return;
      restUntil = now + FIRST_REST_MS * 2 ** failures;
      failures++;
      if (failures === TRIES)
        fault ??= {
          code: "mail-away",
          message: `${shown} failed ${TRIES} times in a row: ${answer.replace(/\.$/, "")}.`,
          advice: "Nothing is lost: run the same command again when it is back.",
        };
    },
  };
}
