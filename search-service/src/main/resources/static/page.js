const API = "api/v1";
const $ = (id) => document.getElementById(id);

/** Asks the service; a problem answer becomes an Error with its detail. */
async function ask(path, options) {
  const response = await fetch(`${API}/${path}`, options);
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.detail ?? body.title ?? response.statusText);
  }
  return body;
}

/** One result as a card; a click asks for more like it. */
function card(image) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.title = `More like ${image.fileName}`;
  const picture = document.createElement("img");
  picture.src = `${API}/images/${image.id}/thumbnail`;
  picture.alt = image.fileName;
  picture.loading = "lazy";
  const name = document.createElement("span");
  name.className = "name";
  name.textContent = image.fileName;
  button.append(picture, name);
  if (image.score !== undefined) {
    const meter = document.createElement("meter");
    meter.value = Math.max(0, image.score);
    meter.setAttribute("aria-label", "Similarity");
    const facts = document.createElement("span");
    facts.className = "facts";
    facts.textContent = `${image.score.toFixed(3)} · ${image.uploader}`;
    button.append(meter, facts);
  }
  button.addEventListener("click", () => searchLike(image));
  item.append(button);
  return item;
}

/** Runs something that ends in pictures, and shows them or why there are none. */
async function show(title, pictures) {
  $("title").textContent = title;
  $("message").textContent = "";
  $("results").setAttribute("aria-busy", "true");
  try {
    const images = await pictures();
    $("results").replaceChildren(...images.map(card));
    if (images.length === 0) {
      $("message").textContent = "Nothing here yet: add some pictures.";
    }
  } catch (problem) {
    $("results").replaceChildren();
    $("message").textContent = problem.message;
  } finally {
    $("results").removeAttribute("aria-busy");
  }
}

function preview(url) {
  const old = $("preview").src;
  if (old.startsWith("blob:")) {
    URL.revokeObjectURL(old);
  }
  $("preview").src = url;
  $("preview").hidden = false;
  $("hint").hidden = true;
}

function searchBy(file) {
  preview(URL.createObjectURL(file));
  const form = new FormData();
  form.append("file", file);
  form.append("k", 24);
  return show("Looks like your picture", async () =>
    (await ask("search", { method: "POST", body: form })).results);
}

function searchLike(image) {
  preview(`${API}/images/${image.id}/thumbnail`);
  return show(`Looks like ${image.fileName}`, async () =>
    (await ask("search", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ id: image.id, k: 24 }),
    })).results);
}

function browse() {
  return show("Pictures in the collection", async () => (await ask("images?limit=48")).images);
}

async function health() {
  try {
    const { model, index } = await ask("health");
    $("health").textContent =
      `${index.images} pictures · ${model.model} ${model.precision} on ${model.device}`;
  } catch {
    $("health").textContent = "The service does not answer.";
  }
}

async function add(event) {
  event.preventDefault();
  $("added").textContent = "Adding …";
  try {
    const { items } = await ask("images", { method: "POST", body: new FormData($("add")) });
    const count = (outcome) => items.filter((item) => item.outcome === outcome).length;
    $("added").textContent =
      `${count("added")} added, ${count("existed")} were there, ${count("failed")} failed`;
    await Promise.all([browse(), health()]);
  } catch (problem) {
    $("added").textContent = problem.message;
  }
}

$("query").addEventListener("change", ({ target }) => target.files[0] && searchBy(target.files[0]));
$("add").addEventListener("submit", add);
document.addEventListener("paste", ({ clipboardData }) => {
  const file = [...clipboardData.files].find(({ type }) => type.startsWith("image/"));
  if (file) {
    searchBy(file);
  }
});
for (const [event, over] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
  $("drop").addEventListener(event, (happening) => {
    happening.preventDefault();
    $("drop").classList.toggle("over", over);
    if (event === "drop" && happening.dataTransfer.files[0]) {
      searchBy(happening.dataTransfer.files[0]);
    }
  });
}

browse();
health();
