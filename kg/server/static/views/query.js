// The SPARQL editor instead of the plain form, and results as a picture where they say who is linked to whom.

import { Drawing } from "/static/views/drawing.js";

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
    return Boolean(this.links().length);
  }

  draw() {
    const place = document.createElement("div");
    place.className = "answer-graph";
    this.yasr.resultsEl.replaceChildren(place);
    const drawing = new Drawing(place, { label: box.dataset.graph, rest: "" }, { open() {}, choose() {} });
    drawing.show(pictured(this.links()));
    place.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='/page/']");
      if (link) location.assign(link.getAttribute("href"));
    });
  }

  links() {
    const results = this.yasr.results;
    const statements = results?.getStatements?.();
    if (statements?.length) return statements.map((s) => [s.subject, s.predicate, s.object].map(term));
    const { head, results: { bindings = [] } = {} } = results?.getAsJson?.() ?? {};
    return pairs(head?.vars ?? [], bindings);
  }
}

const MOST = 300;
const term = (t) => ({ value: t.value, iri: (t.termType ?? t.type) !== "Literal" && (t.termType ?? t.type) !== "literal" });

// ?s ?p ?o, or the first column that names things with each further one that does.
function pairs(variables, rows) {
  if (["s", "p", "o"].every((name) => variables.includes(name)))
    return rows.slice(0, MOST).filter((row) => row.s && row.p && row.o).map((row) => [row.s, row.p, row.o].map(term));
  const names = variables.filter((name) => {
    const values = rows.map((row) => row[name]).filter(Boolean);
    return values.length && values.every((value) => value.type === "uri" || (value.type === "literal" && !value.datatype && value.value.length <= 60));
  });
  const [first, ...others] = names;
  return rows.slice(0, MOST).flatMap((row) => others.filter((name) => row[first] && row[name]).map((name) => [term(row[first]), { value: name, iri: false }, term(row[name])]));
}

function pictured(links) {
  const nodes = new Map();
  const short = (value) => decodeURIComponent(value.split(/[#/]/).pop() || value);
  const add = ({ value, iri }) => {
    if (!nodes.has(value)) {
      const id = iri ? /\/id\/([pozgjlhie]-[a-z2-7]+)$/.exec(value)?.[1] : null;
      nodes.set(value, { id: value, name: iri ? short(value) : value, type: "ORG", degree: 0, rest: 0, opened: false, focus: false, href: id ? `/page/${id}` : "#yasgui" });
    }
    nodes.get(value).degree += 1;
    return value;
  };
  const lines = links.slice(0, MOST).map(([s, p, o], number) => ({
    id: `line-${number}`, source: add(s), target: add(o), label: short(p.value), sentence: `${s.value} ${short(p.value)} ${o.value}`, when: "", status: "current",
  }));
  return { nodes: [...nodes.values()], links: lines, types: { ORG: "" }, shapes: { ORG: "M-8 0A8 8 0 1 0 8 0A8 8 0 1 0-8 0Z" } };
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
}
