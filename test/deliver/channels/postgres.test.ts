import { onPostgres } from "../../support/store.ts";

onPostgres(import.meta.dirname, "ledger", "edition", "chats", "sites", "social");
