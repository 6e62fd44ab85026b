import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { storePath } from "../../generator/store/store.ts";
import { openTracing } from "../../generator/world/tracing.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { CLI, cliHome, run, smallHome } from "../support/cli.ts";
import { ended } from "../support/ended.ts";
import { otlpCollector, type ReceivedSpan } from "../support/otlp.ts";
import { freshSchema } from "../support/postgres.ts";
import { readersOf, send, storeWith } from "../deliver/send/room.ts";
import { smtpServer } from "../deliver/send/smtp-server.ts";
import { queueOf, startWorker, untilDone } from "./workers.ts";

const broken = async (): Promise<never> => {
  throw new Error("it broke");
};

const DAY = "2025-05-08";

function only(spans: readonly ReceivedSpan[], name: string): ReceivedSpan {
  const found = spans.filter((span) => span.name === name);
  expect([name, found.length]).toEqual([name, 1]);
  return found[0]!;
}

test("a day's work is one trace: each job within the command that put it in, each stage within its job, with edition and counts", async () => {
  const { address, spans } = await otlpCollector();
  const home = smallHome();
  onTestFinished(() => home[Symbol.dispose]());
  rmSync(storePath(home.folder));
  const env = {
    BELLWETHER_DATABASE: await freshSchema(),
    OTEL_EXPORTER_OTLP_ENDPOINT: address,
    OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=test",
  };
  const put = await run(home, ["daily", "--queue", "--date", DAY], env);
  expect(put).toMatchObject({ status: 0, stderr: "" });
  startWorker(home, env);
  const { jobs } = await untilDone(await queueOf(home, env));
  expect(jobs.filter(({ state }) => state !== "done")).toEqual([]);

  const root = only(spans, "bellwether daily");
  expect(root.parentSpanId).toBeUndefined();
  expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([root.traceId]));
  const all = spans.filter(({ name }) => name.startsWith("job "));
  expect(all.map(({ attributes }) => attributes["bellwether.job"]).toSorted()).toEqual(
    jobs.map(({ name }) => name).toSorted(),
  );
  for (const { parentSpanId, resource } of all) {
    expect(parentSpanId).toBe(root.spanId);
    expect(resource).toMatchObject({
      "service.name": "bellwether",
      "deployment.environment.name": "test",
    });
  }
  const edition = only(spans, "job edition");
  expect(edition.attributes["bellwether.edition"]).toBe(DAY);
  for (const name of ["measure", "compose", "check"])
    expect(only(spans, name)).toMatchObject({
      parentSpanId: edition.spanId,
      attributes: { "bellwether.edition": DAY },
    });
  const articles = only(spans, "compose").attributes["bellwether.articles"];
  expect(articles).toBeGreaterThan(0);
  expect(only(spans, "check").attributes).toMatchObject({
    "bellwether.articles": articles,
    "bellwether.errors": 0,
  });
  expect(only(spans, "gather")).toMatchObject({
    parentSpanId: only(spans, "job gather").spanId,
    attributes: { "bellwether.values.refused": expect.any(Number) },
  });
  expect(only(spans, "gather").attributes["bellwether.values.added"]).toBeGreaterThan(1000);
  expect(only(spans, "publish")).toMatchObject({
    parentSpanId: only(spans, "job publish").spanId,
    attributes: { "bellwether.articles": articles, "bellwether.articles.held": 0 },
  });
});

test("sending is a span with what became of the mails, and work that fails says why", async () => {
  const { address, spans } = await otlpCollector();
  const tracing = openTracing(realWorld(), `${address}/v1/traces`);
  const world = { ...realWorld(), tracing };
  const server = await smtpServer();
  await send(await storeWith(readersOf(3)), server.port, { world });
  await expect(tracing.span("broken", {}, broken)).rejects.toThrow("it broke");
  await tracing.flush();
  expect(only(spans, "send").attributes).toEqual({
    "bellwether.item": "2025-05-08/daily/en",
    "bellwether.mails.accepted": 3,
  });
  expect(only(spans, "broken").failure).toBe("it broke");
});

test("what is no span of another process is none", () => {
  const { within, traceparent, span } = openTracing(realWorld(), "http://127.0.0.1:9/v1/traces");
  const given = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
  expect(within(given, traceparent)).toBe(given);
  expect(within(given, () => span("one", {}, () => traceparent()))).toMatch(
    new RegExp(`^00-${"a".repeat(32)}-(?!b{16})[0-9a-f]{16}-01$`),
  );
  for (const wrong of [undefined, "", "00-1-2-01", `00-${"0".repeat(32)}-${"b".repeat(16)}-01`])
    expect(within(wrong, traceparent)).toBeUndefined();
});

test("where no traces are asked for nothing of them is loaded", async () => {
  using home = cliHome();
  const preload = join(import.meta.dirname, "../support/loading-process.ts");
  const gather = (env: Readonly<Record<string, string>>) =>
    ended(process.execPath, ["--import", preload, CLI, "gather"], home.folder, env);
  const off = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9", OTEL_SDK_DISABLED: "true" };
  for (const env of [{}, off])
    expect(await gather(env)).toMatchObject({ stderr: expect.not.stringContaining("loads") });
  const { address, headers } = await otlpCollector();
  const on = { OTEL_EXPORTER_OTLP_ENDPOINT: `${address}/`, OTEL_EXPORTER_OTLP_HEADERS: "key=abc" };
  expect((await gather(on)).stderr).toContain("loads @opentelemetry/sdk-trace");
  expect(headers).toMatchObject([{ key: "abc" }]);
});

test("a collector that is away changes no answer, and holds nothing up for long", async () => {
  using home = cliHome();
  const begun = performance.now();
  const calm = await run(home, ["gather"]);
  const calmMs = performance.now() - begun;
  const away = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9" };
  expect(await run(home, ["gather"], away)).toMatchObject({ status: calm.status, stderr: "" });
  // Three seconds are spent on it at most; the rest is what else the machine has to do.
  expect(performance.now() - begun).toBeLessThan(20_000 + 4 * calmMs);
});
