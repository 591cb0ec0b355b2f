/**
 * The picture that is searched by. The address holds a small one, so that a link is enough; as long
 * as this tab lives, the file itself is searched with.
 */
const SHORT_SIDE = 256; // the model looks at about as many
const files = new Map();

/** Of pictures that this browser can't draw, such as TIFF: searched by, and not part of a link. */
const UNDRAWABLE = "undrawable";

/** Takes a file in and answers what stands for it in the address. */
export async function keep(file) {
  const name = (await small(file)) ?? `${UNDRAWABLE}-${files.size}`;
  files.set(name, file);
  return name;
}

/** The file behind a name of the address, or null if the link can't tell. */
export function fileOf(name) {
  if (!files.has(name) && !name.startsWith(UNDRAWABLE)) {
    try {
      const binary = atob(name.replaceAll("-", "+").replaceAll("_", "/"));
      files.set(name, new File([Uint8Array.from(binary, (c) => c.charCodeAt(0))], "query"));
    } catch {
      return null; // a link that was cut
    }
  }
  return files.get(name) ?? null;
}

export const isDrawable = (name) => !name.startsWith(UNDRAWABLE);

async function small(file) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return null;
  }
  const scale = Math.min(1, SHORT_SIDE / Math.min(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d");
  context.fillStyle = "white"; // as the service puts transparent pictures
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const blob = (await encoded(canvas, "image/webp", 0.6)) ?? (await encoded(canvas, "image/jpeg", 0.6));
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Browsers that can't write a format answer PNG instead, which would make a long link. */
async function encoded(canvas, type, quality) {
  const blob = await new Promise((done) => canvas.toBlob(done, type, quality));
  return blob?.type === type ? blob : null;
}
