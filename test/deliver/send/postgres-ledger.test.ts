import { onPostgres } from "../../support/store.ts";

onPostgres(import.meta.dirname, "send", "letters", "lanes", "kills");
