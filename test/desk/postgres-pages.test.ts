import { onPostgres } from "../support/store.ts";

onPostgres(import.meta.dirname, "choices", "sources", "charts", "many", "access-desk");
