import { ask } from "./api.js";
import { el, style } from "./dom.js";
import { formatTime, has, t } from "./i18n.js";
import { failure, notice } from "./notice.js";
import { go } from "./router.js";

await style("views");

const PACE = 5000;
const COLUMNS = ["at", "action", "outcome", "subject", "summary", "took"];
const body = el("tbody");
const table = el("table", {},
  el("caption", { className: "unseen", textContent: t("activity.title") }),
  el("thead", {}, el("tr", {}, ...COLUMNS.map((name) => el("th", { scope: "col", textContent: t(`activity.${name}`) })))),
  body);
const place = el("div", {});

/** What the service did of late, newest first; kept current while it is in front. */
export const element = el("div", { className: "view activity" },
  el("h1", { textContent: t("activity.title") }),
  el("p", { className: "muted", textContent: t("activity.note") }),
  place);

const nothing = () => notice("clock", t("activity.emptyTitle"), t("activity.emptyText"));
const scrolling = () =>
  el("div", { className: "scrolls", tabIndex: 0, role: "region", "aria-label": t("activity.title") }, table);

let timer;
let shown = null;

export async function show() {
  clearTimeout(timer);
  try {
    const { activities } = await ask("log?limit=200");
    const latest = JSON.stringify(activities.slice(0, 1)) ;
    if (latest !== shown || !table.isConnected) {
      shown = latest; // else the reader's place in the table is left alone
      body.replaceChildren(...activities.map(row));
      place.replaceChildren(activities.length === 0 ? nothing() : scrolling());
    }
    timer = setTimeout(() => element.isConnected && show(), PACE);
  } catch (error) {
    place.replaceChildren(failure(error, show));
  }
}

export function hide() {
  clearTimeout(timer);
}

function row({ at, action, outcome, subject, summary, milliseconds }) {
  const cell = (...children) => el("td", {}, ...children);
  const looked = subject && /^[0-9a-f]{64}$/.test(subject)
    ? el("button", { type: "button", className: "link", textContent: subject.slice(0, 10), "aria-label": t("activity.look", { name: subject.slice(0, 10) }), onclick: () => go({ open: subject }) })
    : (subject ?? "");
  return el("tr", { className: outcome === "ok" ? "" : "bad" },
    cell(formatTime(at)),
    cell(has(`activity.action.${action}`) ? t(`activity.action.${action}`) : action),
    cell(el("span", { className: "state" }, outcome === "ok" ? t("activity.ok") : outcome)),
    cell(looked),
    cell(summary ?? ""),
    el("td", { className: "number", textContent: t("milliseconds", { count: milliseconds }) }));
}
