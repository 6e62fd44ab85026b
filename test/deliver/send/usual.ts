import type { Sending } from "../../../generator/deliver/send/sending.ts";
import { smtpTransport, type SmtpOptions } from "../../../generator/deliver/transports/smtp.ts";

export const CONNECTIONS = 5;

export const linksFor: Sending["linksFor"] = (id) => ({
  unsubscribe: `https://news.bellwether.example/unsubscribe/${id}`,
  preferences: `https://news.bellwether.example/preferences/${id}`,
});

/** To a server on this machine, with all as usual, save what is given. */
export const smtpTo = (port: number, given: Partial<SmtpOptions> = {}) =>
  smtpTransport({
    host: "127.0.0.1",
    port,
    tls: "off",
    connections: CONNECTIONS,
    bounces: "bounces@bellwether.example",
    name: "test.bellwether.example",
    ...given,
  });
