// The SPARQL editor instead of the plain form, in the language of the page, and results as a picture.

import { drawable, pictured, readAnswer } from "/static/views/answer.js";
import { Drawing } from "/static/views/drawing.js";
import { translate } from "/static/views/translate.js";

const data = JSON.parse(document.getElementById("editor").textContent);
const lang = document.documentElement.lang.slice(0, 2);
const box = document.getElementById("yasgui");
const plain = document.getElementById("plain");
const { Yasgui } = window;

// Neither remembered tabs nor remembered results: the page shows what its address says.
class Picture {
  priority = 5;
  label = box.dataset.graph;
  hideFromSelection = false;

  constructor(yasr) {
    this.yasr = yasr;
  }

  getIcon() {
    const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    icon.setAttribute("viewBox", "0 0 24 24");
    icon.setAttribute("aria-hidden", "true");
    for (const [name, attributes] of [["path", { d: "M6 7 12 17 18 8", fill: "none", stroke: "currentColor", "stroke-width": 2 }], ["circle", { cx: 6, cy: 6.5, r: 3 }], ["circle", { cx: 18, cy: 7.5, r: 3 }], ["circle", { cx: 12, cy: 18, r: 3 }]]) {
      const part = document.createElementNS(icon.namespaceURI, name);
      for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
      icon.append(part);
    }
    return icon;
  }

  canHandleResults() {
    return drawable(readAnswer(this.yasr.results));
  }

  async draw() {
    const place = document.createElement("div");
    place.className = "answer-graph";
    this.yasr.resultsEl.replaceChildren(place);
    const picture = await pictured(readAnswer(this.yasr.results), data, find);
    if (!place.isConnected) return;
    if (!picture.links.length) {
      place.className = "notice calm";
      place.textContent = box.dataset.unlinked;
      return;
    }
    const drawing = new Drawing(place, { label: box.dataset.graph, rest: "" }, { open() {}, choose() {} });
    drawing.show(picture);
    place.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='/']");
      if (link) location.assign(link.getAttribute("href"));
    });
  }
}

// What things are called, and what is called so; where the graph does not tell, IRIs stand for themselves.
async function find(iris, labels) {
  const known = iris.filter((iri) => /^[a-z][a-z0-9+.-]*:[^<>"{}|\\^`\s]+$/i.test(iri)).map((iri) => `<${iri}>`);
  const texts = labels.map((label) => `${JSON.stringify(label)}@zh`);
  const query = `SELECT ?x ?l { { VALUES ?x { ${known.join(" ")} } VALUES ?p { skos:prefLabel dcterms:title rdfs:label } ?x ?p ?l FILTER(LANG(?l) = "${lang}" || LANG(?l) = "zh") }
    UNION { VALUES ?l { ${texts.join(" ")} } ?x skos:prefLabel ?l } } ORDER BY (LANG(?l) != "${lang}") ?x ?l`;
  const answer = await fetch("/sparql", { method: "POST", headers: { accept: "application/sparql-results+json", "content-type": "application/sparql-query" }, body: query });
  const rows = answer.ok ? (await answer.json()).results.bindings : [];
  return rows.map((row) => ({ iri: row.x.value, label: row.l.value }));
}

if (Yasgui) {
  Yasgui.Yasr.registerPlugin("picture", Picture);
  plain.hidden = true;
  box.hidden = false;
  const yasgui = new Yasgui(box, {
    requestConfig: { endpoint: `${location.origin}/sparql`, method: "POST" },
    copyEndpointOnNewTab: true,
    persistenceId: null,
    autofocus: false,
    yasqe: { persistenceId: null, createShareableLink: (editor) => `${location.origin}/query?${new URLSearchParams({ query: editor.getValue() })}` },
    yasr: { persistenceId: null, pluginOrder: ["table", "picture", "response"], defaultPlugin: "table" },
  });
  yasgui.getTab().setQuery(plain.query.value);
  translate(box, data.words, ".CodeMirror, td, .dt-column-title, .answer-graph, .yasr_response_error pre");
}
