import { onKeys, press } from "./keys.js";

onKeys({ e: () => press("[data-edit]"), q: () => press("[data-back]") });
