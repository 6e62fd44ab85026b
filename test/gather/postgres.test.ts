import { onPostgres } from "../support/store.ts";

onPostgres(import.meta.dirname, "gather", "shares", "feeds", "scheduled-events");
