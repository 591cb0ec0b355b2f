import { access, isAdmin, mayWrite, ownUploader } from "./access.js";
import { ask, askJson, send } from "./api.js";
import { el, style, toast } from "./dom.js";
import { t } from "./i18n.js";
import { jobCard } from "./job-card.js";
import { failure, notice, reason } from "./notice.js";

await style("views");

const folder = el("input", { id: "job-folder", autocomplete: "off", spellcheck: false, placeholder: "photos/2026" });
const archive = el("input", { id: "job-archive", type: "file", accept: ".zip,application/zip" });
const uploader = el("input", { id: "job-uploader", maxLength: 64, autocomplete: "off", spellcheck: false, placeholder: "default" });
const wrong = el("p", { className: "wrong", role: "alert" });
const start = el("button", { className: "primary", textContent: t("jobs.start") });
const list = el("ul", { className: "jobs", "aria-label": t("jobs.title") });
const place = el("div", {}, list);

const field = (id, text, input) =>
  el("div", { className: "field" }, el("label", { htmlFor: id, textContent: t(text) }), input);

const folderField = field("job-folder", "jobs.folder", folder);
const form = el("form", { className: "panel", onsubmit: submit },
  el("p", { className: "muted", textContent: t("jobs.note") }),
  el("div", { className: "fields" },
    folderField,
    field("job-archive", "jobs.archive", archive),
    field("job-uploader", "filter.uploader", uploader)),
  wrong, el("div", { className: "row" }, start));

/** Ingest jobs: whole folders and archives, taken in by the service while you look on. */
export const element = el("div", { className: "view" },
  el("h1", { textContent: t("jobs.title") }), form, place);

let aborter = new AbortController();

export async function show() {
  aborter.abort();
  aborter = new AbortController();
  const { signal } = aborter;
  try {
    const mine = await access();
    form.hidden = !mayWrite(mine);
    folderField.hidden = !isAdmin(mine); // folders of the server are for admins
    uploader.placeholder = ownUploader(mine);
    const { jobs } = await ask("ingest-jobs", { signal });
    list.replaceChildren(...jobs.map((job) => jobCard(job, mayWrite(mine), signal)));
    place.replaceChildren(jobs.length === 0 ? notice("folder", t("jobs.emptyTitle"), t("jobs.emptyText")) : list);
  } catch (error) {
    if (!signal.aborted) {
      place.replaceChildren(failure(error, show));
    }
  }
}

/** The streams of progress end with the view. */
export function hide() {
  aborter.abort();
}

async function submit(event) {
  event.preventDefault();
  wrong.textContent = "";
  const [zip] = archive.files;
  if (!zip && folder.value.trim() === "") {
    wrong.textContent = t("jobs.nothing");
    folder.focus();
    return;
  }
  start.disabled = true;
  try {
    await (zip ? sendArchive(zip) : askJson("ingest-jobs", { folder: folder.value.trim(), uploader: uploader.value.trim() || null }));
    archive.value = "";
    toast(t("jobs.started"));
    await show();
  } catch (error) {
    wrong.textContent = reason(error);
  } finally {
    start.disabled = false;
  }
}

function sendArchive(zip) {
  const query = new URLSearchParams(uploader.value.trim() ? { uploader: uploader.value.trim() } : {});
  return send(`ingest-jobs?${query}`, { method: "POST", headers: { "Content-Type": "application/zip" }, body: zip });
}
