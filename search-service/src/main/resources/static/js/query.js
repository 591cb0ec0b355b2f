import { hasQuery } from "./address.js";
import { ask } from "./api.js";
import { cropBox } from "./crop.js";
import { el, icon, toast } from "./dom.js";
import { t } from "./i18n.js";
import { fileOf, isDrawable } from "./query-picture.js";
import { canUndo, go, goFresh } from "./router.js";
import { pickers } from "./take.js";
import { original, thumbnail } from "./thumbnail.js";

/** What is searched by: the picture with its crop box, and the examples that refine it. */
export const element = el("section", { className: "query" });

let picture = null; // the element that shows the query, kept while it stays the same

export function show(state) {
  const lost = state.picture !== null && fileOf(state.picture) === null;
  element.hidden = !hasQuery(state) || lost;
  if (element.hidden) {
    element.replaceChildren();
    picture = null;
    return;
  }
  const name = state.picture ?? state.like[0];
  if (picture?.name !== name) {
    picture = { name, box: framed(state) };
  }
  picture.box.show(state.crop);
  const examples = state.picture === null ? state.like.slice(1) : state.like;
  element.replaceChildren(
    el("h2", { textContent: t("query.title") }),
    picture.box.element,
    ...refinements(examples, state.unlike, state),
    actions(state));
}

/** The query picture; one that can't be drawn is searched by all the same. */
function framed(state) {
  if (state.picture === null) {
    return cropBox(original({ id: state.like[0] }, t("query.alt")), crop);
  }
  if (!isDrawable(state.picture)) {
    return { element: el("p", { className: "undrawable muted", textContent: t("query.undrawable") }), show() {} };
  }
  const url = URL.createObjectURL(fileOf(state.picture));
  return cropBox(el("img", { src: url, alt: t("query.alt") }), crop);
}

const crop = (box) => go({ crop: box });

function refinements(like, unlike, state) {
  const chips = [
    ...like.map((id) => chip("plus", "query.like", id, () => go({ like: state.like.filter((each) => each !== id) }))),
    ...unlike.map((id) => chip("minus", "query.unlike", id, () => go({ unlike: state.unlike.filter((each) => each !== id) }))),
  ];
  return chips.length === 0 ? [] : [el("ul", { className: "chips", "aria-label": t("query.refined") }, ...chips)];
}

function chip(name, text, id, remove) {
  const picture = thumbnail({ id });
  const button = el("button", { type: "button", className: "round", onclick: remove }, icon("close"));
  const item = el("li", { className: `chip ${name}` }, icon(name), picture, el("span", { textContent: t(text) }), button);
  button.ariaLabel = t("query.remove", { name: t(text) });
  ask(`images/${id}`).then(({ fileName }) => {
    picture.alt = fileName;
    button.ariaLabel = t("query.remove", { name: `${t(text)} ${fileName}` });
  }, () => item.classList.add("missing"));
  return item;
}

function actions(state) {
  const button = (name, text, onclick) =>
    el("button", { type: "button", onclick }, icon(name), t(text));
  return el("div", { className: "row" },
    pickers({ text: "query.another", primary: false }),
    canUndo() ? button("undo", "query.undo", () => history.back()) : null,
    shareable(state) ? button("link", "query.share", share) : null,
    button("close", "query.clear", () => goFresh({ all: true, uploader: state.uploader, where: state.where })));
}

const shareable = (state) => state.picture === null || isDrawable(state.picture);

async function share() {
  try {
    await navigator.clipboard.writeText(location.href);
    toast(t("query.shared"));
  } catch {
    prompt(t("query.shareByHand"), location.href); // without https there is no clipboard
  }
}
