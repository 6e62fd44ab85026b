import { onPostgres } from "../../support/store.ts";

onPostgres(
  import.meta.dirname,
  "bounces",
  "confirm-listed",
  "exchange",
  "pages",
  "service",
  "webhooks",
);
