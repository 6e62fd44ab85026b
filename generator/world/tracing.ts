import { AsyncLocalStorage } from "node:async_hooks";
import {
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Span,
  type SpanContext,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { programVersion } from "./program.ts";
import type { Tracing } from "./spans.ts";
import type { World } from "./world.ts";

/** So long a collector is waited for, in milliseconds: traces are worth no more. */
const PATIENCE_MS = 3000;

/** As W3C Trace Context writes a span: version, trace, span, flags. */
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/**
 * Sends spans by OTLP over HTTP, as JSON. Nothing is registered for the whole process. The exporter takes headers, compression and
 * certificates from the variables of OpenTelemetry, the resource its name from `OTEL_SERVICE_NAME` and `OTEL_RESOURCE_ATTRIBUTES`.
 * @param url the collector's address for traces
 */
export function openTracing(world: World, url: string): Tracing {
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: PATIENCE_MS });
  const version = programVersion(world);
  const own = resourceFromAttributes({ "service.name": "bellwether", "service.version": version });
  const provider = new TracerProvider({
    resource: own.merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer("bellwether", version);
  const current = new AsyncLocalStorage<SpanContext>();
  return {
    span(name, attributes, work) {
      const parent = current.getStore();
      const context = parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
      const span = tracer.startSpan(name, { attributes }, context);
      return current.run(span.spanContext(), () =>
        endingWith(span, () => work((more) => void span.setAttributes(more))),
      );
    },
    within(parent, work) {
      const context = contextOf(parent);
      return context ? current.run(context, work) : work();
    },
    traceparent() {
      const context = current.getStore();
      if (!context) return undefined;
      const flags = context.traceFlags.toString(16).padStart(2, "0");
      return `00-${context.traceId}-${context.spanId}-${flags}`;
    },
    async flush() {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((done) => (timer = setTimeout(done, PATIENCE_MS)));
      await Promise.race([provider.forceFlush().catch(() => {}), late]);
      clearTimeout(timer);
    },
  };
}

function contextOf(parent = ""): SpanContext | undefined {
  const [, traceId = "", spanId = "", flags = ""] = TRACEPARENT.exec(parent) ?? [];
  const isSampled = (Number.parseInt(flags, 16) & TraceFlags.SAMPLED) !== 0;
  const traceFlags = isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  const context = { traceId, spanId, traceFlags, isRemote: true };
  return isSpanContextValid(context) ? context : undefined;
}

/** Ends a span with its work, whether that is done at once or later; work that fails is told as such. */
function endingWith<T>(span: Span, work: () => T): T {
  const fail = (error: unknown): void => {
    const message = error instanceof Error ? error.message : String(error);
    span.setStatus({ code: SpanStatusCode.ERROR, message });
    span.end();
  };
  let result: T;
  try {
    result = work();
  } catch (error) {
    fail(error);
    throw error;
  }
  if (result instanceof Promise) result.then(() => span.end(), fail);
  else span.end();
  return result;
}
