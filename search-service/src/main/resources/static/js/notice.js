import { Offline, Problem } from "./api.js";
import { el, icon } from "./dom.js";
import { look } from "./health.js";
import { has, t } from "./i18n.js";

/** Why there is nothing to see, in words that a visitor can do something with. */
export function reason(error) {
  if (error instanceof Offline) {
    return t("offline.reason");
  }
  if (error instanceof Problem) {
    return has(`problem.${error.type}`) ? t(`problem.${error.type}`) : error.message;
  }
  throw error; // a mistake of this page belongs in the console
}

/** An empty state: a title, a sentence and the way on. */
export function notice(name, title, text, ...actions) {
  return el("div", { className: "notice" },
    icon(name),
    el("h2", { textContent: title }),
    el("p", { textContent: text }),
    el("div", { className: "row middle" }, ...actions));
}

/**
 * What stands where the answer would: busy counts down and tries again by itself, offline waits for
 * the service, everything else offers another try.
 */
export function failure(error, retry) {
  const again = el("button", { type: "button", textContent: t("again"), onclick: retry });
  const words = reason(error);
  if (error instanceof Offline) {
    look();
    const box = notice("alert", t("offline.title"), words, again);
    document.addEventListener("reconnected", () => box.isConnected && retry(), { once: true });
    return box;
  }
  if (error.retryAfter !== null) {
    return busy(t(error.status === 429 ? "quota.title" : "busy.title"), words, error.retryAfter, again, retry);
  }
  if (error.status === 401) {
    return notice("alert", t("key.title"), t("key.needed"), again);
  }
  return notice("alert", t("failed.title"), words, again);
}

function busy(title, words, seconds, again, retry) {
  const left = el("p", { className: "muted" });
  const box = notice("alert", title, words, again);
  box.insertBefore(left, box.lastChild);
  const count = () => {
    left.textContent = t("busy.left", { count: seconds });
    if (seconds-- > 0) {
      setTimeout(() => (box.isConnected || seconds > 0 ? count() : null), 1000);
    } else if (box.isConnected) {
      retry();
    }
  };
  count();
  return box;
}
