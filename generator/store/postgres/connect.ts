import type { Pool, PoolConfig } from "pg";
import type { DatabasePlace } from "../../publication/database-settings.ts";

/** How long a server may take to answer at all, in milliseconds. */
const CONNECT_MS = 10_000;

/** Of a bigint, in Postgres' own list of types. Ours are milliseconds and counts, which a number holds. */
const INT8 = 20;

/** A machine that is gone is noticed within a minute, and what it held is free again (https://www.postgresql.org/docs/current/runtime-config-connection.html). */
const SESSION = "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3";

/** Connections to the schema of a publication, opened when they are needed; the driver is loaded now. */
export async function connectTo(place: DatabasePlace): Promise<Pool> {
  const { default: pg } = await import("pg");
  const types: NonNullable<PoolConfig["types"]> = {
    getTypeParser: (type: number, format?: "text" | "binary") =>
      type === INT8 && format !== "binary"
        ? Number
        : pg.types.getTypeParser(type, format as "text"),
  };
  const pool = new pg.Pool({
    connectionString: place.url,
    ...(place.password !== undefined && { password: place.password }),
    options: `-c search_path="${place.schema}" ${SESSION}`,
    application_name: "bellwether",
    max: place.connections,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    types,
  });
  // What breaks a connection is told by whatever is asked of it next.
  pool.on("error", () => {});
  pool.on("connect", (client) => void client.on("error", () => {}));
  return pool;
}
