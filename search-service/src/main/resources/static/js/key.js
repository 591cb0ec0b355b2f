import { el } from "./dom.js";
import { t } from "./i18n.js";

const PLACE = "image-search-key";
let asking = null;

/** The key of this tab. The browser forgets it with the tab; no other tab sees it. */
export const key = () => sessionStorage.getItem(PLACE);

export const authorization = () => (key() ? { Authorization: `Bearer ${key()}` } : {});

/**
 * Asks for a key, once for all requests that wait for one.
 *
 * @returns {Promise<boolean>} whether one was given
 */
export function askForKey() {
  asking ??= ask().finally(() => {
    asking = null;
  });
  return asking;
}

function forgetKey() {
  sessionStorage.removeItem(PLACE);
}

function ask() {
  const refused = key() !== null;
  forgetKey();
  const input = el("input", {
    id: "key", type: "password", autocomplete: "off", spellcheck: false, required: true,
    "aria-describedby": "key-note",
  });
  const form = el("form", { method: "dialog", className: "stack" },
    el("h2", { id: "key-title", textContent: t("key.title") }),
    refused ? el("p", { className: "wrong", role: "alert", textContent: t("key.refused") }) : null,
    el("label", { htmlFor: "key", textContent: t("key.label") }),
    input,
    el("p", { id: "key-note", className: "muted", textContent: t("key.note") }),
    el("div", { className: "row end" },
      el("button", { type: "button", textContent: t("cancel"), onclick: () => dialog.close("") }),
      el("button", { className: "primary", value: "use", textContent: t("key.use") })));
  const dialog = el("dialog", { className: "small", "aria-labelledby": "key-title" }, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const given = dialog.returnValue === "use" && input.value.trim() !== "";
      if (given) {
        sessionStorage.setItem(PLACE, input.value.trim());
        document.dispatchEvent(new Event("key-changed"));
      }
      dialog.remove();
      resolve(given);
    });
  });
}
