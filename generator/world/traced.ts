import type { World } from "./world.ts";

/** Names where traces go, in the order in which they count: https://opentelemetry.io/docs/specs/otel/protocol/exporter/ */
const ENDPOINTS = ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"] as const;

/** The world with traces where its environment asks for them; nothing is loaded else. */
export async function traced(world: World): Promise<World> {
  const { env } = world;
  const isOff = env["OTEL_SDK_DISABLED"] === "true" || env["OTEL_TRACES_EXPORTER"] === "none";
  const [own, all] = ENDPOINTS.map((name) => env[name] || undefined);
  if (isOff || (own ?? all) === undefined) return world;
  const { openTracing } = await import("./tracing.ts");
  const tracing = openTracing(world, own ?? `${all!.replace(/\/+$/, "")}/v1/traces`);
  return { ...world, tracing };
}
