/**
 * What the page shows, as the browser's address holds it: a link is a search.
 *
 * view      search, add, jobs or activity
 * all       whether the whole collection is looked through, without a query
 * picture   the query picture, small, as base64url; in the fragment, which is never sent anywhere
 * like      ids of stored pictures to look like
 * unlike    ids of stored pictures not to look like
 * crop      the part of the first example that counts, [x, y, width, height] as fractions, or null
 * uploader  only this uploader's pictures, or ""
 * where     attributes that must be equal, as [key, value]
 * min       smallest similarity, or null
 * open      id of the picture that is looked at, or null
 */
export const NOTHING = {
  view: "search", all: false, picture: null, like: [], unlike: [], crop: null,
  uploader: "", where: [], min: null, open: null,
};

const ID = /^[0-9a-f]{64}$/;
const VIEWS = ["search", "add", "jobs", "activity"];

/** Reads an address; what makes no sense in it is left out, as links are cut and mistyped. */
export function read(location) {
  const query = new URLSearchParams(location.search);
  const ids = (name) => (query.get(name) ?? "").split(",").filter((id) => ID.test(id));
  const picture = /^#picture=([\w-]+)$/.exec(location.hash)?.[1] ?? null;
  const min = Number.parseFloat(query.get("min"));
  return {
    view: VIEWS.includes(query.get("view")) ? query.get("view") : "search",
    all: query.has("all"),
    picture,
    like: ids("like"),
    unlike: ids("unlike"),
    crop: readCrop(query.get("crop")),
    uploader: query.get("uploader") ?? "",
    where: query.getAll("where").map(readCondition).filter((condition) => condition !== null),
    min: min >= 0 && min <= 1 ? min : null,
    open: ids("open")[0] ?? null,
  };
}

export function write(state) {
  const query = new URLSearchParams();
  const put = (name, value) => value && query.set(name, value);
  put("view", state.view === "search" ? null : state.view);
  put("all", state.all ? "1" : null);
  put("like", state.like.join(","));
  put("unlike", state.unlike.join(","));
  put("crop", state.crop?.map((part) => Number(part.toFixed(4))).join(","));
  put("uploader", state.uploader);
  state.where.forEach(([key, value]) => query.append("where", `${key}=${writeValue(value)}`));
  put("min", state.min === null ? null : String(state.min));
  put("open", state.open);
  const text = query.toString().replaceAll("%2C", ",").replaceAll("%3D", "=");
  return (text ? `?${text}` : "./") + (state.picture ? `#picture=${state.picture}` : "");
}

export const hasQuery = ({ picture, like }) => picture !== null || like.length > 0;

/** Whether something but the query narrows what may be found. */
export const isFiltered = ({ uploader, where }) => uploader !== "" || where.length > 0;

/** key=value with the value's type: 5 is a number, "5" in quotes and everything else is text. */
export function readCondition(text) {
  const at = text.indexOf("=");
  const key = text.slice(0, at).trim();
  const value = text.slice(at + 1).trim();
  if (at < 1 || key === "" || value === "") {
    return null;
  }
  try {
    const parsed = JSON.parse(value);
    return ["string", "number", "boolean"].includes(typeof parsed) ? [key, parsed] : [key, value];
  } catch {
    return [key, value];
  }
}

/** The conditions with one more; a key has one value. */
export const withCondition = (where, [key, value]) => [...where.filter(([each]) => each !== key), [key, value]];

export function writeValue(value) {
  if (typeof value !== "string") {
    return String(value);
  }
  const read = readCondition(`key=${value}`);
  return read && read[1] === value ? value : JSON.stringify(value);
}

function readCrop(text) {
  const parts = (text ?? "").split(",").map(Number);
  const [x, y, width, height] = parts;
  const good = parts.length === 4 && parts.every((part) => part >= 0 && part <= 1)
    && width > 0 && height > 0 && x + width <= 1.0001 && y + height <= 1.0001;
  return good ? parts : null;
}
