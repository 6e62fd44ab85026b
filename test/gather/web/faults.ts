import { gzipSync } from "node:zlib";
import { answering, type Reply } from "./provider.ts";

/** A provider's good answer: three sessions of an index. Sessions of early 2026 on the New York Stock Exchange. */
export const GOOD = {
  symbol: "SPX",
  currency: "USD",
  series: [
    ["2026-01-02", 5900.12],
    ["2026-01-05", 5921.4],
    ["2026-01-06", 5890],
  ] as (readonly unknown[])[],
};

/** What must come of an answer: the days stored, and a word of what is said about the rest. */
interface Expected {
  readonly stored: readonly string[];
  readonly says?: string;
}

export interface Fault {
  readonly name: string;
  readonly reply: Reply;
  readonly expected: Expected;
}

const ALL = ["2026-01-02", "2026-01-05", "2026-01-06"];
const BUT_LAST = ALL.slice(0, 2);
const NONE: readonly string[] = [];

const changed = (change: object): Reply => answering({ ...GOOD, ...change });
/** The good answer with its last row put otherwise. */
const last = (date: unknown, value: unknown = 5890): Reply =>
  changed({ series: [...GOOD.series.slice(0, 2), [date, value]] });
const close = (value: unknown): Reply => last("2026-01-06", value);
const raw = (text: string): Reply => answering(text);
const rawClose = (text: string): Reply => raw(JSON.stringify(GOOD).replace("5890", text));
const named = (name: string): Reply => changed({ name });
const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Reply =>
  (_request, response) =>
    void response.writeHead(code, headers).end("no");

const fault = (name: string, reply: Reply, stored: readonly string[], says?: string): Fault => ({
  name,
  reply,
  expected: { stored, ...(says ? { says } : {}) },
});

