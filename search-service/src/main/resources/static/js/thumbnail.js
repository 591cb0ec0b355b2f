import { API, send } from "./api.js";
import { el } from "./dom.js";
import { key } from "./key.js";

const PATIENCE = 60; // seconds that a picture waits for a busy service, or for its key's quota

/**
 * Loads what comes into sight, and the next row. The browser's own lazy loading fetches screens
 * ahead, which makes a first look at a large collection heavy.
 */
const sight = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (isIntersecting) {
      sight.unobserve(target);
      load(target);
    }
  }
}, { rootMargin: "0px 0px 60px 0px" });

/** A stored picture, small. The service says that it never changes, so the browser keeps it. */
export function thumbnail(image) {
  const picture = el("img", { alt: "", width: image.width, height: image.height, decoding: "async" });
  picture.dataset.path = `images/${image.id}/thumbnail`;
  sight.observe(picture);
  return picture;
}

/** A stored picture as it was uploaded. */
export function original(image, alt) {
  const picture = el("img", { alt, width: image.width, height: image.height });
  picture.dataset.path = `images/${image.id}/content`;
  load(picture);
  return picture;
}

/** A picture can't send a key by itself: where there is one, it is fetched. */
async function load(picture) {
  const { path } = picture.dataset;
  picture.addEventListener("error", () => picture.classList.add("missing"), { once: true });
  if (key() === null) {
    picture.src = `${API}/${path}`;
    return;
  }
  try {
    const url = URL.createObjectURL(await (await send(path)).blob());
    picture.addEventListener("load", () => URL.revokeObjectURL(url), { once: true });
    picture.src = url;
  } catch (error) {
    if (error.retryAfter > 0 && error.retryAfter <= PATIENCE) {
      setTimeout(() => picture.isConnected && load(picture), 1000 * error.retryAfter);
    } else {
      picture.classList.add("missing");
    }
  }
}
