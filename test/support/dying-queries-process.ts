/**
 * Preloaded into a process that is to be killed within its work (`node --import`): counts the queries that it sends to Postgres, and
 * kills it once number `BELLWETHER_TEST_DIES_AT` is on its way: what the server makes of it nobody hears. The queries are told in
 * `BELLWETHER_TEST_CHANGES`, one a line.
 */
import { writeFileSync } from "node:fs";
import pg from "pg";
import { CHANGES, DIES_AT } from "./kills.ts";

const last = Number(process.env[DIES_AT]);
const queries: string[] = [];
const tell = (): void => writeFileSync(process.env[CHANGES]!, queries.join("\n"));

const { query } = pg.Client.prototype;
pg.Client.prototype.query = function (this: pg.Client, ...given: never[]) {
  const asked = (query as (...all: never[]) => never).apply(this, given);
  const [what] = given as (string | { readonly text: string })[];
  queries.push((typeof what === "string" ? what : what!.text).trim().split("\n")[0]!);
  if (queries.length === last)
    setImmediate(() => {
      tell();
      process.kill(process.pid, "SIGKILL");
    });
  return asked;
} as never;

process.once("exit", tell);
