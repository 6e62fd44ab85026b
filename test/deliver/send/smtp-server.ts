import type { AddressInfo, Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { onTestFinished } from "vitest";

/** What a server does with one mail: takes it, answers with a status, breaks off, or never answers. */
export type Answer = "take" | "drop" | "silence" | readonly [status: number, text: string];

/** At which step of a conversation it does so. */
export interface Behaviour {
  mail?(): Answer;
  rcpt?(address: string): Answer | Promise<Answer>;
  /** The server has the whole mail. */
  data?(address: string, mail: string): Answer | Promise<Answer>;
  /** What it answers when it has taken a mail. */
  readonly words?: string;
  /** That answer is on its way. */
  taken?(address: string): void;
}

/** A server on a real socket of this machine. */
export interface Server {
  readonly port: number;
  /** Addresses of mails that it has taken, as often as it took one. */
  readonly taken: readonly string[];
  readonly mails: ReadonlyMap<string, string>;
  /** How many connections there were. */
  connections(): number;
}

/** Starts one; it is closed after the test. */
export async function smtpServer(
  behaviour: Behaviour = {},
  options: SMTPServerOptions = {},
): Promise<Server> {
  const server = await openSmtpServer(behaviour, options);
  onTestFinished(() => server.close());
  return server;
}

/** Starts one that is there until it is closed. */
export async function openSmtpServer(
  behaviour: Behaviour = {},
  options: SMTPServerOptions = {},
): Promise<Server & { close(): Promise<void> }> {
  const taken: string[] = [];
  const mails = new Map<string, string>();
  const sockets = new Map<number, Socket>();
  let connections = 0;
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    logger: false,
    onConnect(_session, done) {
      connections++;
      done();
    },
    onMailFrom: (_address, { remotePort }, done) =>
      settle(behaviour.mail?.() ?? "take", remotePort, done),
    onRcptTo: ({ address }, { remotePort }, done) =>
      void answered(behaviour.rcpt?.(address), (answer) => settle(answer, remotePort, done)),
    onData(stream, session, done) {
      const address = session.envelope.rcptTo.map((to) => to.address).join();
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.once("end", () => {
        const mail = Buffer.concat(chunks).toString("latin1");
        void answered(behaviour.data?.(address, mail), (answer) => {
          if (answer === "take") {
            taken.push(address);
            mails.set(address, mail);
          }
          if (answer === "take") done(null, behaviour.words);
          else settle(answer, session.remotePort, done);
          if (answer === "take") behaviour.taken?.(address);
        });
      });
    },
    ...options,
  });
  server.server.on("connection", (socket: Socket) => sockets.set(socket.remotePort ?? 0, socket));
  // A client that is killed breaks off in the middle of a word.
  server.on("error", () => {});

  function settle(answer: Answer, port: number, done: (error?: Error | null) => void): void {
    if (answer === "take") return done();
    if (answer === "silence") return;
    if (answer === "drop") return void sockets.get(port)?.destroy();
    done(Object.assign(new Error(answer[1]), { responseCode: answer[0] }));
  }

  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    taken,
    mails,
    connections: () => connections,
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  };
}

async function answered(
  answer: Answer | Promise<Answer> | undefined,
  then: (answer: Answer) => void,
): Promise<void> {
  then((await answer) ?? "take");
}
