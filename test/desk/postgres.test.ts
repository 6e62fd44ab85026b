import { onPostgres } from "../support/store.ts";

onPostgres(
  import.meta.dirname,
  "access-requests",
  "access-passwords",
  "access-sessions",
  "access-factor",
  "access-openid",
  "access-users",
);
