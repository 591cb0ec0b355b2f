import { hasQuery, readCondition, withCondition, writeValue } from "./address.js";
import { el, icon } from "./dom.js";
import { formatScore, t } from "./i18n.js";
import { go } from "./router.js";

const PATIENCE = 300; // milliseconds after the slider's last move

const uploader = el("input", { id: "uploader", maxLength: 64, autocomplete: "off", spellcheck: false, placeholder: t("filter.everybody") });
const condition = el("input", { id: "where", autocomplete: "off", spellcheck: false, placeholder: t("filter.whereExample"), "aria-describedby": "where-wrong" });
const wrong = el("p", { id: "where-wrong", className: "wrong", role: "alert" });
const conditions = el("ul", { className: "chips", "aria-label": t("filter.conditions") });
const min = el("input", { id: "min", type: "range", min: 0, max: 1, step: 0.01 });
const minValue = el("output", { htmlFor: "min" });
const minField = el("div", { className: "field" },
  el("label", { htmlFor: "min" }, t("filter.min"), " ", minValue), min);

let shown = null;
let timer;

/** What may be found: whose pictures, with which attributes, how similar at least. */
export const element = el("details", { className: "filters", open: matchMedia("(min-width: 900px)").matches },
  el("summary", {}, t("filter.title")),
  el("form", { className: "field", onsubmit: applyUploader },
    el("label", { htmlFor: "uploader", textContent: t("filter.uploader") }), uploader),
  el("form", { className: "field", onsubmit: addCondition },
    el("label", { htmlFor: "where", textContent: t("filter.where") }),
    el("div", { className: "joined" }, condition,
      el("button", { className: "round", "aria-label": t("filter.add"), title: t("filter.add") }, icon("plus"))),
    wrong, conditions),
  minField);

uploader.addEventListener("change", applyUploader);
min.addEventListener("input", () => {
  minValue.textContent = formatScore(min.valueAsNumber);
  clearTimeout(timer);
  timer = setTimeout(() => go({ min: min.valueAsNumber || null }, { replace: shown.min !== null }), PATIENCE);
});

export function show(state) {
  shown = state;
  uploader.value = state.uploader;
  minField.hidden = !hasQuery(state);
  min.value = state.min ?? 0;
  minValue.textContent = state.min === null ? t("filter.any") : formatScore(state.min);
  conditions.replaceChildren(...state.where.map(([key, value]) => {
    const text = `${key} = ${writeValue(value)}`;
    return el("li", { className: "chip" }, el("span", { textContent: text }),
      el("button", { type: "button", className: "round", "aria-label": t("filter.remove", { name: text }), onclick: () => without(key) }, icon("close")));
  }));
}

function applyUploader(event) {
  event.preventDefault();
  const wanted = uploader.value.trim();
  if (wanted !== shown.uploader) {
    go({ uploader: wanted });
  }
}

function addCondition(event) {
  event.preventDefault();
  const read = readCondition(condition.value);
  wrong.textContent = read === null ? t("filter.whereWrong") : "";
  if (read !== null) {
    condition.value = "";
    go({ where: withCondition(shown.where, read) });
  }
}

const without = (key) => go({ where: shown.where.filter(([each]) => each !== key) });
