import { access, mayWrite, ownUploader } from "./access.js";
import { readCondition } from "./address.js";
import { Offline } from "./api.js";
import { el, icon, speak, style } from "./dom.js";
import { look } from "./health.js";
import { formatBytes, formatNumber, formatScore, t } from "./i18n.js";
import { failure, notice, reason } from "./notice.js";
import { go } from "./router.js";
import { pickers, takePictures } from "./take.js";
import { thumbnail } from "./thumbnail.js";
import { nearDuplicate, upload } from "./upload.js";

await style("views");

const ABREAST = 3; // the service decodes beside sending, and searches still get their turn

const uploader = el("input", { id: "add-uploader", name: "uploader", maxLength: 64, autocomplete: "off", spellcheck: false, placeholder: "default" });
const attributes = el("input", { id: "add-attributes", autocomplete: "off", spellcheck: false, placeholder: t("add.attributesExample"), "aria-describedby": "add-wrong" });
const wrong = el("p", { id: "add-wrong", className: "wrong", role: "alert" });
const summary = el("p", { className: "summary", role: "status" });
const list = el("ul", { className: "files", "aria-label": t("add.files") });

const form = el("div", { className: "stack" },
  el("div", { className: "fields" },
    el("div", { className: "field" }, el("label", { htmlFor: "add-uploader", textContent: t("filter.uploader") }), uploader),
    el("div", { className: "field" }, el("label", { htmlFor: "add-attributes", textContent: t("add.attributes") }), attributes, wrong)),
  el("div", { className: "drop" }, icon("image"), el("p", { textContent: t("add.drop") }), pickers({ text: "take.many", multiple: true })));
const denied = el("div", { hidden: true });

/** Add: many pictures at once, each with its progress and how it ended. */
export const element = el("div", { className: "view add" },
  el("h1", { textContent: t("add.title") }), form, denied, summary, list);

const waiting = [];
const counts = { added: 0, existed: 0, failed: 0 };
let running = 0;
let total = 0;

export async function show() {
  takePictures(take);
  try {
    const mine = await access();
    form.hidden = !mayWrite(mine);
    uploader.placeholder = ownUploader(mine);
    denied.replaceChildren(notice("alert", t("denied.title"), t("denied.text")));
  } catch (error) {
    // What is chosen while the service is away waits for it.
    form.hidden = !(error instanceof Offline);
    denied.replaceChildren(failure(error, show));
  }
  denied.hidden = !form.hidden;
  if (form.hidden && element.isConnected) {
    takePictures(null); // another view, gone to meanwhile, has its own taker
  }
}

export function hide() {
  takePictures(null);
}

// Leaving in the middle would lose what waits.
addEventListener("beforeunload", (event) => running > 0 && event.preventDefault());

function take(files) {
  const facts = readAttributes();
  if (facts === null) {
    wrong.textContent = t("filter.whereWrong");
    attributes.focus();
    return;
  }
  wrong.textContent = "";
  const fields = { attributes: JSON.stringify(facts) };
  if (uploader.value.trim()) fields.uploader = uploader.value.trim();
  for (const file of files) {
    const row = fileRow(file);
    list.append(row.element);
    waiting.push({ file, fields, row });
  }
  total += files.length;
  tell();
  while (running < ABREAST && waiting.length > 0) {
    work();
  }
}

async function work() {
  running++;
  while (waiting.length > 0) {
    const { file, fields, row } = waiting.shift();
    try {
      const item = await upload(file, fields, row.progress);
      counts[item.outcome]++;
      row.done(item);
    } catch (error) {
      counts.failed++;
      row.failed(reason(error));
    }
    tell();
  }
  running--;
  if (running === 0) {
    document.dispatchEvent(new Event("collection-changed"));
    look();
    speak(summary.textContent);
  }
}

function tell() {
  const ended = counts.added + counts.existed + counts.failed;
  summary.textContent = t(ended < total ? "add.running" : "add.ended", { ended, total, ...counts });
}

function readAttributes() {
  const parts = attributes.value.split(",").map((part) => part.trim()).filter((part) => part !== "");
  const read = parts.map(readCondition);
  return read.includes(null) ? null : Object.fromEntries(read);
}

/** A file's line: its progress, then how it ended, then whether it looks like an older one. */
function fileRow(file) {
  const bar = el("progress", { max: 1, value: 0, "aria-label": file.name });
  const state = el("span", { className: "state", textContent: t("add.waiting") });
  const picture = el("span", { className: "thumb" });
  const row = el("li", { className: "file" }, picture,
    el("span", { className: "name", textContent: file.name }),
    el("span", { className: "muted", textContent: formatBytes(file.size) }), bar, state);
  const end = (name, text) => {
    bar.remove();
    row.classList.add(name);
    state.replaceChildren(icon(name === "failed" ? "alert" : "check"), text);
  };
  return {
    element: row,
    progress(how) {
      if (typeof how === "number") {
        bar.value = how;
        state.textContent = how < 1 ? t("add.sending", { percent: formatNumber(Math.floor(100 * how)) }) : t("add.embedding");
      } else {
        state.textContent = t(`add.${how}`);
      }
    },
    async done({ outcome, image }) {
      end(outcome, t(`add.${outcome}`));
      picture.append(el("button", { type: "button", "aria-label": t("activity.look", { name: file.name }), onclick: () => go({ open: image.id }) }, thumbnail(image)));
      const older = outcome === "added" ? await nearDuplicate(image) : null;
      if (older !== null) {
        row.append(el("p", { className: "hint" }, icon("alert"),
          el("button", { type: "button", className: "link", onclick: () => go({ open: older.id }) },
            t("add.nearly", { name: older.fileName.split("/").pop(), score: formatScore(older.score) }))));
      }
    },
    failed: (why) => end("failed", why),
  };
}
