import { onPostgres } from "../support/store.ts";

onPostgres(import.meta.dirname, "view");
