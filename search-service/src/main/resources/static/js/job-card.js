import { ask, events, Offline } from "./api.js";
import { el, icon } from "./dom.js";
import { look } from "./health.js";
import { formatTime, has, t } from "./i18n.js";
import { reason } from "./notice.js";

const isEnd = ({ endedAt }) => endedAt !== undefined && endedAt !== null;

/** A job with its live progress, its errors, and a way to stop it for those who may. */
export function jobCard(job, mayCancel, signal) {
  const state = el("span", { className: "state" });
  const bar = el("progress", { max: 1, "aria-label": t("jobs.progress") });
  const counts = el("p", { className: "counts" });
  const wrong = el("p", { className: "wrong", role: "alert" });
  const errors = el("details", { className: "errors" });
  const cancel = el("button", { type: "button", onclick: () => stop() }, icon("close"), t("jobs.cancel"));
  const card = el("li", { className: "panel job" },
    el("div", { className: "row spread" },
      el("h2", { textContent: job.folder ?? t("jobs.archiveOf", { id: job.id }) }), state),
    el("p", { className: "muted", textContent: t("jobs.by", { uploader: job.uploader, time: formatTime(job.createdAt) }) }),
    bar, counts, errors, wrong, el("div", { className: "row" }, cancel));
  errors.addEventListener("toggle", () => errors.open && list());

  function update(view) {
    card.dataset.state = view.state;
    state.textContent = t(`jobs.state.${view.state}`);
    const done = view.added + view.existed + view.failed;
    bar.hidden = isEnd(view);
    if (view.total > 0) {
      bar.value = done / view.total;
    }
    counts.textContent = t("jobs.counts", { done, total: view.total, added: view.added, existed: view.existed, failed: view.failed });
    cancel.hidden = isEnd(view) || !mayCancel;
    errors.hidden = view.failed === 0;
    if (!errors.open) {
      errors.replaceChildren(el("summary", {}, t("jobs.errors", { count: view.failed })));
    }
    wrong.textContent = view.message ?? "";
  }

  async function list() {
    try {
      const view = await ask(`ingest-jobs/${job.id}`, { signal });
      errors.replaceChildren(el("summary", {}, t("jobs.errors", { count: view.failed })),
        el("ul", {}, ...view.errors.map(errorLine)),
        view.errors.length < view.failed ? el("p", { className: "muted", textContent: t("jobs.errorsMore", { count: view.failed - view.errors.length }) }) : "");
    } catch (error) {
      wrong.textContent = signal.aborted ? "" : reason(error);
    }
  }

  async function stop() {
    cancel.disabled = true;
    try {
      update(await ask(`ingest-jobs/${job.id}`, { method: "DELETE" }));
    } catch (error) {
      wrong.textContent = reason(error);
    }
  }

  async function follow() {
    let ended = false;
    try {
      for await (const [name, view] of events(`ingest-jobs/${job.id}/events`, signal)) {
        update(view);
        ended = name === "end";
      }
      if (!ended) {
        throw new Offline(); // the service stopped; the job resumes with it
      }
      document.dispatchEvent(new Event("collection-changed"));
      look();
    } catch (error) {
      if (!signal.aborted) {
        look();
        wrong.textContent = reason(error);
        document.addEventListener("reconnected", () => card.isConnected && follow(), { once: true });
      }
    }
  }

  update(job);
  if (!isEnd(job)) {
    follow();
  }
  return card;
}

function errorLine({ item, type, detail }) {
  return el("li", {}, el("strong", { textContent: item }), " ", has(`problem.${type}`) ? t(`problem.${type}`) : detail);
}
