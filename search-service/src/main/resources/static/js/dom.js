/**
 * Makes an element. Properties are set as properties where the element has them (onclick, value,
 * hidden) and as attributes otherwise (aria-label); null and undefined are left out. There is no
 * way to give HTML: names of pictures come from strangers.
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined) {
      continue;
    }
    if (name in element && name !== "list" && name !== "form") {
      element[name] = value;
    } else {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const PATHS = {
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  close: "M6 6l12 12M18 6L6 18",
  crop: "M7 2v15h15M2 7h15v15",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01",
  camera: "M4 8h3l2-3h6l2 3h3v11H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  undo: "M9 14L4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3",
  check: "M5 12.5l4.5 4.5L19 7.5",
  folder: "M3 6h6l2 2h10v11H3z",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3.5 2",
  alert: "M12 8v5M12 16.5h.01M12 3l9.5 17h-19z",
};

/** A line drawing beside words that say the same; readers of the page by ear pass over it. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** Fetches the style sheet of a view that not every visitor looks at, before it is shown. */
export function style(name) {
  const link = el("link", { rel: "stylesheet", href: `css/${name}.css` });
  if (document.querySelector(`link[href="${link.getAttribute("href")}"]`) !== null) {
    return Promise.resolve();
  }
  document.head.append(link);
  return new Promise((done, fail) => {
    link.onload = done;
    link.onerror = () => fail(new Error(`${link.href} is not there`));
  });
}

/** Says something to readers by ear without moving them. */
export function speak(words) {
  document.getElementById("spoken").textContent = words;
}

/** A word in passing, seen and heard, about something that worked. */
export function toast(words) {
  speak(words);
  const box = el("p", { className: "toast", textContent: words, "aria-hidden": "true" });
  document.body.append(box);
  box.addEventListener("animationend", () => box.remove());
}
