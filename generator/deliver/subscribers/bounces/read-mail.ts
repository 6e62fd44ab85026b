import type PostalMime from "postal-mime";
import type { Email } from "postal-mime";
import { digest } from "../../../base/digest.ts";
import type { Instant } from "../../../base/day.ts";
import { readToken } from "../tokens.ts";
import { bounceKind } from "./bounce-kind.ts";
import { addressIn, fieldGroups, type Fields } from "./fields.ts";
import { reportedAt, type Report } from "./report.ts";

/** What a mail in the mailbox for bounces is. */
export interface ReadMail {
  /** A report of a failure or a complaint; one of a delay, after which the server tries again; an answer that a machine gave; or anything else. */
  readonly what: "report" | "delay" | "auto-reply" | "other";
  /** None but of a report. */
  readonly reports: readonly Report[];
}

/** By what a mail is read. */
export interface MailReader {
  readonly parse: typeof PostalMime.parse;
  /** The key that the links of our mails are signed with. */
  readonly key: string;
  /** For reports without a date. */
  readonly now: Instant;
}

/** Where the mail that came back begins, within the text of a report without parts. */
const COPY =
  /^[ \t]*(?:-{3,} ?(?:this is a copy|below this line|original message|enclosed|the header|included is|returned message)|-{3,}=_)/im;

const OF_MAIL_SYSTEM = /^(?:mailer-daemon|postmaster)(?:@|$)/i;
const DELAYED =
  /\b(?:warning (?:message )?only|has been delayed|delivery (?:is )?delayed|will be retried|still being retried)\b/i;

/** Feedback of RFC 5965 that says that somebody did not want the mail. */
const COMPLAINTS = new Set(["abuse", "fraud", "virus", "opt-out", "opt-out-list", "other", ""]);

/**
 * Reads one mail as a delivery status notification (RFC 3464), as a feedback report (RFC 5965), or as what mail systems write without
 * either. Whom it is about is told by the signed link of the mail that came back, else by the addresses that the report names.
 */
export async function readMail(raw: Uint8Array, reader: MailReader): Promise<ReadMail> {
  const mail = await reader.parse(raw, {
    forceRfc822Attachments: true,
    attachmentEncoding: "utf8",
  });
  const text = mail.text ?? (mail.html ?? "").replace(/<[^>]*>/g, " ");
  const from = mail.from?.address || headerOf(mail, "from") || "";
  const isOfSystem = OF_MAIL_SYSTEM.test(from) || headerOf(mail, "x-failed-recipients") !== "";
  const isReport = /^multipart\/report/i.test(headerOf(mail, "content-type"));
  const about: About = {
    mail,
    text,
    id: tokenIn(Buffer.from(raw).toString("latin1"), reader),
    at: reportedAt(mail.date, reader.now),
    report: `mail ${digest(raw, 32)}`,
  };
  const status = partOf(mail, "message/delivery-status");
  const written = status ?? (/^Final-Recipient:/im.test(text) ? text : undefined);
  if (written !== undefined && (isReport || isOfSystem)) return readStatus(about, written);
  const feedback = partOf(mail, "message/feedback-report");
  if (feedback !== undefined) return readFeedback(about, fieldGroups(feedback)[0] ?? new Map());
  if (isOfHotmail(mail)) return readFeedback(about, new Map());
  if (isOfSystem) return readProse(about);
  return { what: isAutomatic(mail) ? "auto-reply" : "other", reports: [] };
}

interface About extends Pick<Report, "at" | "report"> {
  readonly mail: Email;
  readonly text: string;
  readonly id: string | undefined;
}

function reported(
  { at, report, id }: About,
  kind: Report["kind"],
  addresses: readonly (string | undefined)[],
  said: string,
): Report {
  return {
    kind,
    at,
    report,
    ...(id === undefined ? {} : { id }),
    addresses: [...new Set(addresses.filter((each) => each !== undefined))],
    said: said.replace(/\s+/g, " ").trim().slice(0, 300),
  };
}

