import { EditorView } from "@codemirror/view";
import { messagesIn, openCode, wrongIn } from "./code.js";
import { keepText } from "./kept.js";
import "./keys.js";

const form = document.querySelector("#edit");
const base = form.dataset.base;
const area = form.elements.body;
const token = form.elements["form-token"];
const fields = ["title", "description", "tags"].map((name) => form.elements[name]);

/** Milliseconds after the last key until what was written is checked. */
const REST_MS = 350;

const kept = keepText(form, `bellwether-text:${base}`);
if (kept.restored) area.value = kept.restored.body;

const code = openCode(area, {
  changed() {
    kept.keep();
    later();
  },
  figures: (asked) => named(asked, ""),
  charts: (asked) => named(asked, "&for=chart"),
  save: () => form.requestSubmit(),
});

/** What the store has by a name. */
async function named(asked, what) {
  const answer = await fetch(`${base}/figures?q=${encodeURIComponent(asked)}${what}`);
  return answer.ok ? answer.json() : [];
}

for (const field of fields)
  field.addEventListener("input", () => {
    kept.keep();
    later();
  });

let timer;
let asked = 0;
function later() {
  clearTimeout(timer);
  timer = setTimeout(check, REST_MS);
}

/** Sends what is written, by the form token that every request of a form bears. */
function send(path) {
  const written = new URLSearchParams(new FormData(form));
  return fetch(path, {
    method: "POST",
    body: written,
    headers: { accept: "application/json", "x-form-token": token.value },
  });
}

/** Asks what the check says of the text as it stands, saved or not. */
async function check() {
  const mine = (asked += 1);
  const answer = await send(`${base}/check`);
  if (!answer.ok || mine !== asked) return;
  const { errors, messages, preview } = await answer.json();
  if (mine !== asked) return;
  code.show(messages.filter(({ part }) => part === "body"));
  for (const field of fields) {
    const wrong = wrongIn(messages, field.name);
    field.toggleAttribute("aria-invalid", wrong.length > 0);
    field.title = wrong.map(({ message }) => message).join("\n");
  }
  document.querySelector("#verdict").textContent =
    errors > 0 ? `${errors} to be mended` : "Nothing blocks it";
  messagesIn(document.querySelector("#messages"), messages, code);
  // Sanitised by the server, as it prints the article's own page.
  const paper = document.querySelector("#preview");
  paper.innerHTML = `<p class="paper-title">${preview.title}</p><p class="standfirst">${preview.description}</p>${preview.body}`;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await send(form.action);
  const said = answer.headers.get("content-type")?.includes("json")
    ? await answer.json()
    : undefined;
  if (answer.ok && said) {
    kept.forget();
    location.assign(said.href);
    return;
  }
  const place = document.querySelector("#conflict");
  if (said?.conflict) {
    // The page of the conflict holds both texts and what differs; what is sent from it goes over the saved one.
    const page = new DOMParser().parseFromString(said.conflict.html, "text/html");
    place.replaceChildren(...page.querySelectorAll("#main > *"));
    form.elements.text.value = said.conflict.text;
    if (said.conflict.merged) {
      for (const field of fields) field.value = said.conflict.merged[field.name];
      code.replace(said.conflict.merged.body);
    }
    place.querySelector("form").remove();
  } else {
    const text = said?.problems
      ?.map(({ message, advice }) => `${message} ${advice ?? ""}`)
      .join(" ");
    const line = document.createElement("p");
    line.className = "said trouble";
    line.setAttribute("role", "alert");
    line.textContent =
      text ??
      said?.problem ??
      "It could not be saved. Your text is kept in this browser: try again.";
    place.replaceChildren(line);
  }
  place.tabIndex = -1;
  place.focus();
});

EditorView.findFromDOM(code.host)?.focus();
check();
