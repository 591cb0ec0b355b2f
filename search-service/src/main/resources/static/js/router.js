import { NOTHING, read, write } from "./address.js";

let show = () => {};

/** What the address says now. */
export const current = () => read(location);

/**
 * Goes to another state: what is not named stays. Each step is one of the browser's history, so
 * that "back" undoes it.
 *
 * @param replace for a change that is no step of its own, such as a slider that moves
 */
export function go(change, { replace = false } = {}) {
  const step = (history.state?.step ?? 0) + (replace ? 0 : 1);
  history[replace ? "replaceState" : "pushState"]({ step }, "", write({ ...current(), ...change }));
  show(current());
}

/** Goes to a view or search of its own: what is not named is reset. */
export const goFresh = (state) => go({ ...NOTHING, ...state });

/** Whether there is a step of this page to go back to. */
export const canUndo = () => (history.state?.step ?? 0) > 0;

/** Begins: shows the address now and at each change, and takes over the links of the views. */
export function route(render) {
  show = render;
  addEventListener("popstate", () => show(current()));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-view]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      goFresh({ view: link.dataset.view });
    }
  });
  show(current());
}