function readStatus(about: About, written: string): ReadMail {
  const groups = fieldGroups(written).filter(
    (fields) => fields.has("final-recipient") || fields.has("action"),
  );
  const failed = groups.filter((fields) => /^failed/i.test(fields.get("action") ?? "failed"));
  const reports = failed.map((fields) => {
    const status = fields.get("status") ?? "";
    const said =
      fields.get("diagnostic-code") ?? about.text.replace(COPY, "\0").split("\0")[0] ?? "";
    return reported(about, bounceKind(status, said), recipientsOf(fields), `${status} ${said}`);
  });
  if (reports.length > 0) return { what: "report", reports };
  return { what: groups.length > 0 ? "delay" : "other", reports };
}

function recipientsOf(fields: Fields): (string | undefined)[] {
  return ["original-recipient", "final-recipient", "x-actual-recipient"].map((name) =>
    addressIn(fields.get(name)),
  );
}

function readFeedback(about: About, fields: Fields): ReadMail {
  const type = (fields.get("feedback-type") ?? "").toLowerCase();
  if (!COMPLAINTS.has(type)) return { what: "other", reports: [] };
  const returned = fieldGroups(
    partOf(about.mail, "message/rfc822") ?? partOf(about.mail, "text/rfc822-headers") ?? "",
  )[0];
  const addresses = [
    addressIn(fields.get("original-rcpt-to")),
    addressIn(returned?.get("x-hmxmroriginalrecipient")),
    /([^\s<>,;"]+@[^\s<>,;"]+)/.exec(returned?.get("to") ?? "")?.[1],
  ];
  return {
    what: "report",
    reports: [reported(about, "complaint", addresses, type || "complaint")],
  };
}

/** Microsoft's reports (JMRP) are those of nobody else. */
function isOfHotmail(mail: Email): boolean {
  return (
    /^staff@(?:hotmail|outlook)\.com$/i.test(mail.from?.address ?? "") &&
    /^\s*complaint about message from/i.test(mail.subject ?? "")
  );
}

/** A report for people alone: what failed stands above the copy of the mail. */
function readProse(about: About): ReadMail {
  const said = about.text.replace(COPY, "\0").split("\0")[0] ?? "";
  const listed = headerOf(about.mail, "x-failed-recipients").split(",");
  const named = [...said.matchAll(/^\s*<?([^\s<>:]+@[^\s<>:]+)>?:?\s*$|<([^\s<>]+@[^\s<>]+)>:/gm)];
  const addresses = [...listed, ...named.map(([, alone, before]) => alone ?? before)]
    .map((each) => each?.trim())
    .filter((each) => each !== undefined && each !== "");
  if (addresses.length === 0 && about.id === undefined) return { what: "other", reports: [] };
  if (DELAYED.test(said)) return { what: "delay", reports: [] };
  return {
    what: "report",
    reports: [reported(about, bounceKind("", said), addresses, said)],
  };
}

/** The subscriber of the signed link in the mail that came back: no stranger can have made it. */
function tokenIn(raw: string, { key, now }: MailReader): string | undefined {
  const text = raw.replaceAll(/=\r?\n/g, "");
  for (const [, token = ""] of text.matchAll(/\/unsubscribe\/([\w.-]{45,140})/g)) {
    const read = readToken(key, "unsubscribe", token, now);
    if (read) return read.id;
  }
  return undefined;
}

function isAutomatic(mail: Email): boolean {
  const submitted = headerOf(mail, "auto-submitted").toLowerCase();
  return (
    (submitted !== "" && submitted !== "no") ||
    ["x-autoreply", "x-autorespond", "x-auto-response-suppress"].some(
      (name) => headerOf(mail, name) !== "",
    ) ||
    /^auto_?reply$/i.test(headerOf(mail, "precedence"))
  );
}

function headerOf({ headers }: Email, name: string): string {
  return headers.find(({ key }) => key === name)?.value.trim() ?? "";
}

function partOf({ attachments }: Email, type: string): string | undefined {
  const content = attachments.find(({ mimeType }) => mimeType.toLowerCase() === type)?.content;
  return typeof content === "string" ? content : undefined;
}
