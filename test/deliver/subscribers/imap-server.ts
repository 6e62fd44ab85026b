import { createServer, type AddressInfo, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A mailbox on a server of this machine, as much of IMAP4rev1 (RFC 3501) as is asked of it. */
export interface ImapServer {
  readonly port: number;
  /** Numbers of the mails that were marked as read. */
  readonly seen: Set<number>;
}

export async function imapServer(
  mails: readonly Uint8Array[],
  { password = "secret" } = {},
): Promise<ImapServer> {
  const seen = new Set<number>();
  const sockets = new Set<Socket>();
  const answer = (socket: Socket, line: string): void => {
    const [tag = "", ...words] = line.split(" ");
    const command = words[0]?.toUpperCase() === "UID" ? `UID ${words[1]}` : (words[0] ?? "");
    const say = (text: string): void => void socket.write(`${text}\r\n`);
    const done = (text = "OK done"): void => say(`${tag} ${text}`);
    switch (command.toUpperCase()) {
      case "CAPABILITY":
        say("* CAPABILITY IMAP4rev1");
        return done();
      case "LOGIN":
        return done(line.includes(password) ? "OK in" : "NO [AUTHENTICATIONFAILED] wrong password");
      case "LIST":
      case "LSUB":
        say('* LIST (\\HasNoChildren) "/" INBOX');
        return done();
      case "SELECT":
        say("* FLAGS (\\Seen)");
        say(`* ${mails.length} EXISTS`);
        say("* OK [UIDVALIDITY 1] valid");
        say(`* OK [UIDNEXT ${mails.length + 1}] next`);
        return done("OK [READ-WRITE] selected");
      case "UID SEARCH": {
        const unseen = mails.map((_, at) => at + 1).filter((uid) => !seen.has(uid));
        say(`* SEARCH${unseen.map((uid) => ` ${uid}`).join("")}`);
        return done();
      }
      case "UID FETCH": {
        const uid = Number(words[2]);
        const mail = mails[uid - 1]!;
        socket.write(`* ${uid} FETCH (UID ${uid} BODY[]<0> {${mail.length}}\r\n`);
        socket.write(mail);
        say(")");
        return done();
      }
      case "UID STORE":
        seen.add(Number(words[2]));
        return done();
      case "LOGOUT":
        say("* BYE");
        return done();
      default:
        return done();
    }
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.write("* OK [CAPABILITY IMAP4rev1] ready\r\n");
    let rest = "";
    socket.setEncoding("latin1").on("data", (piece) => {
      rest += String(piece);
      const lines = rest.split("\r\n");
      rest = lines.pop()!;
      for (const line of lines) answer(socket, line);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port, seen };
}
