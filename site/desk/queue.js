import { onKeys, press } from "./keys.js";

const rows = [...document.querySelectorAll("[data-row]")];
const KEPT = "bellwether-queue-row";

/** Where the selection was: after an approval the next article has taken its place. */
let at = Math.min(Number(sessionStorage.getItem(KEPT) ?? 0) || 0, Math.max(0, rows.length - 1));

function select(place, moves = true) {
  if (rows.length === 0) return;
  at = Math.min(Math.max(place, 0), rows.length - 1);
  sessionStorage.setItem(KEPT, String(at));
  for (const [index, row] of rows.entries()) row.classList.toggle("selected", index === at);
  const row = rows[at];
  if (!moves) return;
  row.querySelector("[data-open]").focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

select(at, false);

const views = [...document.querySelectorAll(".tabs a")];

onKeys({
  ...Object.fromEntries(views.map((view, index) => [String(index + 1), () => view.click()])),
  "/": () => document.querySelector("#q").focus(),
  j: () => select(at + 1),
  k: () => select(at - 1),
  a: () => press("[data-approve]", rows[at]),
  e: () => press("[data-edit]", rows[at]),
  r: () => press("[data-request]", rows[at]),
  o: () => press("[data-open]", rows[at]),
  Enter: () => press("[data-open]", rows[at]),
});
