// Loads the search engine when someone first types, and shows what it finds, news first. Words stand in search.hbs.
const root = document.getElementById("search");
const form = root.querySelector("form");
const query = document.getElementById("query");
const subject = document.getElementById("subject");
const status = document.getElementById("status");
const results = document.getElementById("results");
const more = document.getElementById("more");

// Results shown at once.
const PAGE = 20;

// The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009).
const FUSION = 60;

// Signs under which articles may print a figure that was typed without one.
const SIGNS = ["", "$", "+", "\u2212"];

// So many texts are looked for at once at most.
const MOST = 16;

let engine;
function loaded() {
  const address = new URL(root.dataset.engine, document.baseURI);
  engine ??= import(address.href).then(async (pagefind) => {
    await pagefind.options({ baseUrl: new URL("..", address).pathname, excerptLength: 24 });
    const { subject: names = {} } = await pagefind.filters();
    for (const name of Object.keys(names)) subject.add(new Option(name));
    subject.value = new URLSearchParams(location.search).get("subject") ?? "";
    if (subject.selectedIndex < 0) subject.value = "";
    return pagefind;
  });
  return engine;
}

// Pagefind's own reading of a word: small letters, digits and signs.
const plain = (word) => word.toLowerCase().replace(/[^\p{L}\p{N}$€£¥%+\u2212]/gu, "");

// A hyphen before a figure is a minus, as articles print it.
const wordsOf = (text) =>
  text.split(/\s+/).map((word) => word.replace(/^[-\u2013](?=[$€£¥]?\d)/, "\u2212")).filter(plain);

// A word, and a figure as it may stand: without a sign under any, with plus or minus also where words say the direction.
function formsOf(word) {
  if (/^\d/.test(word)) return SIGNS.map((sign) => sign + word);
  return /^[+\u2212].*\d/.test(word) ? [word, word.slice(1)] : [word];
}

// What a page that has a word looked for alone must hold: else the engine took its first letters for it.
function isIn(content, word) {
  const sought = plain(word);
  const begin = /\d/.test(word) ? sought : sought.slice(0, Math.max(3, sought.length - 3));
  return content.split(/[\s\u2013\u2014/-]+/).some((each) => plain(each).startsWith(begin));
}

const held = new Map();
async function isHeld(pagefind, word) {
  const [best] = (await pagefind.search(word)).results;
  return best !== undefined && isIn((await best.data()).content, word);
}

// The forms of a word that pages hold: all those of a figure without a sign, else the first.
async function heldForms(pagefind, word) {
  const forms = formsOf(word);
  const are = await Promise.all(
    forms.map((form) => {
      if (!held.has(form)) held.set(form, isHeld(pagefind, form));
      return held.get(form);
    }),
  );
  const those = forms.filter((_, at) => are[at]);
  return /^\d/.test(word) ? those : those.slice(0, 1);
}

// What is found by any choice of one form of each word.
async function foundBy(pagefind, forms, options) {
  const texts = forms.reduce(
    (before, those) => before.flatMap((text) => those.map((form) => `${text} ${form}`)),
    [""],
  );
  const all = await Promise.all(
    texts.slice(0, MOST).map((text) => pagefind.search(text.trim(), options)),
  );
  const best = new Map();
  for (const each of all.flatMap(({ results: those }) => those))
    if (!(best.get(each.id)?.score >= each.score)) best.set(each.id, each);
  return [...best.values()];
}

// News first, by relevance and date together; then all else by relevance.
async function ranked(pagefind, forms, filters) {
  const byScore = (await foundBy(pagefind, forms, { filters })).toSorted(
    (a, b) => b.score - a.score,
  );
  const news = { filters: { ...filters, kind: "news" }, sort: { date: "desc" } };
  const isWanted = [undefined, "news"].includes(filters.kind);
  const dated = isWanted ? await foundBy(pagefind, forms, news) : [];
  const ids = new Map(dated.map(({ id }, at) => [id, at]));
  const first = byScore.filter(({ id }) => ids.has(id));
  const weight = new Map(
    first.map(({ id }, at) => [id, 1 / (FUSION + at) + 1 / (FUSION + ids.get(id))]),
  );
  return [
    ...first.toSorted((a, b) => weight.get(b.id) - weight.get(a.id)),
    ...byScore.filter(({ id }) => !ids.has(id)),
  ];
}

// Words of a text told at once.
const TOLD = 24;

