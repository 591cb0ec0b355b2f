import { API, askJson, Offline, problemOf } from "./api.js";
import { look } from "./health.js";
import { askForKey, authorization } from "./key.js";

/**
 * Above this similarity a new picture is likely the same one as an older: resized, saved again.
 * Crops and other views of one thing lie below it with the bundled model.
 */
const NEARLY_THE_SAME = 0.95;
const TRIES = 8;
const PATIENCE = 60; // seconds; a quota that is used up for longer is said, not waited for

/**
 * Uploads one file and answers the service's item for it, or throws. A busy service is waited for,
 * and one that is away too: what was asked for once is not to be asked for again.
 *
 * @param report is told the fraction sent, or why it waits: "busy" or "offline"
 */
export async function upload(file, fields, report) {
  for (let tries = 1; ; tries++) {
    const { status, text, retryAfter } = await post(file, fields, report);
    if (status === 0) {
      report("offline");
      look();
      await new Promise((back) => document.addEventListener("reconnected", back, { once: true }));
    } else if (status === 401 && (await askForKey())) {
      continue;
    } else if (retryAfter !== null && Number(retryAfter) <= PATIENCE && tries < TRIES) {
      report("busy");
      await new Promise((done) => setTimeout(done, 1000 * Number(retryAfter)));
    } else if (status >= 200 && status < 300) {
      return JSON.parse(text).items[0];
    } else {
      throw problemOf(status, text, retryAfter);
    }
  }
}

/** An older picture that looks nearly the same, or null. */
export async function nearDuplicate(image) {
  try {
    const { results } = await askJson("search", { id: image.id, k: 1, minScore: NEARLY_THE_SAME });
    return results[0] ?? null;
  } catch (error) {
    if (error instanceof Offline || error.status !== undefined) {
      return null; // a hint less; the picture is taken
    }
    throw error;
  }
}

/** XMLHttpRequest, as fetch can't tell how much was sent. A status of 0: nobody answered. */
function post(file, fields, report) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${API}/images`);
    Object.entries(authorization()).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = ({ loaded, total }) => report(loaded / total);
    request.onloadend = () => done({
      status: request.status,
      text: request.responseText,
      retryAfter: request.getResponseHeader("Retry-After"),
    });
    const form = new FormData();
    form.append("file", file, file.name);
    Object.entries(fields).forEach(([name, value]) => form.append(name, value));
    request.send(form);
  });
}
