import { generateKeyPairSync } from "node:crypto";
import { dkimVerify } from "mailauth";
import { expect, test } from "vitest";
import { signerOf } from "../../../generator/deliver/message/dkim.ts";
import { readersOf, send, storeWith } from "./room.ts";
import { smtpServer } from "./smtp-server.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const DKIM = {
  domain: "bellwether.example",
  selector: "s",
  key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
};
const RECORD = `v=DKIM1; p=${publicKey.export({ type: "spki", format: "der" }).toString("base64")}`;

test("an address with letters of any script goes out by a server that offers SMTPUTF8, signed", async () => {
  const [greek, plain] = readersOf(2);
  const room = await storeWith([
    { ...greek!, address: "δέσποινα@d0.example", name: "Δέσποινα" },
    plain!,
  ]);
  const server = await smtpServer();
  const report = await send(room, server.port, { signers: [signerOf(DKIM)] });
  expect(report.counts).toMatchObject({ accepted: 2 });
  expect(server.taken.toSorted()).toEqual([plain!.address, "δέσποινα@d0.example"]);
  const mail = Buffer.from(server.mails.get("δέσποινα@d0.example")!, "latin1");
  expect(mail.toString("utf8")).toMatch(/^To: .*\r\n <δέσποινα@d0\.example>\r$/m);
  const { results } = await dkimVerify(mail, { resolver: async () => [[RECORD]] });
  expect(results.map(({ status }) => status.result)).toEqual(["pass"]);
});

test("where the server does not offer SMTPUTF8 such readers are refused with what to do, and everybody else gets the issue", async () => {
  const [greek, ...others] = readersOf(40).map((each, at) =>
    at % 4 === 0 ? each : { ...each, address: `ζωή${at}@d1.example` },
  );
  const room = await storeWith([greek!, ...others]);
  const server = await smtpServer({}, { hideSMTPUTF8: true });
  const report = await send(room, server.port);
  // Thirty of them are no sign that the server takes nothing from here.
  expect(report.counts).toMatchObject({ accepted: 10, refused: 30, uncertain: 0 });
  expect(report.fault).toBeUndefined();
  expect(report.answers).toEqual([
    {
      count: 30,
      answer: expect.stringMatching(/does not offer SMTPUTF8\): send by a server that does/),
    },
  ]);
  expect(server.taken.every((address) => /^[\x20-\x7e]+$/.test(address))).toBe(true);
  expect((await room.store.subscribers.counts()).active).toBe(40);
});
