import { el, icon } from "./dom.js";
import { formatScore, t } from "./i18n.js";
import { go } from "./router.js";
import { thumbnail } from "./thumbnail.js";

/** One picture of the grid: look at it, or refine the search by it. */
export function card(image, state) {
  const scored = image.score !== undefined;
  const name = image.fileName.split("/").pop();
  const label = scored
    ? t("card.labelScored", { name, score: formatScore(image.score), uploader: image.uploader })
    : t("card.label", { name, uploader: image.uploader });
  return el("li", { className: "card" },
    el("button", { type: "button", className: "look", title: name, "aria-label": label, onclick: () => go({ open: image.id }) },
      thumbnail(image),
      scored ? score(image.score) : null,
      el("span", { className: "name", textContent: name }),
      el("span", { className: "muted by", textContent: byLine(image) })),
    el("div", { className: "refine" },
      refine("plus", t("card.more", { name }), () => go({ like: [...state.like, image.id] }), state.like.includes(image.id)),
      scored ? refine("minus", t("card.less", { name }), () => go({ unlike: [...state.unlike, image.id] })) : null));
}

function refine(name, label, onclick, disabled = false) {
  return el("button", { type: "button", className: "round", title: label, "aria-label": label, onclick, disabled }, icon(name));
}

/**
 * A bar beside the number: the bars of one answer compare with each other, while the same number in
 * two answers means little.
 */
function score(value) {
  const bar = el("span", { className: "fill" });
  bar.style.width = `${Math.round(100 * Math.max(0, Math.min(1, value)))}%`;
  return el("span", { className: "score" }, el("span", { className: "track" }, bar), formatScore(value));
}

function byLine({ uploader, attributes }) {
  const facts = Object.values(attributes ?? {}).slice(0, 2).map(String);
  return [uploader, ...facts].join(" · ");
}
