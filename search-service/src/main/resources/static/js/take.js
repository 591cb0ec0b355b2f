import { el, icon } from "./dom.js";
import { t } from "./i18n.js";

/**
 * The formats by name, not image/*: phones then hand over their own formats as JPEG.
 */
export const ACCEPT = "image/jpeg,image/png,image/webp,image/gif,image/bmp,image/tiff";

let taker = null;

/** Says who takes pictures that are dropped or pasted anywhere on the page: the view in front. */
export function takePictures(take) {
  taker = take;
}

/** Buttons to pick files for the taker, or to photograph on what has a camera in the hand. */
export function pickers({ text = "take.one", multiple = false, primary = true } = {}) {
  const chosen = ({ target }) => {
    const files = [...target.files];
    target.value = ""; // so that the same file can be picked again
    if (files.length > 0) {
      taker?.(files);
    }
  };
  const picker = (name, words, properties) => {
    const input = el("input", { type: "file", accept: ACCEPT, onchange: chosen, className: "unseen", ...properties });
    return el("label", { className: primary && name === "image" ? "button primary" : "button" },
      input, icon(name), t(words));
  };
  const camera = picker("camera", "take.camera", { capture: "environment" });
  camera.classList.add("touch");
  return el("div", { className: "row" }, picker("image", text, { multiple }), camera);
}

export function watchPictures() {
  document.addEventListener("paste", ({ clipboardData }) => {
    if (clipboardData.files.length > 0) {
      taker?.([...clipboardData.files]);
    }
  });
  const hasFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files");
  let depth = 0;
  const over = (by) => {
    depth = Math.max(0, depth + by);
    document.body.classList.toggle("dropping", depth > 0);
  };
  document.addEventListener("dragenter", (event) => hasFiles(event) && over(1));
  document.addEventListener("dragleave", (event) => hasFiles(event) && over(-1));
  document.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
  document.addEventListener("drop", async (event) => {
    if (!hasFiles(event)) {
      return;
    }
    event.preventDefault();
    over(-depth);
    const files = await filesIn(event.dataTransfer);
    if (files.length > 0) {
      taker?.(files);
    }
  });
}

/** The files that were dropped, with those in folders. */
async function filesIn({ items }) {
  // All at once: the items are gone after the first wait.
  const dropped = [...items].map((item) => item.webkitGetAsEntry() ?? item.getAsFile()).filter((each) => each !== null);
  return (await Promise.all(dropped.map(filesOf))).flat();
}

async function filesOf(entry) {
  if (entry instanceof File) {
    return [entry];
  }
  if (entry.isFile) {
    return [await new Promise((done, fail) => entry.file(done, fail))];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    // A reader answers some entries at a time, and none at the end.
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (some.length === 0) {
      return (await Promise.all(found.map(filesOf))).flat();
    }
    found.push(...some);
  }
}
