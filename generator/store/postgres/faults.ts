import { Failure, outage, type Outage } from "../../base/problem.ts";

/** What to do about a fault, said so that a person can mend it. */
type Words = Omit<Outage, "file">;

const UNREACHABLE: Words = {
  code: "database-unreachable",
  message: "The database server does not answer.",
  advice: "Check that it runs, and the host and port in the address; `bellwether doctor` tries it.",
};

const LOST: Words = {
  code: "database-lost",
  message: "The connection to the database broke off.",
  advice:
    "What was not finished is not stored, and nothing is stored in half; run the command again once the server answers.",
};

const PASSWORD: Words = {
  code: "database-password",
  message: "The database refuses the user or the password.",
  advice:
    "Set the password as PGPASSWORD in the environment or in var/secrets.env, or put it into BELLWETHER_DATABASE; check the user in the address.",
};

const RIGHTS: Words = {
  code: "database-rights",
  message: "The database's user may not do this: it may only read, or not even that.",
  advice: "Nothing was changed. Use a user that may write, or have the schema's owner grant it.",
};

const FULL: Words = {
  code: "store-full",
  message: "The store cannot grow: no space is left on the database server.",
  advice: "Nothing of this step was stored; free some space there and run the command again.",
};

const NUL: Words = {
  code: "database-text",
  message: "A text holds a NUL character, which Postgres does not store.",
  advice: "Nothing of this step was stored; take the character out of the text.",
};

/** By SQLSTATE or its class (https://www.postgresql.org/docs/current/errcodes-appendix.html), or by the system's code. */
const WORDS: Readonly<Record<string, Words>> = {
  ECONNREFUSED: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  ENOENT: UNREACHABLE,
  ECONNRESET: LOST,
  EPIPE: LOST,
  "08": LOST,
  "57P01": LOST,
  "57P02": LOST,
  "57P03": {
    ...UNREACHABLE,
    message: "The database server is starting or stopping, and takes no connections.",
  },
  "28": PASSWORD,
  "3D000": {
    code: "database-missing",
    message: "The server has no database of this name.",
    advice: "Make it (CREATE DATABASE … ENCODING 'UTF8'), or name another in the address.",
  },
  "42501": RIGHTS,
  // Tables of a version that is there are hidden only from whom the schema is closed to.
  "42P01": RIGHTS,
  "25006": {
    code: "database-rights",
    message: "The database takes no writes here: it is a copy, or set to be read only.",
    advice: "Nothing was changed. Name the server that takes writes.",
  },
  "53300": {
    code: "database-connections",
    message: "The database server has no connection left for this command.",
    advice:
      "Lower `connections` under `database:`, end other commands, or raise the server's limit.",
  },
  "53100": FULL,
  "55P03": {
    code: "store-busy",
    message: "Another command is writing to the store and has not finished.",
    advice: "Nothing was changed; wait for the other command to end and run this one again.",
  },
  "22021": NUL,
  "22P05": NUL,
  XX001: {
    code: "damaged-store",
    message: "The store is damaged.",
    advice: "Nothing was deleted. Restore the database from its last dump.",
  },
};

/** What the driver says without a code. */
const SAYINGS: readonly (readonly [RegExp, Words])[] = [
  [/timeout exceeded when trying to connect|connection timeout/i, UNREACHABLE],
  [/connection terminated|not queryable|client was closed|socket hang up/i, LOST],
  [/password must be a string|SASL/i, PASSWORD],
  [
    /SSL|certificate/i,
    {
      code: "database-unreachable",
      message: "The database server and this machine do not agree on encryption.",
      advice:
        "Set sslmode in the address (?sslmode=verify-full, or disable on one machine), and sslrootcert to the file of the server's authority.",
    },
  ],
];

function wordsFor(error: unknown): Words | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { readonly code?: unknown };
  if (typeof code === "string") {
    const known = WORDS[code] ?? (/^\d\d/.test(code) ? WORDS[code.slice(0, 2)] : undefined);
    if (known) return known;
  }
  return SAYINGS.find(([said]) => said.test(error.message))?.[1];
}

/** Runs an action on the database; a fault of it becomes a Failure (3) that names the database without its password. */
export async function guardDatabase<T>(shown: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const words = error instanceof Failure ? undefined : wordsFor(error);
    throw words ? outage({ ...words, file: shown }) : error;
  }
}
