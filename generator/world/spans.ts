/** What is told of a span, such as `{ "bellwether.edition": "2025-05-08" }`. */
export type Attributes = Readonly<Record<string, string | number>>;

/** Says more of a span while it is under way. */
export type Tell = (attributes: Attributes) => void;

/** Spans of what the program does, as OpenTelemetry has them. */
export interface Tracing {
  /** Runs work within a span, which ends with it, and is a child of the span that it is run within. */
  span<T>(name: string, attributes: Attributes, work: (tell: Tell) => T): T;
  /** Runs work as if within a span of another process. @param parent its `traceparent`, as W3C Trace Context writes it */
  within<T>(parent: string | undefined, work: () => T): T;
  /** The span under way, for another process; undefined where there is none. */
  traceparent(): string | undefined;
  /** Sends what has ended. Never throws, and waits for a collector no longer than some seconds. */
  flush(): Promise<void>;
}

const untold: Tell = () => {};

/** Runs work within a span where traces are wanted, else as it is. */
export function spanned<T>(
  { tracing }: { readonly tracing?: Tracing | undefined },
  name: string,
  attributes: Attributes,
  work: (tell: Tell) => T,
): T {
  return tracing ? tracing.span(name, attributes, work) : work(untold);
}
