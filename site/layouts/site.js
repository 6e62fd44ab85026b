// What a page can do besides what it says: the choice of a theme, passing it on, values of charts under pointer and keys, pictures to keep.
// Its words stand in the layouts, as data of the elements that it works on.
  const root = document.documentElement;
  const NEXT = { system: "light", light: "dark", dark: "system" };

  const made = (name, properties = {}) => Object.assign(document.createElement(name), properties);

  function switchTheme(line) {
    const button = made("button", { type: "button", className: "scheme" });
    const show = () => {
      if (!(root.dataset.theme in NEXT)) root.dataset.theme = "system";
      const words = line.dataset[root.dataset.theme];
      button.title = words;
      button.setAttribute("aria-label", words);
    };
    button.addEventListener("click", () => {
      root.dataset.theme = NEXT[root.dataset.theme];
      try {
        localStorage.setItem("theme", root.dataset.theme);
      } catch {
        // It holds for this page then.
      }
      show();
    });
    show();
    line.append(button);
  }

  // The reader's own way of sharing where the browser has one, else the address to paste.
  function shareButton({ share, copied }) {
    const button = made("button", { type: "button", textContent: share });
    button.addEventListener("click", async () => {
      const url = document.querySelector('link[rel="canonical"]')?.href ?? location.href;
      try {
        if (navigator.share) await navigator.share({ url, title: document.title });
        else {
          await navigator.clipboard.writeText(url);
          button.textContent = copied;
        }
      } catch {
        // The reader thought better of it, or the browser forbids it: the links beside still work.
      }
    });
    return button;
  }

  // The days of a course, from its first and the days between each two; of the times of one day, that day each time.
  function daysOf({ first, gaps, clock }) {
    const day = new Date(`${first}T00:00:00Z`);
    if (clock) return clock.split(" ").map(() => day);
    const days = [day];
    for (const gap of gaps.split(" ").filter(Boolean))
      days.push(new Date(days.at(-1).getTime() + Number(gap) * 86_400_000));
    return days;
  }

  // Each point of a line: how far across the picture, as a share, and how far down, in pixels.
  const placesOf = (line) =>
    [...line.getAttribute("d").matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => ({
      x: Number(x) / 1000,
      y: Number(y),
    }));

  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -10, PageUp: 10 };

  // A bar over a picture that tells the value under the pointer, or steps from value to value by the keys.
  function readValues(picture) {
    const line = picture.querySelector(".plot :is(.line, .ends)");
    const values = picture.dataset.values.split("|");
    const days = daysOf(picture.dataset);
    const times = picture.dataset.clock?.split(" ");
    const places = line === null ? [] : placesOf(line);
    if (places.length !== values.length || days.length !== values.length) return;
    const date = new Intl.DateTimeFormat(root.lang, { dateStyle: "medium", timeZone: "UTC" });
    const reading = made("div", { className: "reading", tabIndex: 0 });
    const bar = made("span", { className: "reading-bar" });
    const told = made("span", { className: "reading-told" });
    const last = values.length - 1;
    let at = last;
    const title = picture.closest("figure").querySelector(".chart-title").textContent;
    for (const [name, value] of Object.entries({
      role: "slider",
      "aria-label": title,
      "aria-valuemin": 0,
      "aria-valuemax": last,
    }))
      reading.setAttribute(name, value);

    function show(index) {
      at = Math.min(last, Math.max(0, index));
      const { x, y } = places[at];
      const time = times ? `, ${times[at]} UTC` : "";
      const text = `${date.format(days[at])}${time}: ${values[at]}`;
      reading.setAttribute("aria-valuenow", at);
      reading.setAttribute("aria-valuetext", text);
      told.textContent = text;
      bar.style.left = `${x * 100}%`;
      bar.style.setProperty("--down", `${y}px`);
      told.style.left = `${x * 100}%`;
      told.style.transform = `translateX(${-x * 100}%)`;
    }

    function nearest({ clientX }) {
      const { left, width } = reading.getBoundingClientRect();
      const x = (clientX - left) / width;
      let found = 0;
      for (const [index, place] of places.entries())
        if (Math.abs(place.x - x) <= Math.abs(places[found].x - x)) found = index;
      return found;
    }

    const follow = (event) => {
      reading.classList.add("pointed");
      show(nearest(event));
    };
    reading.addEventListener("pointermove", follow);
    reading.addEventListener("pointerdown", follow);
    reading.addEventListener("pointerleave", () => reading.classList.remove("pointed"));
    reading.addEventListener("keydown", (event) => {
      const { key } = event;
      if (key === "Escape") reading.blur();
      const to = key === "Home" ? 0 : key === "End" ? last : at + (steps[key] ?? Number.NaN);
      if (Number.isNaN(to)) return;
      event.preventDefault();
      show(to);
    });
    reading.append(bar, told);
    picture.append(reading);
    show(last);
  }

  const DRAWN = (
    "fill fill-opacity stroke stroke-width stroke-dasharray stroke-opacity stroke-linecap stroke-linejoin " +
    "vector-effect font-family font-size font-weight display overflow"
  ).split(" ");

  // Copies what the style sheet says of each part into the part itself.
  function dressed(from, to) {
    const style = getComputedStyle(from);
    for (const name of DRAWN) to.setAttribute(name, style.getPropertyValue(name));
    to.removeAttribute("class");
    for (const [index, each] of [...from.children].entries()) dressed(each, to.children[index]);
    return to;
  }

  const svg = (name, attributes, ...content) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...content);
    return element;
  };

  // The picture as it is seen, with its title above and its source below, as a file that needs nothing else.
  function pictureFile(figure) {
    const plot = figure.querySelector(".plot");
    const [outer, inner] = [plot.parentElement, plot].map((each) => each.getBoundingClientRect());
    const copy = dressed(plot, plot.cloneNode(true));
    for (const [name, value] of Object.entries({ x: inner.left - outer.left, y: 56, width: inner.width }))
      copy.setAttribute(name, value);
    const height = inner.height + 96;
    const whole = { xmlns: "http://www.w3.org/2000/svg", width: outer.width, height };
    const { backgroundColor, color, fontFamily } = getComputedStyle(root);
    const family = getComputedStyle(figure).fontFamily || fontFamily;
    const say = (selector, y, size, weight) =>
      svg(
        "text",
        { x: 0, y, fill: color, "font-family": family, "font-size": size, "font-weight": weight },
        figure.querySelector(selector).textContent,
      );
    const file = svg(
      "svg",
      { ...whole, viewBox: `-16 0 ${outer.width + 32} ${height}` },
      svg("rect", { x: -16, width: outer.width + 32, height, fill: backgroundColor }),
      say(".chart-title", 26, 16, 650),
      say(".chart-about", 44, 13, 400),
      copy,
      say(".chart-source", inner.height + 82, 13, 400),
    );
    return new Blob([new XMLSerializer().serializeToString(file)], { type: "image/svg+xml" });
  }

  function pictureButton({ svg: words }, figureOf) {
    const button = made("button", { type: "button", textContent: words });
    button.addEventListener("click", () => {
      const figure = figureOf();
      const href = URL.createObjectURL(pictureFile(figure));
      made("a", { href, download: `${figure.id}.svg` }).click();
      setTimeout(() => URL.revokeObjectURL(href));
    });
    return button;
  }

  for (const line of document.querySelectorAll(".masthead-line")) switchTheme(line);
  for (const list of document.querySelectorAll("ul.share")) {
    const item = made("li");
    item.append(shareButton(list.dataset));
    list.prepend(item);
  }
  for (const picture of document.querySelectorAll(".picture[data-values]")) readValues(picture);
  for (const tools of document.querySelectorAll(".chart-tools")) {
    const shown = () =>
      [...tools.parentElement.querySelectorAll(".chart")].find((each) => each.offsetParent !== null);
    tools.append(pictureButton(tools.dataset, shown), shareButton(tools.dataset));
  }
