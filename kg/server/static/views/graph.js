// The graph page: the server answers every address with a whole page; this takes its parts over without a reload.

import { Drawing } from "/static/views/drawing.js";

const $ = (selector, root = document) => root.querySelector(selector);
const SWAPPED = ["#heading", "#filters", "#files", "#listing"];

for (const part of document.querySelectorAll(".only-script")) part.hidden = false;
if (matchMedia("(max-width: 60rem)").matches) $("#filters .filter-box").open = false;

const canvas = $("#canvas");
const panel = $("#panel");
const hint = panel.firstElementChild.cloneNode(true);
const drawing = new Drawing(canvas, { label: canvas.dataset.label, rest: canvas.dataset.rest }, {
  open: (node) => go(node.href),
  choose: (thing) => tell(thing),
});
show(document);
history.replaceState(null, "", location.href);

function show(page) {
  const data = JSON.parse($("#drawing", page).textContent);
  drawing.words.label = $("#canvas", page).dataset.label;
  drawing.show(data);
  prepareSlider();
}

async function go(address, { remember = true } = {}) {
  const url = new URL(address, location.href);
  document.body.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!$("#drawing", page)) return location.assign(url);
    if (remember) history.pushState(null, "", url);
    swap(page);
    show(page);
    if (drawing.current && panel.contains(document.activeElement) === false) keepFocus();
  } finally {
    document.body.removeAttribute("aria-busy");
  }
}

function swap(page) {
  const focused = document.activeElement?.id || document.activeElement?.name;
  const value = document.activeElement?.value;
  const open = $("#filters .filter-box").open;
  document.title = page.title;
  for (const selector of SWAPPED) $(selector).replaceWith(document.adoptNode($(selector, page)));
  for (const nav of document.querySelectorAll("nav.language a"))
    nav.href = $(`nav.language a[hreflang="${nav.hreflang}"]`, page)?.getAttribute("href") ?? nav.href;
  for (const part of document.querySelectorAll(".only-script")) part.hidden = false;
  $("#filters .filter-box").open = open;
  const notices = $(".picture", page).querySelectorAll(":scope > .notice");
  $(".picture").querySelectorAll(":scope > .notice").forEach((notice) => notice.remove());
  $("#picture-title").after(...notices);
  if (!focused) return;
  const again = [...$("#filters").elements].find((field) => (field.id || field.name) === focused && (field.type !== "checkbox" || field.value === value));
  again?.focus({ preventScroll: true });
}

function keepFocus() {
  if (document.activeElement === document.body) drawing.current.shape.focus({ preventScroll: true });
}

addEventListener("popstate", () => go(location.href, { remember: false }));

// ---- filters

// An address says nothing of a group of boxes that are all ticked.
function filtered() {
  const form = $("#filters");
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) asked.append(name, value);
  for (const name of ["type", "relation"]) {
    const boxes = [...form.elements].filter((field) => field.name === name);
    if (boxes.every((box) => box.checked)) asked.delete(name);
  }
  return `/graph?${asked}`;
}

document.addEventListener("change", (event) => {
  if (!event.target.closest("#filters")) return;
  if (event.target.id === "slider") $("#on").value = monthAt(Number(event.target.value));
  go(filtered());
});
document.addEventListener("submit", (event) => {
  if (event.target.id !== "filters") return;
  event.preventDefault();
  go(filtered());
});

function months(text) { return Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7) || 1) - 1; }
function monthAt(number) { return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`; }

function prepareSlider() {
  const slider = $("#slider");
  const { first, last } = slider.dataset;
  if (!first || first === last) return (slider.closest("p").hidden = true);
  slider.min = months(first);
  slider.max = months(last);
  const on = $("#on").value;
  slider.value = on ? months(on.length > 4 ? on : `${on}-12`) : slider.max;
  slider.setAttribute("aria-valuetext", monthAt(Number(slider.value)));
}
document.addEventListener("input", (event) => {
  if (event.target.id !== "slider") return;
  $("#on").value = monthAt(Number(event.target.value));
  event.target.setAttribute("aria-valuetext", $("#on").value);
});

// ---- links of the page that lead to another view of it

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='/graph?']");
  if (!link || link.closest("svg") || link.closest("nav") || link.download || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(link.getAttribute("href"));
});

// ---- details of what is chosen, taken from the tables below

function tell(thing) {
  if (!thing) return panel.replaceChildren(hint.cloneNode(true));
  const ids = new Set();
  if (thing.edges) for (const edge of thing.edges) ids.add(edge.id);
  else for (const row of document.querySelectorAll("tr[data-ends]")) if (row.dataset.ends.split(" ").includes(thing.id)) ids.add(row.id);
  const parts = [];
  const own = thing.edges ? null : document.getElementById(thing.id);
  if (own) {
    const head = document.createElement("div");
    head.className = "panel-head";
    head.append(block("p", own.cells[0]), block("p", own.cells[2]));
    parts.push(head);
  }
  const list = document.createElement("ul");
  for (const id of ids) {
    const row = document.getElementById(id);
    if (!row) continue;
    const item = document.createElement("li");
    const aside = block("p", row.cells[1]);
    aside.className = "muted small";
    aside.append(" · ", ...row.cells[2].cloneNode(true).childNodes);
    const cited = block("div", row.cells[3]);
    if (ids.size === 1) cited.querySelector("details")?.setAttribute("open", "");
    item.append(block("p", row.cells[0]), aside, cited);
    list.append(item);
  }
  panel.replaceChildren(...parts, list);
}

function block(name, cell) {
  const made = document.createElement(name);
  made.append(...cell.cloneNode(true).childNodes);
  return made;
}

// ---- zoom, pictures, sharing

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { zoom, picture } = button.dataset;
  if (zoom === "fit") drawing.fit();
  else if (zoom) drawing.zoom(zoom === "in" ? 1.3 : 1 / 1.3);
  else if (picture === "svg") save(new Blob([drawing.toSVG().text], { type: "image/svg+xml" }), "graph.svg");
  else if (picture === "png") save(await painted(), "graph.png");
  else if ("share" in button.dataset) {
    await navigator.clipboard.writeText(location.href);
    $("#told").textContent = button.dataset.done;
    button.classList.add("done");
    setTimeout(() => button.classList.remove("done"), 1500);
  }
});

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function painted() {
  const { text, width, height } = drawing.toSVG();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const scale = Math.min(2, 8000 / Math.max(width, height));
  const paper = Object.assign(document.createElement("canvas"), { width: width * scale, height: height * scale });
  paper.getContext("2d").drawImage(image, 0, 0, paper.width, paper.height);
  return new Promise((done) => paper.toBlob(done, "image/png"));
}
