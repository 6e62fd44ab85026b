import { onKeys, press, unfold } from "./keys.js";

const paper = document.querySelector("[data-article]");
const panel = document.querySelector("#panel");
const base = paper.dataset.article;
const figures = [...paper.querySelectorAll("[data-figure]:is(.figure)")];
const paragraphs = [...paper.querySelectorAll("[id^=paragraph-]")];

let figure = -1;
let paragraph = -1;
let asked = 0;

/** Shows beside the text what the server tells of a figure or a paragraph. */
async function show(query) {
  const mine = (asked += 1);
  const answer = await fetch(`${base}/panel?${query}`, { headers: { accept: "text/html" } });
  const html = await answer.text();
  if (mine !== asked) return;
  if (!answer.ok) return void location.assign(`${base}?${query}`);
  panel.innerHTML = html;
  panel.closest(".side").scrollTop = 0;
  history.replaceState(null, "", query === "" ? base : `${base}?${query}`);
}

function mark(element) {
  for (const each of paper.querySelectorAll("[aria-current]")) each.removeAttribute("aria-current");
  for (const each of paper.querySelectorAll(".looked-at")) each.classList.remove("looked-at");
  if (!element) return;
  if (element.matches(".figure")) element.setAttribute("aria-current", "true");
  else element.classList.add("looked-at");
  element.scrollIntoView({ block: "nearest" });
}

function showFigure(place) {
  if (figures.length === 0) return;
  figure = (place + figures.length) % figures.length;
  mark(figures[figure]);
  return show(`figure=${figures[figure].dataset.figure}`);
}

function showParagraph(place) {
  if (paragraphs.length === 0) return;
  paragraph = (place + paragraphs.length) % paragraphs.length;
  mark(paragraphs[paragraph]);
  return show(`paragraph=${paragraphs[paragraph].id.slice("paragraph-".length)}`);
}

/** The sentence that keys are about: the one that was gone to, else the first. */
function sentence() {
  return (
    panel.querySelector("[data-sentence][aria-current]") ?? panel.querySelector("[data-sentence]")
  );
}

function goToSentence(to) {
  panel.querySelector("[data-sentence][aria-current]")?.removeAttribute("aria-current");
  to?.setAttribute("aria-current", "true");
  to?.scrollIntoView({ block: "nearest" });
}

function nextSentence() {
  const all = [...panel.querySelectorAll("[data-sentence]")];
  goToSentence(all[(all.findIndex((each) => each.hasAttribute("aria-current")) + 1) % all.length]);
}

/** Puts another text in the place of the sentence; from a figure, its sentence with what may be said there is shown first. */
async function choose(selector) {
  const here = sentence();
  if (here) return void press(selector, here);
  const number = panel.querySelector("[data-figure-told]")?.dataset.figureTold;
  const place = paragraphs.findIndex((each) => each.contains(figures[figure] ?? null));
  if (place < 0) return;
  await showParagraph(place);
  goToSentence(
    [...panel.querySelectorAll("[data-sentence]")].find((each) =>
      each.dataset.figures.split(",").includes(number),
    ),
  );
}

/** Where a paragraph stands among those of the page, by its number. */
function placeOf(number) {
  return paragraphs.findIndex(({ id }) => id === `paragraph-${number}`);
}

function nextWrong() {
  const wrong = figures.flatMap((each, index) => (each.matches(".unknown") ? [index] : []));
  const next = wrong.find((index) => index > figure) ?? wrong[0];
  if (next !== undefined) showFigure(next);
}

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey)
    return;
  const link = event.target.closest("a[data-figure], a[data-paragraph], a[data-panel]");
  if (link) {
    event.preventDefault();
    const { figure: number, paragraph: place } = link.dataset;
    if (number) showFigure(figures.findIndex((each) => each.dataset.figure === number));
    else if (place) showParagraph(placeOf(place));
    else {
      mark(undefined);
      show(link.dataset.panel);
    }
    return;
  }
  const text = event.target.closest("[id^=paragraph-]");
  if (text && !event.target.closest("a") && getSelection().isCollapsed)
    showParagraph(paragraphs.indexOf(text));
});

const current = figures.findIndex((each) => each.hasAttribute("aria-current"));
if (current >= 0) figure = current;
paragraph = placeOf(new URLSearchParams(location.search).get("paragraph"));
if (paragraph >= 0) mark(paragraphs[paragraph]);

onKeys({
  j: () => showFigure(figure + 1),
  k: () => showFigure(figure < 0 ? -1 : figure - 1),
  x: nextWrong,
  n: () => showParagraph(paragraph + 1),
  b: () => showParagraph(paragraph < 0 ? -1 : paragraph - 1),
  f: () => press("[data-nearest]", panel),
  w: () => unfold("[data-waive]", panel),
  s: nextSentence,
  p: () => choose("[data-phrasing]"),
  d: () => choose("[data-next]"),
  a: () => press("[data-approve]"),
  r: () => unfold("[data-request]"),
  c: () => unfold("[data-correct]"),
  e: () => press("[data-edit]"),
  q: () => press("[data-back]"),
});
