import { Failure, outage } from "../../../base/problem.ts";

/** A mailbox on a server. */
export interface ImapBox {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly folder: string;
  /** Whether TLS stands from the first byte; without it the server has to offer STARTTLS, save on this machine. */
  readonly secure: boolean;
}

/** What is read at most at a time, in bytes. */
const LARGEST = 2 * 2 ** 20;

/**
 * Hands over each mail that was not read yet, and marks it as read where `take` says so.
 * @throws Failure (3) where the mailbox cannot be read.
 */
export async function eachUnread(
  box: ImapBox,
  take: (mail: Uint8Array) => Promise<boolean>,
): Promise<void> {
  const { ImapFlow } = await import("imapflow");
  const isLocal = box.host === "127.0.0.1" || box.host === "localhost" || box.host === "::1";
  const client = new ImapFlow({
    host: box.host,
    port: box.port,
    secure: box.secure,
    ...(box.secure || isLocal ? {} : { doSTARTTLS: true }),
    auth: { user: box.user, pass: box.password },
    logger: false,
    connectionTimeout: 10_000,
    socketTimeout: 60_000,
  });
  // What fails is told by the call that it failed in.
  client.on("error", () => undefined);
  try {
    await client.connect();
    const lock = await client.getMailboxLock(box.folder);
    try {
      const found = await client.search({ seen: false }, { uid: true });
      for (const uid of found || []) {
        const mail = await client.fetchOne(
          String(uid),
          { source: { maxLength: LARGEST } },
          { uid: true },
        );
        if (mail && mail.source && (await take(mail.source)))
          await client.messageFlagsAdd(String(uid), ["\\Seen"], { uid: true });
      }
    } finally {
      lock.release();
    }
    await client.logout();
  } catch (error) {
    client.close();
    if (error instanceof Failure) throw error;
    const { message, responseText } = error as Error & { responseText?: string };
    throw outage({
      code: "imap",
      message: `The mailbox ${box.folder} of ${box.user} at ${box.host} cannot be read: ${responseText ?? message}.`,
      advice: "Reports that were read before are taken over; run the command again.",
    });
  }
}
