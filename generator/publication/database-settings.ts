import { join } from "node:path";
import { z } from "zod";
import { slug } from "../base/slug.ts";
import { mistake } from "../base/problem.ts";
import { loadYaml } from "../base/yaml.ts";
import { loadSecrets } from "../web/secrets.ts";
import type { World } from "../world/world.ts";

/** Names the variable that goes before `database:`. */
const VARIABLE = "BELLWETHER_DATABASE";

/** Reading goes on while something is written, and a desk reads for several people at once. */
const USUAL_CONNECTIONS = 4;

/** One writes, another reads. */
const FEWEST_CONNECTIONS = 2;

const FORM = "expected an address such as postgres://bellwether@db.example.org/news";

const address = z.string().refine(isAddress, FORM);

/** What `bellwether.yaml` says under `database`. */
export const databaseSchema = z.union([
  address,
  z.strictObject({
    url: address,
    connections: z.int().min(FEWEST_CONNECTIONS).max(100).default(USUAL_CONNECTIONS),
  }),
]);

/** Where the store of a publication lies on a server. */
export interface DatabasePlace {
  /** For the driver, with its password and without what only we understand. */
  readonly url: string;
  /** The same for people: without a password. */
  readonly shown: string;
  readonly schema: string;
  /** Whether it was named, or comes from the publication's name, which may change. */
  readonly isSchemaNamed: boolean;
  /** So many connections are open at once at most. */
  readonly connections: number;
  /** From the environment or `var/secrets.env`, where the address has none. */
  readonly password: string | undefined;
}

/** A schema's name that needs no quoting in any client, with room for a suffix of ours. */
const SCHEMA = /^(?!pg_)[a-z_][a-z0-9_]{0,49}$/;

/**
 * Where the store lies on a server: by `BELLWETHER_DATABASE`, else by `database:` in `bellwether.yaml`. Undefined where neither is
 * there: it lies in a file.
 * @throws Failure (2) for an address that is none.
 */
export function databaseOf(world: World, home: string): DatabasePlace | undefined {
  const path = join(home, "bellwether.yaml");
  const text = world.files.exists(path) ? world.files.read(path) : "";
  const secrets = loadSecrets(world, home, [{ name: VARIABLE }]);
  const told = secrets.get(VARIABLE);
  // The file is read twice where it names a database, or the environment does.
  if (told === undefined && !/^["']?database["']?\s*:/m.test(text)) return undefined;
  const { value } = loadYaml(
    text || "{}",
    z.looseObject({
      database: databaseSchema.exactOptional(),
      publication: z.looseObject({ name: z.string().exactOptional() }).exactOptional(),
    }),
    { file: "bellwether.yaml" },
  );
  const { database, publication } = value;
  const declared = typeof database === "string" ? { url: database } : database;
  const url = told ?? declared?.url;
  if (url === undefined) return undefined;
  return placeOf(world, home, url, {
    name: publication?.name ?? "",
    ...(typeof database === "object" && { connections: database.connections }),
  });
}

/**
 * Takes an address apart.
 * @param about `name`: the publication's, from which the schema has its name where the address names none.
 * @throws Failure (2) for an address that is none; its text is not repeated, for it may hold a password.
 */
export function placeOf(
  world: World,
  home: string,
  text: string,
  {
    name,
    connections = USUAL_CONNECTIONS,
  }: { readonly name: string; readonly connections?: number },
): DatabasePlace {
  if (!isAddress(text)) {
    throw mistake({
      code: "database-address",
      message: "The address of the database is none that is understood.",
      advice: `${FORM.replace("e", "E")}.`,
    });
  }
  const url = new URL(text);
  const named =
    taken(url, "schema") ?? taken(url, "search_path") ?? searchPathIn(taken(url, "options"));
  const schema = named ?? (slug(name).replaceAll("-", "_").slice(0, 50) || "bellwether");
  if (!SCHEMA.test(schema)) {
    throw mistake({
      code: "database-address",
      message: `"${schema}" is no name of a schema that Bellwether uses.`,
      advice:
        "Name one of small letters, digits and underscores in the address, at most 50 signs: ?schema=market_notes",
    });
  }
  const shown = new URL(url);
  shown.password = "";
  shown.search = "";
  shown.searchParams.set("schema", schema);
  const password = loadSecrets(world, home, [{ name: "PGPASSWORD" }]).get("PGPASSWORD");
  return {
    url: url.href,
    shown: shown.href,
    schema,
    isSchemaNamed: named !== undefined,
    connections,
    password: url.password === "" ? password : undefined,
  };
}

/** True for an address of a Postgres server. */
function isAddress(text: string): boolean {
  return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text);
}

/** A parameter that the driver is not told of. */
function taken(url: URL, name: string): string | undefined {
  const value = url.searchParams.get(name) ?? undefined;
  url.searchParams.delete(name);
  return value;
}

function searchPathIn(options = ""): string | undefined {
  return /-c\s*search_path=(\S+)/.exec(options)?.[1];
}
