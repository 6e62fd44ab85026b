import type { Outcome } from "./transport.ts";

/** What a server answered, or how a conversation with it broke off. */
export interface SmtpError extends Error {
  /** The library's own name of what went wrong, such as ECONNECTION, ETLS or EAUTH. */
  readonly code?: string;
  /** The command that was answered. */
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/** RFC 3463: X.7.x speaks of policy, X.1.x of the address. */
const ENHANCED = /^\d{3}[ -](\d)\.(\d{1,3})\.(\d{1,3})\b/;

/** Answers to RCPT that speak of the mailbox where no enhanced code says so. */
const NO_MAILBOX = new Set([550, 551, 553]);

/** What no later try can mend: the operator has to. */
const OPERATORS = new Set(["EAUTH", "ENOAUTH", "ETLS", "EOAUTH2", "ECONFIG"]);

/**
 * What an error of one mail comes to. The server's word counts where it gave one; without it all depends on whether anything of the mail went out.
 * @param hasBegun whether the server had asked for the mail's text, and got of it.
 */
export function outcomeOf(error: SmtpError, hasBegun: boolean, server: string): Outcome {
  const answer = (error.response ?? error.message).replaceAll(/\s+/g, " ").trim();
  const status = error.responseCode ?? 0;
  const isToMail = error.command === "MAIL FROM" || error.command === "CONN";
  if (status === 0 || error.command === "CONN") {
    if (hasBegun) return { kind: "uncertain", answer };
    return error.code !== undefined && OPERATORS.has(error.code)
      ? unsent(answer, server)
      : { kind: "unsent", answer };
  }
  if (status < 500) return { kind: "deferred", answer, isCrowded: isCrowded(status, answer) };
  // Whom the mail is for has not been said yet.
  if (isToMail) return unsent(answer, server);
  return { kind: "refused", answer, isGone: isGone(error, status, answer) };
}

/** A fault of the settings, or of what the server thinks of us. */
export function unsent(answer: string, server: string): Outcome {
  return {
    kind: "unsent",
    answer,
    fault: {
      code: "mail-server",
      message: `${server} takes no mail from here: ${answer.replace(/\.$/, "")}.`,
      advice: "Look at `mail: transport:` in bellwether.yaml and at the key that it names.",
    },
  };
}

function isCrowded(status: number, answer: string): boolean {
  const [, , subject, detail] = ENHANCED.exec(answer) ?? [];
  return status === 421 || subject === "7" || (subject === "4" && detail === "5");
}

function isGone({ command }: SmtpError, status: number, answer: string): boolean {
  const [, , subject] = ENHANCED.exec(answer) ?? [];
  if (command !== "RCPT TO") return subject === "1";
  return subject === undefined ? NO_MAILBOX.has(status) : subject === "1";
}
