import type { Look } from "./look.ts";

/** Gmail shows no more of a mail than this, in bytes of HTML. */
const CUT_OFF = 102_400;

/** Headers without which the large providers take no newsletter, or show it worse (RFC 5322, RFC 8058, RFC 2919). */
const NEEDED = [
  "from",
  "to",
  "date",
  "subject",
  "message-id",
  "mime-version",
  "list-id",
  "list-unsubscribe",
  "list-unsubscribe-post",
];

/** What a mail looks like as it goes out. @param html its HTML, to be measured */
export function lookAtMail(mail: Uint8Array, html: string): Look {
  const text = new TextDecoder("latin1").decode(mail);
  const head = text.slice(0, text.indexOf("\r\n\r\n")).replaceAll(/\r\n[ \t]+/g, " ");
  const names = [...head.matchAll(/^([\w-]+):/gm)].map(([, name = ""]) => name.toLowerCase());
  const bytes = Buffer.byteLength(html);
  const longest = Math.max(...text.split("\r\n").map((line) => line.length));
  const leave = /^list-unsubscribe: *<([^>]*)>/im.exec(head)?.[1] ?? "";
  const signed = [...head.matchAll(/^dkim-signature:.*?\bh=([^;]*)/gim)].map(([, list = ""]) =>
    list.toLowerCase().split(/[\s:]+/),
  );
  const unsigned = NEEDED.filter((name) => signed.some((list) => !list.includes(name)));
  return {
    what: "the mail itself",
    said: `${Math.ceil(mail.length / 1024)} KB, of which ${Math.ceil(bytes / 1024)} KB HTML; ${names.length} headers`,
    findings: [
      ...NEEDED.filter((name) => !names.includes(name)).map((name) => `It has no ${name}.`),
      ...names
        .filter((name, at) => name !== "dkim-signature" && names.indexOf(name) !== at)
        .map((name) => `It has ${name} twice.`),
      ...(leave.startsWith("https:")
        ? []
        : [
            `Readers leave at ${leave || "no address"}, where one click asks for https: set \`mail: service:\` to the public address of bellwether subscribe-server.`,
          ]),
      ...(unsigned.length > 0 ? [`The signature does not cover ${unsigned.join(", ")}.`] : []),
      ...(bytes > CUT_OFF ? [`Gmail cuts its HTML off at ${CUT_OFF / 1024} KB.`] : []),
      ...(longest > 998 ? [`A line has ${longest} characters; 998 are allowed.`] : []),
    ],
  };
}
