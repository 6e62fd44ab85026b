/** Keys of a page: none while somebody writes, and none with a modifier, which belong to the browser. */
const WRITING = "input, textarea, select, [contenteditable], dialog, .cm-host";

/** Runs an action for a key. @param {Record<string, () => unknown>} actions */
export function onKeys(actions) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest(WRITING)) return;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}

/** Presses the first thing that a selector names, where it is there. */
export function press(selector, within = document) {
  const found = within.querySelector(selector);
  if (!(found instanceof HTMLElement)) return false;
  found.click();
  return true;
}

/** Opens what a summary holds, and puts the cursor into its first field. */
export function unfold(selector, within = document) {
  const details = within.querySelector(selector)?.closest("details");
  if (!details) return false;
  details.open = true;
  details.querySelector("textarea, input:not([type=hidden])")?.focus();
  return true;
}

document.documentElement.classList.add("scripted");

onKeys({ "?": () => document.querySelector("#keys")?.showModal() });

const again = Number(document.body.dataset.again);
if (again > 0) setTimeout(() => location.reload(), again * 1000);

/** In a field, Ctrl and Enter send its form. */
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target instanceof Element ? event.target.closest("form") : null;
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
});

// A link to what a fold holds opens it.
if (location.hash.length > 1) {
  const target = document.querySelector(
    CSS.escape ? `#${CSS.escape(location.hash.slice(1))}` : location.hash,
  );
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.querySelector("textarea, input:not([type=hidden])")?.focus();
  }
}