/** The cases of the corpus of provider faults, by their names there, each as a real server behaves. */
export const FAULTS: readonly Fault[] = [
  fault("timeout", () => undefined, NONE, "no whole answer within"),
  fault(
    "slow-drip",
    (_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(" "), 100);
      response.on("close", () => clearInterval(drip));
    },
    NONE,
    "no whole answer within",
  ),
  fault(
    "reset",
    (_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("{");
      setTimeout(() => response.socket?.resetAndDestroy(), 10);
    },
    NONE,
    "broke off",
  ),
  fault(
    "truncated",
    (_request, response) => {
      const text = JSON.stringify(GOOD);
      response.writeHead(200, { "content-length": String(text.length + 50) });
      response.write(text);
      setTimeout(() => response.socket?.end(), 10);
    },
    NONE,
    "times in a row",
  ),
  fault("truncated-json", raw(JSON.stringify(GOOD).slice(0, 60)), NONE, "JSON was expected"),
  fault("empty-200", raw(""), NONE, "JSON was expected, found nothing"),
  fault("html-200", raw("<!doctype html><title>Sign in</title>"), NONE, "JSON was expected"),
  fault("429-retry-after", status(429, { "retry-after": "2" }), NONE, "status 429"),
  fault("429-no-header", status(429), NONE, "status 429"),
  fault("500", status(500), NONE, "status 500"),
  fault(
    "503-retry-after-date",
    status(503, { "retry-after": "Wed, 21 Oct 2065 07:28:00 GMT" }),
    NONE,
    "left alone until 2065-10-21",
  ),
  fault("401", status(401), NONE, "status 401"),
  fault(
    "redirect-private",
    status(302, { location: "http://169.254.169.254/latest/meta-data/" }),
    NONE,
    "another host",
  ),
  fault("redirect-loop", status(302, { location: "/self" }), NONE, "more than 3 times"),
  fault(
    "gzip-bomb",
    (_request, response) => {
      const megabytes = gzipSync(Buffer.alloc(100 * 2 ** 20));
      response.writeHead(200, { "content-encoding": "gzip" }).end(megabytes);
    },
    NONE,
    "larger than 64 MiB",
  ),
  fault(
    "huge",
    (_request, response) => {
      response.on("error", () => undefined);
      response.writeHead(200);
      const piece = Buffer.alloc(2 ** 20, " ");
      let sent = 0;
      const more = (): void => {
        while (sent < 200) {
          sent++;
          if (!response.write(piece)) return void response.once("drain", more);
        }
        response.end();
      };
      more();
    },
    NONE,
    "larger than 64 MiB",
  ),
  fault(
    "wrong-charset",
    (_request, response) =>
      void response.end(Buffer.from(JSON.stringify({ ...GOOD, name: "Börse" }), "latin1")),
    NONE,
    "not valid UTF-8",
  ),
  fault("bom", raw(`\uFEFF${JSON.stringify(GOOD)}`), ALL),
  fault(
    "dup-keys",
    raw(JSON.stringify(GOOD).replace('"USD"', '"USD","close":1,"close":2')),
    NONE,
    "stands twice",
  ),
  fault("proto-key", raw(JSON.stringify(GOOD).replace("{", '{"__proto__":{"polluted":1},')), ALL),
  fault("nan", rawClose("NaN"), NONE, "JSON was expected"),
  fault("null-close", close(null), BUT_LAST, "An empty cell is not a number"),
  fault("string-number", close("5,890.00"), BUT_LAST, "is not a number"),
  fault("string-number-eu", close("5.890,00"), BUT_LAST, "is not a number"),
  fault("negative-price", close(-5890), BUT_LAST, "outside the range"),
  fault("zero-price", close(0), BUT_LAST, "outside the range"),
  fault("1e400", rawClose("1e400"), BUT_LAST, "is not a number"),
  fault("x100", close(589_000), BUT_LAST, "another unit"),
  fault("div100", close(58.9), BUT_LAST, "another unit"),
  fault("unit-bp-vs-pct", close(425 * 5890), BUT_LAST, "outside the range"),
  fault("huge-int", rawClose("123456789012345678901234567890"), BUT_LAST, "outside the range"),
  fault("minus-zero", rawClose("-0"), BUT_LAST, "outside the range"),
  fault("sign-flip-change", changed({ change: -1.2 }), ALL),
  fault("pct-vs-level", close(-0.53), BUT_LAST, "outside the range"),
  fault("stale-same-date", changed({ series: GOOD.series.slice(0, 2) }), BUT_LAST),
  fault("stale-7d", changed({ series: GOOD.series.slice(0, 1) }), ALL.slice(0, 1)),
  fault("future-date", last("2027-01-04"), BUT_LAST, "is not over"),
  fault("weekend-bar", last("2026-01-03"), BUT_LAST, "no session"),
  fault("holiday-bar", last("2026-01-01"), BUT_LAST, "no session"),
  fault("missing-day", changed({ series: [GOOD.series[0], GOOD.series[2]] }), [ALL[0]!, ALL[2]!]),
  fault("dup-day-same", changed({ series: [...GOOD.series, GOOD.series[2]] }), ALL),
  fault(
    "dup-day-diff",
    changed({ series: [...GOOD.series, ["2026-01-06", 5891]] }),
    BUT_LAST,
    "different values",
  ),
  fault("unsorted", changed({ series: GOOD.series.toReversed() }), ALL),
  fault("tz-shift", last("2026-01-07T00:30:00Z"), ALL),
  fault("dst-spring", changed({ series: [["2026-01-05T20:00:00-05:00", 5921.4]] }), ["2026-01-05"]),
  fault(
    "dst-autumn",
    changed({
      series: [
        ["2026-01-05T04:59:00Z", 5921.4],
        ["2026-01-05T05:00:00Z", 5921.4],
      ],
    }),
    ["2026-01-05"],
    "no session",
  ),
  fault("half-day", changed({ series: [["2025-12-24", 5900]] }), ["2025-12-24"]),
  fault("leap-day", last("2028-02-29"), BUT_LAST, "is not over"),
  fault("epoch-seconds", last(1_767_657_600), BUT_LAST, "is not a date"),
  fault("epoch-ms", last(1_767_657_600_000), BUT_LAST, "is not a date"),
  fault("us-date", last("01/06/2026"), BUT_LAST, "is not a date"),
  fault("symbol-swap", changed({ symbol: "NDX" }), NONE, '"SPX" was expected, found "NDX"'),
  fault("currency-swap", changed({ currency: "JPY" }), NONE, '"USD" was expected, found "JPY"'),
  fault(
    "renamed-field",
    changed({ series: GOOD.series.map(([date, value]) => ({ 0: date, c: value })) }),
    NONE,
    "series.0.1: a number was expected, found nothing",
  ),
  fault(
    "nested-moved",
    answering({ ...GOOD, series: undefined, data: GOOD }),
    NONE,
    "series: a list of rows was expected",
  ),
  fault(
    "extra-field",
    changed({ extra: { deep: [1] }, series: GOOD.series.map((row) => [...row, "x"]) }),
    ALL,
  ),
  fault(
    "array-to-object",
    changed({ series: Object.fromEntries(GOOD.series.map(([d, v]) => [String(d), v])) }),
    NONE,
    "a list of rows was expected",
  ),
  fault("split-unadjusted", close(5890 / 4), BUT_LAST, "there is no history to judge by"),
  fault("html-in-name", named("Acme <img src=x onerror=alert(1)>"), ALL),
  fault("markdown-in-name", named("[x](javascript:alert(1)) **b** | cell |"), ALL),
  fault("handlebars-in-name", named("{{constructor.constructor}}"), ALL),
  fault("rtl-override", named("AB\u202ECD"), ALL),
  fault("crlf-in-name", named("Acme\r\nBcc: x@example.test"), ALL),
  fault(
    "lone-surrogate",
    raw(JSON.stringify(GOOD).replace("{", String.raw`{"name":"\ud800",`)),
    ALL,
  ),
  fault("nul", named("a\u0000b"), ALL),
  fault("slug-traversal", named("../../etc/passwd"), ALL),
  fault("csv-formula", named('=HYPERLINK("http://e","x")'), ALL),
];
