import { Offline } from "./api.js";
import { watchHealth } from "./health.js";
import { fillTexts, t } from "./i18n.js";
import { failure } from "./notice.js";
import { route } from "./router.js";
import { watchPictures } from "./take.js";

/** Each has an element, show(state) and hide(). They are fetched when they are first looked at. */
const VIEWS = {
  search: () => import("./search.js"),
  add: () => import("./add.js"),
  jobs: () => import("./jobs.js"),
  activity: () => import("./activity.js"),
};
const main = document.getElementById("main");
let shown = null;
let detail = null;
let wanted;

async function render(state) {
  wanted = state;
  let view;
  try {
    view = await VIEWS[state.view]();
    if (state.open !== null) {
      detail ??= await import("./detail.js");
    }
  } catch {
    // Browsers remember that a module could not be fetched; only a new page asks for it again.
    main.replaceChildren(failure(new Offline(), () => location.reload()));
    shown?.hide();
    shown = null;
    return;
  }
  if (wanted !== state) {
    return; // the visitor has gone on meanwhile
  }
  if (view !== shown) {
    change(view, state.view);
  }
  view.show(state);
  detail?.show(state);
}

function change(view, name) {
  const first = shown === null;
  shown?.hide();
  shown = view;
  main.replaceChildren(view.element);
  for (const link of document.querySelectorAll("#views [data-view]")) {
    link.ariaCurrent = link.dataset.view === name ? "page" : null;
  }
  document.title = t("page.title", { view: t(`nav.${name}`) });
  if (!first) {
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

fillTexts();
watchHealth();
watchPictures();
route(render);

// Whoever does something may go anywhere next, also when the connection is lost meanwhile.
const fetchAll = () => [...Object.values(VIEWS), () => import("./detail.js")].forEach((view) => view().catch(() => {}));
for (const sign of ["pointermove", "pointerdown", "keydown"]) {
  addEventListener(sign, fetchAll, { once: true });
}
