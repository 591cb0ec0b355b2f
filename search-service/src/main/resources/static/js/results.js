import { hasQuery, isFiltered } from "./address.js";
import { card } from "./card.js";
import { el, speak } from "./dom.js";
import { pagesOf } from "./find.js";
import { t } from "./i18n.js";
import { failure, notice } from "./notice.js";
import { go, goFresh } from "./router.js";

const title = el("h2", { id: "results-title" });
const facts = el("p", { className: "muted facts-line" });
const grid = el("ol", { className: "grid", "aria-labelledby": "results-title" });
const more = el("button", { type: "button", className: "more", textContent: t("results.more"), onclick: () => next?.() });
const end = el("div", { className: "end-of-results" }, more);

/** The pictures found, or those that are there; further ones come as the visitor scrolls. */
export const element = el("section", { className: "results", "aria-labelledby": "results-title" },
  el("div", { className: "results-head" }, title, facts), grid, end);

let aborter = new AbortController();
let next = null;

const bottom = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && next?.(), { rootMargin: "300px" });

/** Runs the search of a state from its beginning. */
export async function run(state) {
  aborter.abort();
  aborter = new AbortController();
  next = null;
  const searching = hasQuery(state);
  title.textContent = t(searching ? "results.found" : "results.all");
  facts.textContent = "";
  grid.replaceChildren(...Array.from({ length: searching ? 12 : 6 }, () => el("li", { className: "card ghost" })));
  grid.ariaBusy = "true";
  end.replaceChildren();
  await turn(state, pagesOf(state), aborter.signal, true);
}

/** Ends what runs, and shows why there is nothing to run. */
export function showInstead(box) {
  aborter.abort();
  next = null;
  title.textContent = t("results.found");
  facts.textContent = "";
  grid.replaceChildren();
  grid.ariaBusy = null;
  end.replaceChildren(box);
}

/** Shows one page, and prepares the next one. */
async function turn(state, pages, signal, first) {
  next = null;
  more.disabled = true;
  try {
    const page = await pages.next(signal);
    if (signal.aborted) {
      return;
    }
    if (first) {
      grid.replaceChildren();
      facts.textContent = page.facts;
      speak(t("results.spoken", { count: page.images.length }));
    }
    grid.append(...page.images.map((image) => card(image, state)));
    more.disabled = false;
    next = page.last ? null : () => turn(state, pages, signal, false);
    end.replaceChildren(...(page.last ? [] : [more]), ...(page.further ? [showAll(page.further)] : []));
    // Looked at anew, as on a large screen the bottom may not have left the sight.
    bottom.disconnect();
    bottom.observe(end);
    if (grid.childElementCount === 0) {
      end.replaceChildren(nothing(state));
    }
  } catch (error) {
    if (signal.aborted) {
      return;
    }
    if (first) {
      grid.replaceChildren();
    }
    end.replaceChildren(failure(error, () => (first ? run(state) : turn(state, pages, signal, false))));
  } finally {
    if (!signal.aborted) {
      grid.ariaBusy = null;
    }
  }
}

const showAll = (count) =>
  el("button", { type: "button", className: "more", textContent: t("results.showAll", { count }), onclick: () => go({ all: true }) });

function nothing(state) {
  const filtered = isFiltered(state) || state.min !== null;
  const kind = filtered ? "filtered" : hasQuery(state) ? "alone" : "empty";
  const action = kind === "filtered"
    ? el("button", { type: "button", textContent: t("filter.clear"), onclick: () => goFresh({ ...state, uploader: "", where: [], min: null }) })
    : el("a", { className: "button primary", href: "?view=add", "data-view": "add", textContent: t("nav.add") });
  return notice("image", t(`nothing.${kind}.title`), t(`nothing.${kind}.text`), action);
}
