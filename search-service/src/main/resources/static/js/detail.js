import { access, mayWrite } from "./access.js";
import { withCondition, writeValue } from "./address.js";
import { ask, send } from "./api.js";
import { el, icon, style, toast } from "./dom.js";
import { look } from "./health.js";
import { formatBytes, formatTime, t } from "./i18n.js";
import { failure, reason } from "./notice.js";
import { go, goFresh } from "./router.js";
import { original } from "./thumbnail.js";

await style("detail");

const dialog = el("dialog", { className: "detail", "aria-labelledby": "detail-title" });
document.body.append(dialog);
let opened = null;

// Escape closes; the address follows.
dialog.addEventListener("close", () => {
  dialog.replaceChildren();
  if (opened !== null) {
    opened = null;
    go({ open: null });
  }
});
dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());

/** Looks at the picture that the address names, over whatever view is in front. */
export async function show(state) {
  if (state.open === opened) {
    return;
  }
  opened = state.open;
  if (opened === null) {
    dialog.close();
    return;
  }
  const id = opened;
  dialog.replaceChildren(closer(), el("p", { className: "muted", id: "detail-title", textContent: t("loading") }));
  if (!dialog.open) {
    dialog.showModal();
  }
  try {
    const [image, mine] = await Promise.all([ask(`images/${id}`), access()]);
    if (opened === id) {
      dialog.replaceChildren(closer(), ...parts(image, state, mayWrite(mine)));
    }
  } catch (error) {
    const again = () => {
      opened = null;
      show(state);
    };
    const box = failure(error, again);
    box.querySelector("h2").id = "detail-title";
    dialog.replaceChildren(closer(), box);
  }
}

const closer = () =>
  el("button", { type: "button", className: "round closer", "aria-label": t("close"), onclick: () => dialog.close() }, icon("close"));

function parts(image, state, mayRemove) {
  const name = image.fileName.split("/").pop();
  const leave = (change) => {
    opened = null;
    dialog.close();
    change();
  };
  return [
    el("div", { className: "detail-picture" }, original(image, name)),
    el("div", { className: "stack" },
      el("h2", { id: "detail-title", textContent: name }),
      facts(image, leave, state),
      el("div", { className: "row" },
        el("button", { type: "button", className: "primary", onclick: () => leave(() => goFresh({ like: [image.id] })) }, t("detail.search")),
        el("button", { type: "button", onclick: () => leave(() => go({ open: null, like: [...state.like, image.id] })) }, icon("plus"), t("detail.more")),
        el("button", { type: "button", onclick: () => leave(() => go({ open: null, unlike: [...state.unlike, image.id] })), hidden: state.picture === null && state.like.length === 0 }, icon("minus"), t("detail.less"))),
      mayRemove ? removal(image, name, leave) : null),
  ];
}

function facts(image, leave, state) {
  const plain = (text) => [document.createTextNode(text)];
  const filter = (text, change) =>
    [el("button", { type: "button", className: "link", title: t("detail.filter"), textContent: text, onclick: () => leave(() => go({ view: "search", open: null, ...change })) })];
  const rows = [
    [t("detail.uploader"), filter(image.uploader, { uploader: image.uploader })],
    ...Object.entries(image.attributes).map(([key, value]) =>
      [key, filter(writeValue(value), { where: withCondition(state.where, [key, value]) })]),
    [t("detail.file"), plain(image.fileName)],
    [t("detail.size"), plain(`${image.width} × ${image.height}, ${formatBytes(image.bytes)}`)],
    [t("detail.type"), plain(image.mediaType.replace("image/", "").toUpperCase())],
    [t("detail.added"), plain(formatTime(image.addedAt))],
  ];
  return el("dl", { className: "facts" },
    ...rows.flatMap(([name, value]) => [el("dt", { textContent: name }), el("dd", {}, ...value)]));
}

/** Two presses, as it can't be undone. */
function removal(image, name, leave) {
  const wrong = el("p", { className: "wrong", role: "alert" });
  const sure = el("button", { type: "button", className: "danger", hidden: true, textContent: t("detail.removeSure"), onclick: remove });
  const first = el("button", { type: "button", className: "link", textContent: t("detail.remove"), onclick: () => {
    first.hidden = true;
    sure.hidden = false;
    sure.focus();
  } });
  async function remove() {
    try {
      await send(`images/${image.id}`, { method: "DELETE" });
      document.dispatchEvent(new Event("collection-changed"));
      look();
      leave(() => go({ open: null }, { replace: true }));
      toast(t("detail.removed", { name }));
    } catch (error) {
      wrong.textContent = reason(error);
    }
  }
  return el("div", {}, first, sure, wrong);
}
