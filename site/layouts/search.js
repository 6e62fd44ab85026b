// Loads the search engine when someone first types, and shows what it finds. Words stand in search.hbs.
const root = document.getElementById("search");
const form = root.querySelector("form");
const query = document.getElementById("query");
const status = document.getElementById("status");
const results = document.getElementById("results");
const MOST = 20;

let engine;
function loaded() {
  const address = new URL(root.dataset.engine, document.baseURI);
  engine ??= import(address.href).then(async (pagefind) => {
    await pagefind.options({ baseUrl: new URL("..", address).pathname, excerptLength: 24 });
    return pagefind;
  });
  return engine;
}

// Pagefind marks what was found with <mark> and escapes the rest: only those marks are taken over, all else as text.
function excerptOf(marked) {
  const line = document.createElement("p");
  line.className = "summary";
  const parsed = new DOMParser().parseFromString(marked, "text/html");
  for (const node of parsed.body.childNodes) {
    const isMark = node.nodeName === "MARK";
    const shown = isMark ? document.createElement("mark") : document.createTextNode("");
    shown.textContent = node.textContent;
    line.append(shown);
  }
  return line;
}

function rowOf({ url, meta, excerpt, sub_results: [best] }) {
  const row = document.createElement("li");
  const whole = document.createElement("div");
  const link = document.createElement("a");
  link.href = best?.url ?? url;
  link.textContent = meta.title;
  whole.append(link, excerptOf(best?.excerpt ?? excerpt));
  if (meta.date) {
    const date = document.createElement("time");
    date.textContent = meta.date;
    row.append(date, " ");
  }
  row.append(whole);
  return row;
}

let asked = 0;
async function search() {
  const mine = (asked += 1);
  const words = query.value.trim();
  history.replaceState(null, "", words === "" ? "?" : `?${new URLSearchParams({ query: words })}`);
  if (words === "") {
    results.replaceChildren();
    status.textContent = "";
    return;
  }
  try {
    const found = await (await loaded()).search(words);
    const shown = await Promise.all(found.results.slice(0, MOST).map((each) => each.data()));
    if (mine !== asked) return;
    results.replaceChildren(...shown.map(rowOf));
    const { none, one, many } = status.dataset;
    const count = found.results.length;
    status.textContent =
      count === 0 ? none : count === 1 ? one : many.replace("{count}", String(count));
  } catch {
    results.replaceChildren();
    status.textContent = status.dataset.broken;
  }
}

if (location.protocol !== "file:") {
  document.getElementById("without").hidden = true;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  query.addEventListener("input", search);
  query.value = new URLSearchParams(location.search).get("query") ?? "";
  query.focus();
  if (query.value !== "") search();
}
