/** The languages that have a file in texts/; the first is for everybody else. */
const LANGUAGES = ["en", "vi"];

const wanted = navigator.languages.map((tag) => tag.split("-")[0]);
export const language = wanted.find((tag) => LANGUAGES.includes(tag)) ?? LANGUAGES[0];

// Dates and numbers as the visitor's region writes them.
const region = navigator.languages.find((tag) => tag.startsWith(language)) ?? language;

const texts = await (await fetch(`texts/${language}.json`)).json();
const plural = new Intl.PluralRules(language);
const number = new Intl.NumberFormat(region);
const time = new Intl.DateTimeFormat(region, { dateStyle: "medium", timeStyle: "medium" });

document.documentElement.lang = language;

export const has = (key) => key in texts;
export const formatNumber = (value) => number.format(value);
export const formatTime = (iso) => time.format(new Date(iso));

/** A similarity, as it stands everywhere on the page. */
export const formatScore = (score) =>
  score.toLocaleString(region, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A size of a file: 1.4 MB. */
export function formatBytes(bytes) {
  const [unit, size] =
    bytes >= 1e6 ? ["megabyte", bytes / 1e6] : ["kilobyte", Math.max(1, Math.round(bytes / 1e3))];
  return new Intl.NumberFormat(region, { style: "unit", unit, maximumFractionDigits: 1 }).format(size);
}

/**
 * The text of a key, its {names} filled. A text with forms for one and many is chosen by the value
 * of count.
 */
export function t(key, values = {}) {
  const text = texts[key];
  if (text === undefined) {
    throw new Error(`texts/${language}.json has no ${key}`);
  }
  const form = typeof text === "string" ? text : (text[plural.select(values.count)] ?? text.other);
  return form.replace(/\{(\w+)\}/g, (_, name) =>
    typeof values[name] === "number" ? number.format(values[name]) : values[name]);
}

/** Fills the elements of index.html that name their text. */
export function fillTexts() {
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = t(element.dataset.text);
  }
  document.getElementById("views").setAttribute("aria-label", t("nav.label"));
}
