import { ask, Offline } from "./api.js";
import { el, icon, speak } from "./dom.js";
import { formatNumber, t } from "./i18n.js";

const PACE = 20_000;
const PACE_WHILE_AWAY = [1000, 2000, 4000, 8000];
const chip = document.getElementById("health");
const banner = document.getElementById("banner");
let latest = null;
let failures = 0;
let timer;

/** Keeps the header's line about the service true, and says when the service is away and back. */
export function watchHealth() {
  chip.onclick = open;
  addEventListener("online", look);
  document.addEventListener("key-changed", look);
  document.addEventListener("visibilitychange", () => document.hidden || look());
  look();
}

/** Something has changed that health counts, or a request found nobody. */
export async function look() {
  clearTimeout(timer);
  try {
    latest = await ask("health");
    show("up");
    if (failures > 0) {
      failures = 0;
      banner.hidden = true;
      speak(t("offline.back"));
      document.dispatchEvent(new Event("reconnected"));
    }
  } catch (e) {
    if (e instanceof Offline) {
      failures++;
      show("away");
      banner.replaceChildren(icon("alert"), el("span", { textContent: t("offline.banner") }));
      banner.hidden = false;
    } else {
      show("down"); // it answers, and says that it can't embed
    }
  }
  const pace = failures > 0 ? (PACE_WHILE_AWAY[failures - 1] ?? PACE_WHILE_AWAY.at(-1)) : PACE;
  timer = setTimeout(() => (document.hidden ? null : look()), pace);
}

function show(state) {
  chip.hidden = false;
  chip.className = `health ${state}`;
  const count = latest?.index?.images;
  const text = state === "up" && count !== undefined ? t("health.images", { count }) : t(`health.${state}`);
  const what = state === "up" && latest.model ? t("health.glance", latest.model) : "";
  if (chip.textContent !== text + what) {
    chip.replaceChildren(el("span", { className: "dot" }), text, el("span", { className: "what", textContent: what }));
  }
}

async function open() {
  if (latest === null) {
    return;
  }
  const { status, version, model, index, store } = latest;
  const { key } = await ask("access").catch(() => ({}));
  const facts = [
    ["health.status", t(`health.${status}`)],
    ["health.version", version],
    ["health.model", model && `${model.model} ${model.version}`],
    ["health.dimension", model && formatNumber(model.dimension)],
    ["health.device", model && `${model.device}, ${model.precision}`],
    ["health.engine", model?.engine],
    ["health.queue", model && formatNumber(model.queueDepth)],
    ["health.index", index && (index.trouble ? `${index.kind}: ${index.trouble}`
      : t("health.indexLine", { kind: index.kind, count: index.images }))],
    ["health.store", store?.kind],
    ["health.key", key && t("health.keyLine", { name: key.name, role: t(`role.${key.role}`) })],
  ].filter(([, value]) => value);
  const dialog = el("dialog", { className: "small", "aria-labelledby": "health-title" },
    el("h2", { id: "health-title", textContent: t("health.title") }),
    el("dl", { className: "facts" },
      ...facts.flatMap(([name, value]) => [el("dt", { textContent: t(name) }), el("dd", { textContent: value })])),
    el("form", { method: "dialog", className: "row end" }, el("button", { textContent: t("close") })));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
