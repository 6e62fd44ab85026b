import type { ReadMail } from "../../../generator/deliver/subscribers/bounces/read-mail.ts";
import type { Report } from "../../../generator/deliver/subscribers/bounces/report.ts";

/** A mail as it may lie in the mailbox for bounces, written for these tests in the shape of what servers send. */
export interface BounceMail {
  readonly name: string;
  readonly text: string;
  readonly what: ReadMail["what"];
  readonly kind?: Report["kind"];
  /** Whether the mail that came back is in it, with its link. */
  readonly hasLink?: boolean;
}

export const READER = "ana@reader.example";

/** Stands for the link of the mail that came back. */
const LINK = "https://news.example.org/unsubscribe/TOKEN";

const SENT = `Received: from news.example.org by mx.example.org
From: Example Markets <daily@example.org>
To: Ana <${READER}>
Subject: Small caps are sold short
List-Unsubscribe: <${LINK}>
List-Unsubscribe-Post: List-Unsubscribe=One-Click
Message-ID: <1@example.org>
`;

interface Status {
  readonly from?: string;
  readonly prose?: string;
  readonly message?: string;
  readonly recipient: string;
  /** What of the mail comes back. */
  readonly returned?: string;
  readonly headers?: string;
}

/** A delivery status notification of RFC 3464. */
function notification({
  from = "MAILER-DAEMON@mx.example.org (Mail Delivery System)",
  prose = "This is the mail system at host mx.example.org. I'm sorry.",
  message = "Reporting-MTA: dns; mx.example.org",
  recipient,
  returned = `--b\nContent-Type: message/rfc822\n\n${SENT}\nText.\n`,
  headers = "Auto-Submitted: auto-replied\n",
}: Status): string {
  return `Return-Path: <>
From: ${from}
To: daily@example.org
Subject: Undelivered Mail Returned to Sender
Date: Thu, 08 May 2025 12:00:00 +0000
${headers}MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

${prose}

--b
Content-Type: message/delivery-status

${message}

${recipient}

${returned}--b--
`;
}

const failed = (status: string, diagnostic: string, more = "") =>
  `Final-Recipient: rfc822; ${READER}\nOriginal-Recipient: rfc822;${READER}\nAction: failed\nStatus: ${status}\n${more}Diagnostic-Code: ${diagnostic}`;

const HEADERS_ALONE = `--b\nContent-Type: text/rfc822-headers\n\n${SENT}\n`;

const plain = (from: string, headers: string, text: string): string =>
  `From: ${from}\nTo: daily@example.org\nDate: Thu, 08 May 2025 12:00:00 +0000\n${headers}\n${text}`;

/** A feedback report of RFC 5965. */
function feedback(fields: string, sent = SENT): string {
  return `From: feedback@provider.example
To: abuse@example.org
Subject: FW: Small caps
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This is an email abuse report.

--b
Content-Type: message/feedback-report

${fields}
Version: 1

--b
Content-Type: message/rfc822

${sent}
Text.
--b--
`;
}

const hard = { what: "report", kind: "hard", hasLink: true } as const;
const soft = { what: "report", kind: "soft", hasLink: true } as const;
const complaint = { what: "report", kind: "complaint", hasLink: true } as const;

