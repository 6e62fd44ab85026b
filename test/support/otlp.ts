import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/** A span as OTLP has it in JSON. */
export interface ReceivedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  /** Of the program that sent it. */
  readonly resource: Readonly<Record<string, string | number>>;
  readonly failure: string | undefined;
}

/** A collector of traces at a real socket. */
export interface Collector {
  /** For `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  readonly address: string;
  readonly spans: readonly ReceivedSpan[];
  readonly headers: readonly IncomingHttpHeaders[];
}

type Attribute = { key: string; value: { stringValue?: string; intValue?: number } };

/** Starts one; it is closed after the test. */
export async function otlpCollector(): Promise<Collector> {
  const spans: ReceivedSpan[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    if (request.method !== "POST" || request.url !== "/v1/traces") {
      response.writeHead(404).end();
      return;
    }
    headers.push(request.headers);
    for (const { resource, scopeSpans } of JSON.parse(body.toString()).resourceSpans)
      for (const scope of scopeSpans)
        for (const { attributes, status, ...span } of scope.spans)
          spans.push({
            ...span,
            attributes: valuesOf(attributes),
            resource: valuesOf(resource.attributes),
            failure: status?.code === 2 ? status.message : undefined,
          });
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, spans, headers };
}

function valuesOf(attributes: readonly Attribute[]): Record<string, string | number> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue)]),
  );
}
