import { hasQuery, isFiltered } from "./address.js";
import { ask, askJson } from "./api.js";
import { t } from "./i18n.js";
import { fileOf } from "./query-picture.js";

const GLIMPSE = 6;
const PAGE = 48;
const DEEPEST = 10_000; // the service's window

/** What there is to see in a state: each has next(signal), which answers one page. */
export function pagesOf(state) {
  if (hasQuery(state)) {
    return searched(state);
  }
  return state.all || isFiltered(state) ? listed(state) : glimpsed();
}

/** A few of the collection, as a first visit is to be light. */
function glimpsed() {
  return {
    async next(signal) {
      const { images, count } = await ask(`images?limit=${GLIMPSE}`, { signal });
      return { images, facts: "", last: true, further: count > images.length ? count : 0 };
    },
  };
}

/** The collection, a page at a time. */
function listed(state) {
  let cursor = null;
  return {
    async next(signal) {
      const query = new URLSearchParams({ limit: PAGE, attributes: attributesOf(state) });
      if (state.uploader) query.set("uploader", state.uploader);
      if (cursor) query.set("cursor", cursor);
      const { images, count, nextCursor } = await ask(`images?${query}`, { signal });
      cursor = nextCursor;
      return { images, facts: t("results.count", { count }), last: !nextCursor };
    },
  };
}

/** The answers of a search, a page at a time. */
function searched(state) {
  let offset = 0;
  return {
    async next(signal) {
      const answer = await find(state, Math.min(PAGE, DEEPEST - offset), offset, signal);
      offset += answer.results.length;
      const milliseconds = answer.embedMilliseconds + answer.searchMilliseconds;
      return {
        images: answer.results,
        facts: t("results.took", { milliseconds }),
        last: answer.results.length < PAGE || offset >= DEEPEST,
      };
    },
  };
}

function find(state, k, offset, signal) {
  const same = { k, offset };
  if (state.min !== null) same.minScore = state.min;
  if (state.uploader !== "") same.uploader = state.uploader;
  if (state.picture === null) {
    return askJson("search", {
      ...same,
      positive: state.like,
      negative: state.unlike,
      attributes: Object.fromEntries(state.where),
      crop: state.crop ? box(state.crop) : null,
    }, { signal });
  }
  const form = new FormData();
  form.append("file", fileOf(state.picture));
  Object.entries(same).forEach(([name, value]) => form.append(name, value));
  state.like.forEach((id) => form.append("positive", id));
  state.unlike.forEach((id) => form.append("negative", id));
  form.append("attributes", attributesOf(state));
  if (state.crop) form.append("crop", state.crop.join(","));
  return ask("search", { method: "POST", body: form, signal });
}

const attributesOf = ({ where }) => JSON.stringify(Object.fromEntries(where));
const box = ([x, y, width, height]) => ({ x, y, width, height });
