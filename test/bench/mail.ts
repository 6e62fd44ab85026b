import { spawn, spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import nodemailer from "nodemailer";
import { digest } from "../../generator/base/digest.ts";
import { MARKS, type Issue } from "../../generator/deliver/issue/issue.ts";
import { signerOf, type SigningKey } from "../../generator/deliver/message/dkim.ts";
import type { Mailing } from "../../generator/deliver/message/mailing.ts";
import { sendIssue } from "../../generator/deliver/send/send.ts";
import { smtpTransport } from "../../generator/deliver/transports/smtp.ts";
import { openMailStore } from "../../generator/store/mail/open.ts";
import { realWorld } from "../../generator/world/disk.ts";

const CONNECTIONS = 5;
/** HTML of a mail, in bytes; with the text beside it and all as it goes over the wire, somewhat more. */
const HTML_BYTES = 45_000;
const MAILS = 600;
/** Turn by turn, the first of which is slower. */
const ROUNDS = 3;
const MANY = 100_000;

/** Processor time of one mail in milliseconds, and mails a second. */
interface Cost {
  readonly cpu: number;
  readonly rate: number;
}

/** In a process of its own, for its memory. */
export function measureMail(): void {
  spawnSync(process.execPath, [import.meta.filename], { stdio: "inherit" });
}

/** What sending costs, ours beside the library's own pool, and the memory that a long list takes. */
async function measure(): Promise<void> {
  const sink = spawn(process.execPath, [join(import.meta.dirname, "mail-sink-process.ts")], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  try {
    const [printed] = (await once(sink.stdout, "data")) as [Buffer];
    const port = Number(printed.toString());
    const key = {
      domain: "bellwether.example",
      selector: "bench",
      key: generateKeyPairSync("rsa", { modulusLength: 2048 })
        .privateKey.export({ type: "pkcs8", format: "pem" })
        .toString(),
    };
    for (const [what, signing] of [
      ["mails of 45 KB", undefined],
      ["the same, signed (RSA)", key],
    ] as const) {
      const rounds: { readonly ours: Cost; readonly bare: Cost }[] = [];
      for (let round = 0; round < ROUNDS; round++)
        rounds.push({ ours: await ours(port, MAILS, signing), bare: await bare(port, signing) });
      compared(
        what,
        least(rounds.map((round) => round.ours)),
        least(rounds.map((round) => round.bare)),
      );
    }
    let early = 0;
    let most = 0;
    await ours(port, MANY, undefined, (done) => {
      const size = process.memoryUsage.rss() / 2 ** 20;
      if (done < MANY / 10) early = Math.max(early, size);
      else most = Math.max(most, size);
    });
    line(
      "memory over 100,000 readers",
      `${early.toFixed(0)} MB in the first tenth, ${most.toFixed(0)} MB after`,
    );
  } finally {
    sink.kill();
  }
}

/** The round that cost least: what else runs on a machine only ever adds. */
function least(costs: readonly Cost[]): Cost {
  return costs.toSorted((a, b) => a.cpu - b.cpu)[0]!;
}

function compared(what: string, ours: Cost, bare: Cost): void {
  line(`${what}, with the ledger`, `${ours.rate.toFixed(0)} a second, ${ours.cpu.toFixed(2)} ms`);
  line(
    "  by bare nodemailer's pool",
    `${bare.rate.toFixed(0)} a second, ${bare.cpu.toFixed(2)} ms`,
  );
  line(
    "  ours against that, of processor",
    `${(ours.cpu / bare.cpu).toFixed(2)} (aim: under 0.50)`,
  );
}

function line(what: string, figure: string): void {
  process.stdout.write(`${what.padEnd(44)} ${figure}\n`);
}

function mailing(bytes: number): Mailing {
  const row =
    '<tr><td style="padding:4px 8px">Bitcoin closed at $97,032, up 0.2% — <a href="https://bellwether.example/2025-05-08/flash">the note</a></td></tr>\n';
  const rows = row.repeat(Math.ceil(bytes / row.length));
  const html = `<html><body><table>${rows}</table><a href="${MARKS.unsubscribe}">Leave</a></body></html>`;
  const text = `${"Bitcoin closed at $97,032, up 0.2%.\n".repeat(bytes / 450)}\nLeave: ${MARKS.unsubscribe}\n`;
  const issue: Issue = {
    id: "2025-05-08/daily/en",
    day: "2025-05-08",
    format: "daily",
    language: "en",
    subject: "Bitcoin edges up 0.2% to $97,032",
    preview: "",
    html,
    text,
    images: [],
    articles: [],
    tags: [],
    digest: digest(html, 64),
  };
  return {
    issue,
    from: { name: "Bellwether Daily", address: "daily@bellwether.example" },
    at: "2025-05-08T12:30:00.000Z",
  };
}

const linksOf = (id: string) => ({
  unsubscribe: `https://news.bellwether.example/unsubscribe/${id}.${"t".repeat(43)}`,
  preferences: `https://news.bellwether.example/preferences/${id}.${"t".repeat(43)}`,
});

/** The whole way: the ledger, the list, the mails. */
async function ours(
  port: number,
  readers: number,
  key?: SigningKey,
  progress?: (done: number) => void,
): Promise<Cost> {
  const home = mkdtempSync(join(tmpdir(), "bellwether-mail-"));
  const world = realWorld();
  const store = await openMailStore(world, home);
  try {
    for (let from = 0; from < readers; from += 1000)
      await store.subscribers.add(
        Array.from({ length: Math.min(1000, readers - from) }, (_, at) => {
          const id = `reader-${String(from + at).padStart(7, "0")}`;
          return {
            id,
            address: `${id}@d${at % 50}.example`,
            name: `Reader ${at}`,
            language: "en",
            timeZone: "Etc/UTC",
            formats: ["daily"],
            tags: [],
            state: "active" as const,
            at: "2025-05-08T12:00:00.000Z",
            why: "bench",
            mailbox: { normal: `${id}@d.example`, mark: id },
          };
        }),
      );
    return await costOf(readers, () =>
      sendIssue(
        {
          world,
          home,
          store,
          transport: smtpTransport({
            host: "127.0.0.1",
            port,
            tls: "off",
            connections: CONNECTIONS,
            bounces: "bounces@bellwether.example",
          }),
          signers: key === undefined ? [] : [signerOf(key)],
          pace: {},
          linksFor: linksOf,
          halted: () => undefined,
          gone: async () => {},
          stopped: new Promise(() => {}),
          ...(progress === undefined ? {} : { progress }),
        },
        // What a long list takes has nothing to do with how long its mails are.
        mailing(readers > MAILS ? 2000 : HTML_BYTES),
        { patienceMs: 0 },
      ),
    );
  } finally {
    await store.close();
    rmSync(home, { recursive: true, force: true });
  }
}

/** The same mails by nodemailer's own pool, which keeps no account of them. */
async function bare(port: number, key?: SigningKey): Promise<Cost> {
  const { issue, from } = mailing(HTML_BYTES);
  const pool = nodemailer.createTransport({
    pool: true,
    host: "127.0.0.1",
    port,
    ignoreTLS: true,
    maxConnections: CONNECTIONS,
    maxMessages: Infinity,
    ...(key === undefined
      ? {}
      : { dkim: { domainName: key.domain, keySelector: key.selector, privateKey: key.key } }),
  });
  let begun = 0;
  const send = async (): Promise<void> => {
    while (begun < MAILS) {
      const id = `reader-${begun++}`;
      const { unsubscribe } = linksOf(id);
      await pool.sendMail({
        from,
        to: { name: "Reader", address: `${id}@d.example` },
        subject: issue.subject,
        html: issue.html.replaceAll(MARKS.unsubscribe, unsubscribe),
        text: issue.text.replaceAll(MARKS.unsubscribe, unsubscribe),
        headers: {
          "List-Unsubscribe": `<${unsubscribe}>`,
          "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
      });
    }
  };
  const cost = await costOf(MAILS, () => Promise.all(Array.from({ length: CONNECTIONS }, send)));
  pool.close();
  return cost;
}

async function costOf(mails: number, work: () => Promise<unknown>): Promise<Cost> {
  const before = process.cpuUsage();
  const start = performance.now();
  await work();
  const { user, system } = process.cpuUsage(before);
  return {
    cpu: (user + system) / 1000 / mails,
    rate: (mails / (performance.now() - start)) * 1000,
  };
}

if (import.meta.main) await measure();
