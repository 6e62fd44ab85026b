/** What is written, kept in this browser until it is saved: a browser that dies loses nothing. */
export function keepText(form, key) {
  const names = ["title", "description", "tags", "body"];
  const read = () => Object.fromEntries(names.map((name) => [name, form.elements[name].value]));
  const saved = read();
  const base = form.elements.text;
  const notice = document.querySelector("#kept");
  const when = document.querySelector("#kept-when");

  let restored;
  try {
    restored = JSON.parse(localStorage.getItem(key) ?? "null") ?? undefined;
  } catch {
    restored = undefined;
  }
  if (restored && names.every((name) => restored[name] === saved[name])) restored = undefined;
  if (restored) {
    for (const name of names) form.elements[name].value = restored[name];
    const current = base.value;
    // The text that it was made of: where somebody saved another one since, both are shown before anything is lost.
    base.value = restored.base;
    notice.hidden = false;
    notice.querySelector("span").textContent =
      `Your unsaved text of ${restored.at} is back${restored.base === current ? "" : "; somebody else has saved the article since"}.`;
  }
  document.querySelector("#drop-kept").addEventListener("click", () => {
    localStorage.removeItem(key);
    location.reload();
  });
  return {
    restored,
    keep() {
      const at = new Date().toLocaleTimeString();
      try {
        localStorage.setItem(key, JSON.stringify({ ...read(), base: base.value, at }));
        when.textContent = `Kept in this browser at ${at}`;
      } catch {
        when.textContent = "This browser keeps nothing: save before you leave";
      }
    },
    forget: () => localStorage.removeItem(key),
  };
}
