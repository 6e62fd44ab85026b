/**
 * A whole send through a real Postfix on this machine: `node test/deliver/postfix.ts` as root, with Postfix installed (`apt-get install postfix`). It
 * runs an instance of its own on a port of 127.0.0.1, from folders of its own, reaches nobody, and leaves nothing behind.
 */
import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { dkimVerify } from "mailauth";

const ROOT = join(import.meta.dirname, "../..");
const CLI = join(ROOT, "generator/cli.ts");
const EDITION = "2025-05-08";
const PORT = 2599;

/** Who is there, who is not and comes back as a bounce, and who is refused while we are still speaking to the server. */
const KNOWN = 120;
const UNKNOWN = 12;
const REFUSED = 3;

/** Until when all has to have arrived. */
const PATIENCE_MS = 60_000;

const folder = mkdtempSync(join(tmpdir(), "bellwether-postfix-"));
const [etc, mail, home] = ["etc", "mail", "home"].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];
/** Postfix lets its mail be written by somebody of few rights. */
const NOBODY = 65_534;

const postfix = (...args: string[]): void =>
  void execFileSync("postfix", ["-c", etc, ...args], { stdio: ["ignore", "pipe", "pipe"] });

function bellwether(...args: string[]): string {
  const { status, stdout } = tried(args);
  process.stdout.write(`$ bellwether ${args.join(" ")}\n${stdout}(status ${status})\n\n`);
  return stdout;
}

function tried(args: readonly string[]): { readonly status: number; readonly stdout: string } {
  try {
    const stdout = execFileSync(process.execPath, [CLI, ...args, "--home", home], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    return { status: 0, stdout };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return { status, stdout: stdout + stderr };
  }
}

const names = (what: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${what}${at}@readers.test`);

function startServer(): void {
  for (const each of [etc, mail, join(folder, "queue"), join(folder, "data")])
    mkdirSync(each, { recursive: true });
  chmodSync(folder, 0o755);
  execFileSync("chown", [String(NOBODY), mail]);
  execFileSync("chown", ["postfix", join(folder, "data")]);
  const boxes = [...names("known", KNOWN), "bounces@bellwether.test"];
  writeFileSync(join(etc, "boxes"), boxes.map((each) => `${each} ${each}/\n`).join(""));
  const refused = names("refused", REFUSED).map((each) => `${each} 550 5.1.1 no such user here\n`);
  writeFileSync(join(etc, "refused"), refused.join(""));
  writeFileSync(
    join(etc, "main.cf"),
    `compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
maillog_file = ${folder}/log
maillog_file_prefixes = ${folder}
myhostname = mx.bellwether.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
default_transport = error:5.4.4 nobody is reached from here
virtual_mailbox_domains = readers.test bellwether.test
virtual_mailbox_base = ${mail}
virtual_mailbox_maps = texthash:${etc}/boxes
virtual_minimum_uid = 100
virtual_uid_maps = static:${NOBODY}
virtual_gid_maps = static:${NOBODY}
smtpd_reject_unlisted_recipient = no
smtpd_recipient_restrictions = check_recipient_access texthash:${etc}/refused, permit_mynetworks, reject
`,
  );
  writeFileSync(
    join(etc, "master.cf"),
    `127.0.0.1:${PORT} inet n - n - - smtpd
postlog unix-dgram n - n - 1 postlogd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
proxymap unix - - n - - proxymap
scache unix - - n - 1 scache
`,
  );
  postfix("start");
}

function makePublication(): string {
  bellwether("init", home);
  cpSync(join(ROOT, "content/editions", EDITION), join(home, "content/editions", EDITION), {
    recursive: true,
  });
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  mkdirSync(join(home, "var"), { recursive: true });
  writeFileSync(join(home, "var/dkim.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
  appendFileSync(
    join(home, "bellwether.yaml"),
    `
mail:
  from: { name: Bellwether Daily, address: daily@bellwether.test }
  postal: 1 Example Street, Example Town
  service: https://news.bellwether.test/
  bounces: bounces@bellwether.test
  transport: { smtp: { host: 127.0.0.1, port: ${PORT}, tls: "off" } }
  dkim: { domain: bellwether.test, selector: s, key: var/dkim.pem }
`,
  );
  const list = join(folder, "readers.csv");
  const readers = [
    ...names("known", KNOWN),
    ...names("unknown", UNKNOWN),
    ...names("refused", REFUSED),
  ];
  writeFileSync(list, `email,name\n${readers.map((each) => `${each},Reader\n`).join("")}`);
  bellwether("subscriber", "import", list, "--consent", "a list of the test");
  return publicKey.export({ type: "spki", format: "der" }).toString("base64");
}

/** The mails that lie in a mailbox. */
function mailsOf(box: string): string[] {
  const path = join(mail, box, "new");
  return existsSync(path)
    ? readdirSync(path).map((name) => readFileSync(join(path, name), "latin1"))
    : [];
}

async function arrived(box: string, count: number): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; mailsOf(box).length < count; await pause(200))
    if (Date.now() > until)
      throw new Error(`${box} has ${mailsOf(box).length} mails, not ${count}`);
}

function held(what: string, found: unknown, wanted: unknown): void {
  const isSo = String(found) === String(wanted);
  process.stdout.write(`${isSo ? "ok   " : "WRONG"} ${what}: ${String(found)}\n`);
  if (!isSo) process.exitCode = 1;
}

try {
  startServer();
  const publicKey = makePublication();
  bellwether("send", "--edition", EDITION);
  bellwether("send", "--edition", EDITION);
  for (const box of names("known", KNOWN)) await arrived(box, 1);
  await arrived("bounces@bellwether.test", UNKNOWN);
  bellwether("bounces", "read", "--maildir", join(mail, "bounces@bellwether.test"));
  const { subscribers } = JSON.parse(tried(["subscriber", "list", "--json"]).stdout) as {
    subscribers: readonly { readonly address: string; readonly state: string }[];
  };
  const inState = (state: string, what: string): number =>
    subscribers.filter((each) => each.state === state && each.address.startsWith(what)).length;
  const boxes = names("known", KNOWN).map(mailsOf);
  held("mailboxes with one mail", boxes.filter(({ length }) => length === 1).length, KNOWN);
  held("unknown readers classed as bounced", inState("bounced", "unknown"), UNKNOWN);
  held("refused readers classed as bounced", inState("bounced", "refused"), REFUSED);
  held("others still active", inState("active", "known"), KNOWN);
  // Postfix puts headers of its own before the mail, which no signature covers.
  const { results } = await dkimVerify(
    Buffer.from(boxes[0]![0]!.replaceAll(/\r?\n/g, "\r\n"), "latin1"),
    {
      resolver: async () => [[`v=DKIM1; p=${publicKey}`]],
    },
  );
  held(
    "signature of a mail that arrived",
    results.map(({ status }) => status.result).join(),
    "pass",
  );
} finally {
  if (existsSync(join(etc, "main.cf"))) {
    if (process.exitCode === 1)
      process.stdout.write(readFileSync(join(folder, "log"), "utf8").slice(-3000));
    postfix("stop");
  }
  rmSync(folder, { recursive: true, force: true });
}
