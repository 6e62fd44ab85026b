import { onPostgres } from "../support/store.ts";

onPostgres(import.meta.dirname, "access", "access-factor", "access-openid", "access-users");
