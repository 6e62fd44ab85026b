import SMTPConnection from "nodemailer/lib/smtp-connection";
import { dotStuffed } from "./dot-stuffing.ts";
import { outcomeOf, unsent, type SmtpError } from "./smtp-answers.ts";
import { needsUtf8 } from "../message/mailbox.ts";
import { unspeakable, type Mail, type Outcome, type Transport } from "./transport.ts";

/** A server that takes mail, and how it is spoken to. */
export interface SmtpOptions {
  readonly host: string;
  readonly port: number;
  /** `at-once` from the first byte (port 465), `required` by STARTTLS, `off` for a server on this machine. */
  readonly tls: "at-once" | "required" | "off";
  readonly user?: string;
  readonly password?: string;
  readonly connections: number;
  /** By which we introduce ourselves. */
  readonly name?: string;
  /** To which bounces go. */
  readonly bounces: string;
  /** Certificates (PEM) that are believed beside the usual. */
  readonly ca?: string;
  /** How long an answer may take, in milliseconds. */
  readonly patienceMs?: number;
}

/** RFC 5321 §4.5.3.2.6: a server may take its time once it has a whole mail. */
const PATIENCE_MS = 600_000;
const CONNECT_MS = 30_000;
const LINE_END = "\r\n";

/** What nodemailer asks of a message: it is told where to go once the server has asked for it. */
type Message = Parameters<SMTPConnection["send"]>[1];

/** Mails to one server over few connections, which stay open as long as there is something to send. */
export function smtpTransport(options: SmtpOptions): Transport {
  const { host, port, connections, bounces } = options;
  const shown = `${host}:${port}`;
  const idle: SMTPConnection[] = [];
  const isOpen = new WeakSet<SMTPConnection>();
  const speaksUtf8 = new WeakSet<SMTPConnection>();

  const connected = async (): Promise<SMTPConnection> => {
    for (let known = idle.pop(); known !== undefined; known = idle.pop())
      if (isOpen.has(known)) return known;
    const { connection, offers } = await open(options);
    isOpen.add(connection);
    if (/[ -]SMTPUTF8\b/i.test(offers)) speaksUtf8.add(connection);
    connection.once("end", () => isOpen.delete(connection));
    return connection;
  };

  return {
    id: "smtp",
    shown,
    connections,
    async send(mail) {
      let connection: SMTPConnection;
      try {
        connection = await connected();
      } catch (error) {
        return whyClosed(error as SmtpError, shown);
      }
      const isSpeakable = !needsUtf8(mail.envelope) || speaksUtf8.has(connection);
      const outcome = isSpeakable
        ? await sendOver(connection, mail, bounces, shown)
        : unspeakable(shown);
      if (isOpen.has(connection) && (await isReady(connection, outcome))) idle.push(connection);
      else connection.close();
      return outcome;
    },
    async reach() {
      try {
        idle.push(await connected());
        return undefined;
      } catch (error) {
        return whyClosed(error as SmtpError, shown).answer;
      }
    },
    async close() {
      await Promise.all(idle.splice(0).map(quit));
    },
  };
}

/** A connection that is ready, and what the server says it offers (EHLO). */
async function open({
  host,
  port,
  tls,
  ...options
}: SmtpOptions): Promise<{ readonly connection: SMTPConnection; readonly offers: string }> {
  const { user, password, ca, name, patienceMs = PATIENCE_MS } = options;
  const connection = new SMTPConnection({
    host,
    port,
    secure: tls === "at-once",
    requireTLS: tls === "required",
    ignoreTLS: tls === "off",
    ...(name === undefined ? {} : { name }),
    ...(ca === undefined ? {} : { tls: { ca } }),
    connectionTimeout: Math.min(CONNECT_MS, patienceMs),
    greetingTimeout: Math.min(CONNECT_MS, patienceMs),
    socketTimeout: patienceMs,
  });
  await new Promise<void>((resolve, reject) => {
    connection.on("error", reject);
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
  const offers = String(connection.lastServerResponse);
  if (user === undefined) return { connection, offers };
  await new Promise<void>((resolve, reject) => {
    connection.login({ user, pass: password ?? "" }, (error) =>
      error ? reject(error) : resolve(),
    );
  });
  return { connection, offers };
}

/** A server that does not let us in may do so in a minute, unless it says that it never will. */
function whyClosed(error: SmtpError, shown: string): Outcome {
  const status = error.responseCode ?? 0;
  const answer = (error.response ?? error.message).replaceAll(/\s+/g, " ").trim();
  if (status >= 500) return unsent(answer, shown);
  if (status >= 400) return { kind: "unsent", answer };
  return outcomeOf(error, false, shown);
}

async function sendOver(
  connection: SMTPConnection,
  { envelope, bytes }: Mail,
  bounces: string,
  shown: string,
): Promise<Outcome> {
  let hasBegun = false;
  const message = {
    on() {},
    removeListener() {},
    destroy() {},
    pipe(to: { push(bytes: Uint8Array): void; end(last: string): void }) {
      hasBegun = true;
      // Past the library's own way of doubling dots; it still ends the mail.
      to.push(dotStuffed(bytes).subarray(0, -LINE_END.length));
      to.end(LINE_END);
    },
  };
  return new Promise((resolve) => {
    const addresses = { from: bounces, to: [envelope.address], size: bytes.length };
    connection.send(addresses, message as unknown as Message, (error, info) => {
      if (error) resolve(outcomeOf(error as SmtpError, hasBegun, shown));
      else resolve({ kind: "accepted", answer: String(info?.response ?? "") });
    });
  });
}

/** After an answer that ended a mail before its time, the server is told to forget about it. */
async function isReady(connection: SMTPConnection, { kind }: Outcome): Promise<boolean> {
  if (kind === "accepted") return true;
  if (kind === "uncertain" || kind === "unsent") return false;
  return new Promise((resolve) => connection.reset((error) => resolve(!error)));
}

async function quit(connection: SMTPConnection): Promise<void> {
  await new Promise<void>((resolve) => {
    connection.once("end", () => resolve());
    connection.quit();
  });
}
