import { onPostgres } from "../support/store.ts";

onPostgres(import.meta.dirname, "steps", "edits", "hours", "trail", "kills");
