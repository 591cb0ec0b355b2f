import { hasQuery, isFiltered, write } from "./address.js";
import { el, icon } from "./dom.js";
import * as filters from "./filters.js";
import { t } from "./i18n.js";
import { notice } from "./notice.js";
import * as query from "./query.js";
import { fileOf, keep } from "./query-picture.js";
import * as results from "./results.js";
import { current, goFresh } from "./router.js";
import { pickers, takePictures } from "./take.js";

const hero = el("section", { className: "hero", "aria-labelledby": "hero-title" },
  el("div", { className: "hero-art" }, icon("image")),
  el("h1", { id: "hero-title", textContent: t("hero.title") }),
  el("p", { className: "muted", textContent: t("hero.text") }),
  pickers());
const side = el("aside", { className: "side", "aria-label": t("query.label") }, query.element, filters.element);
const heading = el("h1", { className: "unseen", textContent: t("hero.title") });
const columns = el("div", { className: "columns" }, side, results.element);

/** Search: what to look like on one side, what was found on the other. */
export const element = el("div", { className: "view search" }, heading, hero, columns);

let shown = null;

export function show(state) {
  takePictures(take);
  const wanted = write({ ...state, open: null });
  if (wanted === shown) {
    return; // only the picture that is looked at has changed
  }
  shown = wanted;
  const home = !hasQuery(state) && !isFiltered(state) && !state.all;
  hero.hidden = !home;
  heading.hidden = home; // the hero has one
  columns.classList.toggle("alone", home);
  query.show(state);
  filters.show(state);
  if (state.picture !== null && fileOf(state.picture) === null) {
    results.showInstead(notice("image", t("lost.title"), t("lost.text"), pickers()));
  } else {
    results.run(state);
  }
}

export function hide() {
  takePictures(null);
}

/** Coming back from another view, what was added or removed there must show. */
document.addEventListener("collection-changed", () => {
  shown = null;
});

/** A new query picture begins a new search; the filters stay, as they say what is looked through. */
async function take([file]) {
  const { uploader, where, min } = current();
  goFresh({ picture: await keep(file), uploader, where, min });
}