export const BOUNCE_MAILS: readonly BounceMail[] = [
  {
    name: "Postfix: nobody of that name",
    ...hard,
    text: notification({
      recipient: failed(
        "5.1.1",
        `smtp; 550 5.1.1 <${READER}>: Recipient address rejected:\n    User unknown in virtual mailbox table`,
        "Remote-MTA: dns; mx.reader.example\n",
      ),
    }),
  },
  {
    name: "Postfix: no such host",
    ...hard,
    text: notification({
      recipient: failed(
        "5.4.4",
        "X-Postfix; Host or domain name not found. Name service error for name=reader.example type=AAAA: Host not found",
      ),
    }),
  },
  {
    name: "Postfix: the address has a temporary fault to the end",
    ...soft,
    text: notification({
      recipient: failed("4.1.1", "smtp; 450 4.1.1 Recipient address rejected: unverified address"),
    }),
  },
  {
    name: "Postfix: nobody answers",
    ...soft,
    text: notification({
      recipient: failed(
        "4.4.1",
        "X-Postfix; connect to mx.reader.example[192.0.2.1]:25: Connection timed out",
      ),
    }),
  },
  {
    name: "Postfix: still trying",
    what: "delay",
    text: notification({
      recipient: failed("4.4.1", "X-Postfix; connect to mx.reader.example: timed out").replace(
        "failed",
        "delayed",
      ),
    }),
  },
  {
    name: "Postfix: delivered, as was asked to be told",
    what: "delay",
    text: notification({
      recipient: failed("2.0.0", "smtp; 250 ok").replace("failed", "delivered"),
    }),
  },
  {
    name: "Sendmail, in capitals and with the headers alone",
    ...hard,
    text: notification({
      from: "Mail Delivery Subsystem <MAILER-DAEMON>",
      message: "Reporting-MTA: dns; mx.example.org\nReceived-From-MTA: DNS; news.example.org",
      recipient: `Final-Recipient: RFC822; ${READER}\nAction: failed\nStatus: 5.1.1\nRemote-MTA: DNS; mx.reader.example\nDiagnostic-Code: SMTP; 550 5.1.1 User unknown`,
      returned: HEADERS_ALONE,
      headers: "Auto-Submitted: auto-generated (failure)\n",
    }),
  },
  {
    name: "Exchange: no such recipient, without the mail",
    what: "report",
    kind: "hard",
    text: notification({
      from: "Microsoft Outlook <postmaster@reader.example>",
      prose: "Your message couldn't be delivered.",
      message: "Reporting-MTA: dns;EX01.reader.example\nReceived-From-MTA: dns;news.example.org",
      recipient: `Final-Recipient: rfc822;${READER}\nAction: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup`,
      returned: "",
    }),
  },
  {
    name: "Exchange Online: access denied for an address that is not in its directory",
    ...hard,
    text: notification({
      recipient: failed(
        "5.4.1",
        `smtp; 550 5.4.1 Recipient address rejected: Access denied. [X.prod.protection.outlook.com]`,
      ),
    }),
  },
  {
    name: "Exchange: mailbox full",
    ...soft,
    text: notification({
      recipient: failed(
        "5.2.2",
        "smtp;550 5.2.2 STOREDRV.Deliver; mailbox full. The following information should help identify the cause",
      ),
    }),
  },
  {
    name: "Gmail's servers: disabled",
    ...hard,
    text: notification({
      recipient: failed(
        "5.2.1",
        "smtp; 550-5.2.1 The email account that you tried to reach is disabled.\n 550 5.2.1 https://support.google.com/mail/?p=DisabledUser",
      ),
    }),
  },
  {
    name: "Gmail's servers: over quota",
    ...soft,
    text: notification({
      recipient: failed("4.2.2", "smtp; 452-4.2.2 The recipient's inbox is out of storage space."),
    }),
  },
  {
    name: "Gmail's servers: not authenticated, which is ours to mend",
    ...soft,
    text: notification({
      recipient: failed(
        "5.7.26",
        "smtp; 550-5.7.26 This mail has been blocked because the sender is unauthenticated.",
      ),
    }),
  },
  {
    name: "a policy that is of the sender",
    ...soft,
    text: notification({
      recipient: failed(
        "5.7.1",
        "smtp; 550 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using bl.example",
      ),
    }),
  },
  {
    name: "5.0.0 that quotes what the server said",
    ...hard,
    text: notification({ recipient: failed("5.0.0", "smtp; 550 5.1.1 No such user here") }),
  },
  {
    name: "5.0.0 of which nothing is known",
    ...soft,
    text: notification({ recipient: failed("5.0.0", "smtp; 554 Transaction failed") }),
  },
  {
    name: "Amazon SES by mail",
    ...hard,
    text: notification({
      from: "MAILER-DAEMON@amazonses.com",
      message: "Reporting-MTA: dsn; a.smtp-out.amazonses.com",
      recipient: `Final-Recipient: rfc822;${READER}\nDiagnostic-Code: smtp; 550 5.1.1 user unknown\nAction: failed\nStatus: 5.1.1`,
      headers: "",
    }),
  },
  {
    name: "a forwarder, whose target is somebody else",
    ...hard,
    text: notification({
      recipient: `Final-Recipient: rfc822; other@elsewhere.example\nOriginal-Recipient: rfc822;${READER}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 unknown user`,
    }),
  },
  {
    name: "Exim: prose with the failed recipients in a header",
    ...hard,
    text: plain(
      "Mail Delivery System <Mailer-Daemon@mx.example.org>",
      `Return-Path: <>\nX-Failed-Recipients: ${READER}\nAuto-Submitted: auto-replied\nSubject: Mail delivery failed: returning message to sender\n`,
      `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ${READER}\n    host mx.reader.example [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO:<${READER}>:\n    550 No such user here\n\n------ This is a copy of the message, including all the headers. ------\n\n${SENT}\nText.\n`,
    ),
  },
  {
    name: "Exim: retried until the end",
    ...soft,
    text: plain(
      "Mail Delivery System <Mailer-Daemon@mx.example.org>",
      `Return-Path: <>\nX-Failed-Recipients: ${READER}\nAuto-Submitted: auto-replied\nSubject: Mail delivery failed: returning message to sender\n`,
      `This message was created automatically by mail delivery software.\n\n  ${READER}\n    retry timeout exceeded\n\n------ This is a copy of the message, including all the headers. ------\n\n${SENT}\nText.\n`,
    ),
  },
  {
    name: "Exim: a warning",
    what: "delay",
    text: plain(
      "Mail Delivery System <Mailer-Daemon@mx.example.org>",
      "Return-Path: <>\nAuto-Submitted: auto-replied\nSubject: Warning: message 1ab delayed 24 hours\n",
      `A message that you sent has been delayed. It has not yet been delivered to:\n\n  ${READER}\n    Delay reason: SMTP timeout\n\nNo action is required on your part.\n`,
    ),
  },
  {
    name: "qmail and Yahoo: prose with the address in brackets",
    ...hard,
    text: plain(
      "MAILER-DAEMON@yahoo.example",
      "Return-Path: <>\nSubject: Failure Notice\n",
      `Sorry, we were unable to deliver your message to the following address.\n\n<${READER}>:\nRemote host said:\n550 5.2.1 <${READER}>... User Unknown\n\n--- Below this line is a copy of the message.\n\n${SENT}\nText.\n`,
    ),
  },
  {
    name: "Gmail's prose of old",
    ...hard,
    text: plain(
      "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
      `Return-Path: <>\nX-Failed-Recipients: ${READER}\nSubject: Delivery Status Notification (Failure)\n`,
      `Delivery to the following recipient failed permanently:\n\n     ${READER}\n\nThe error that the other server returned was: 550 550 5.1.1 user unknown.\n\n----- Original message -----\n\n${SENT}\nText.\n`,
    ),
  },
  {
    name: "fields of a notification in a mail without parts",
    ...hard,
    text: plain(
      "MAILER-DAEMON@mx.example.org",
      "Return-Path: <>\nSubject: Undelivered Mail\n",
      `I'm sorry.\n\nReporting-MTA: dns; mx.example.org\n\n${failed("5.1.1", "smtp; 550 5.1.1 unknown")}\n\n${SENT}`,
    ),
  },
  {
    name: "feedback: abuse",
    ...complaint,
    text: feedback(`Feedback-Type: abuse\nUser-Agent: Provider/1\nOriginal-Rcpt-To: <${READER}>`),
  },
  {
    name: "feedback: the recipient is blacked out",
    ...complaint,
    text: feedback(
      "Feedback-Type: abuse\nUser-Agent: Provider/1",
      SENT.replace(READER, "redacted@provider.example"),
    ),
  },
  {
    name: "feedback: taken out of the spam folder",
    what: "other",
    text: feedback("Feedback-Type: not-spam"),
  },
  {
    name: "feedback: authentication",
    what: "other",
    text: feedback("Feedback-Type: auth-failure\nAuth-Failure: dkim"),
  },
  {
    name: "Microsoft's junk mail report",
    ...complaint,
    text: `From: staff@hotmail.com\nTo: abuse@example.org\nSubject: complaint about message from 192.0.2.1\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: message/rfc822\n\nX-HmXmrOriginalRecipient: <${READER}>\n${SENT}\nText.\n--b--\n`,
  },
  {
    name: "an answer of somebody on holiday",
    what: "auto-reply",
    text: plain(
      `Ana <${READER}>`,
      "Auto-Submitted: auto-replied\nSubject: Out of office: Small caps\n",
      `I am away.\n\n550 5.1.1 is what I like to write.\n\n${SENT}`,
    ),
  },
  {
    name: "an answer of Outlook on holiday",
    what: "auto-reply",
    text: plain(
      `Ana <${READER}>`,
      "X-Auto-Response-Suppress: All\nSubject: Automatic reply: Small caps\n",
      "I am away.",
    ),
  },
  {
    name: "a letter that asks about a bounce",
    what: "other",
    text: plain(
      `Ana <${READER}>`,
      "Subject: Re: Undelivered Mail Returned to Sender\n",
      `Why did I get this?\n\n> Final-Recipient: rfc822; ${READER}\n> Action: failed\n> Status: 5.1.1\n\n${SENT}`,
    ),
  },
  {
    name: "a letter that has a notification with it",
    what: "other",
    text: `From: Bo <bo@reader.example>\nTo: daily@example.org\nSubject: Fwd: bounce\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nLook.\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n${failed("5.1.1", "smtp; 550 5.1.1 unknown")}\n\n--b--\n`,
  },
  {
    name: "an advertisement",
    what: "other",
    text: plain("sales@shop.example", "Subject: 550 offers\n", `Buy now, <${READER}>: 550 5.1.1`),
  },
  { name: "nothing at all", what: "other", text: "" },
  { name: "a line of zeros", what: "other", text: "\0\0\0\0" },
];