// What a page says behind its title, with the words that were sought marked.
function behindTitle({ meta: { title }, content }, sought) {
  const words = content
    .slice(content.indexOf(title) + title.length)
    .replace(/^[\s.]+/, "")
    .split(/\s+/);
  const line = summary();
  for (const [at, word] of words.slice(0, TOLD).entries()) {
    const isSought = sought.some((form) => plain(word).startsWith(plain(form)));
    const shown = isSought ? document.createElement("mark") : document.createTextNode("");
    shown.textContent = word;
    line.append(at === 0 ? "" : " ", shown);
  }
  if (words.length > TOLD) line.append(" \u2026");
  return line;
}

function summary() {
  return Object.assign(document.createElement("p"), { className: "summary" });
}

// Pagefind marks what was found with <mark> and escapes the rest: only those marks are taken over, all else as text.
function excerptOf(marked) {
  const line = summary();
  const parsed = new DOMParser().parseFromString(marked, "text/html");
  for (const node of parsed.body.childNodes) {
    const isMark = node.nodeName === "MARK";
    const shown = isMark ? document.createElement("mark") : document.createTextNode("");
    shown.textContent = node.textContent;
    line.append(shown);
  }
  if (!/[.!?]\s*$/.test(line.textContent)) line.append(" \u2026");
  return line;
}

// An excerpt that only says the title again is no use: the text behind it stands in its place.
function toldOf(page, sought) {
  const line = excerptOf(page.sub_results[0]?.excerpt ?? page.excerpt);
  if (!line.textContent.includes(page.meta.title)) return line;
  const behind = behindTitle(page, sought);
  return behind.textContent === "" ? line : behind;
}

function rowOf(page, sought) {
  const { url, meta, sub_results: [best] } = page;
  const row = document.createElement("li");
  const whole = document.createElement("div");
  const link = document.createElement("a");
  link.href = best?.url ?? url;
  link.textContent = meta.title;
  whole.append(link, toldOf(page, sought));
  const beside = document.createElement(meta.date ? "time" : "span");
  beside.className = "beside-row";
  beside.textContent = meta.date ?? root.querySelector(`.kind-${meta.kind}`)?.textContent;
  row.append(beside, " ", whole);
  return row;
}

let asked = 0;
let left = [];
let marked = [];

async function showNext(mine) {
  const rows = await Promise.all(left.slice(0, PAGE).map((each) => each.data()));
  if (mine !== asked) return [];
  left = left.slice(PAGE);
  more.hidden = left.length === 0;
  const shown = rows.map((each) => rowOf(each, marked));
  results.append(...shown);
  return shown;
}

function clear(text = "") {
  results.replaceChildren();
  more.hidden = true;
  status.textContent = text;
}

function tell(count, unheld) {
  const { none, one, many, without } = status.dataset;
  const told = count === 0 ? none : count === 1 ? one : many.replace("{count}", String(count));
  return [told, ...unheld.map((word) => without.replace("{word}", word))].join(" ");
}

async function search() {
  const mine = (asked += 1);
  const words = wordsOf(query.value);
  if (words.length === 0) return clear();
  try {
    const pagefind = await loaded();
    const entries = [...new FormData(form)].filter(([, value]) => value.trim() !== "");
    history.replaceState(null, "", `?${new URLSearchParams(entries)}`);
    const { query: _, ...filters } = Object.fromEntries(entries);
    const forms = await Promise.all(words.map((word) => heldForms(pagefind, word)));
    const unheld = words.filter((_word, at) => forms[at].length === 0);
    const sought = forms.filter(({ length }) => length > 0);
    const found = sought.length > 0 ? await ranked(pagefind, sought, filters) : [];
    if (mine !== asked) return undefined;
    clear(tell(found.length, sought.length > 0 ? unheld : []));
    left = found;
    marked = sought.flat();
    await showNext(mine);
  } catch {
    if (mine === asked) clear(status.dataset.broken);
  }
  return undefined;
}

if (location.protocol !== "file:") {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  form.addEventListener("input", search);
  more.addEventListener("click", async () => {
    const [first] = await showNext(asked);
    first?.querySelector("a").focus();
  });
  const wanted = new URLSearchParams(location.search);
  query.value = wanted.get("query") ?? "";
  const kind = form.querySelector(`[name="kind"][value="${CSS.escape(wanted.get("kind") ?? "")}"]`);
  if (kind) kind.checked = true;
  query.focus();
  if (query.value !== "") search();
}
