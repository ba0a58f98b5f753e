// What of an answer can be drawn: only what has an IRI is a node; labels are what nodes are called.

const MOST = 300;
const LONGEST = 60;
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const LABELS = ["http://www.w3.org/2004/02/skos/core#prefLabel", "http://www.w3.org/2000/01/rdf-schema#label", "http://xmlns.com/foaf/0.1/name", "http://purl.org/dc/terms/title"];
const SAID = ["predicate", "how", "title", "position"]; // columns that tell what links the others
const TRIPLES = [["s", "p", "o"], ["subject", "predicate", "object"]];

// The statements of an answer, or its rows: a Map of column to term each; a term is { value, iri, label }.
export function readAnswer(results) {
  const statements = results?.getStatements?.();
  if (statements?.length) return { statements: statements.slice(0, MOST).map((s) => [s.subject, s.predicate, s.object].map(term)), rows: [] };
  const { head, results: { bindings = [] } = {} } = results?.getAsJson?.() ?? {};
  const rows = bindings.slice(0, MOST).map((row) => new Map((head?.vars ?? []).filter((name) => row[name]).map((name) => [name, term(row[name])])));
  return { statements: [], rows };
}

// Whether there may be a picture: two things that are or name something.
export function drawable({ statements, rows }) {
  return statements.some(([, p, o]) => o.iri && p.value !== TYPE) || rows.some((row) => [...row.values()].filter((t) => t.iri || t.label).length > 1);
}

// Nodes and links to draw; `find(iris, labels)` tells pairs of IRI and label that the graph knows of either.
export async function pictured(answer, data, find) {
  const terms = [...answer.statements.flat(), ...answer.rows.flatMap((row) => [...row.values()])];
  const pick = (wanted) => [...new Set(terms.filter(wanted).map((t) => t.value))].slice(0, MOST);
  const found = await find(pick((t) => t.iri), pick((t) => t.label));
  const named = new Map(); // label → the entities that bear it
  const captions = new Map(); // IRI → label
  for (const { iri, label } of found) {
    if (!captions.has(iri)) captions.set(iri, label);
    if (entity(iri, data)) named.set(label, (named.get(label) ?? new Set()).add(iri));
  }
  const iriOf = (t) => (!t ? null : t.iri ? t.value : t.label && named.get(t.value)?.size === 1 ? [...named.get(t.value)][0] : null);
  const links = answer.statements.length ? stated(answer.statements, captions) : answer.rows.flatMap((row) => linked(row, iriOf, captions));
  return drawn(links, captions, data);
}

function stated(statements, captions) {
  for (const [s, p, o] of statements) if (LABELS.includes(p.value) && !o.iri) captions.set(s.value, o.value);
  return statements.filter(([, p, o]) => o.iri && p.value !== TYPE).map(([s, p, o]) => ({ from: s.value, to: o.value, said: captions.get(p.value) ?? short(p.value) }));
}

// Subject, predicate and object, or the first column that is a node with each further one.
function linked(row, iriOf, captions) {
  for (const [name, t] of row) {
    const label = [`${name}Label`, `${name}Name`, `${name}_label`, `${name}_name`].map((n) => row.get(n)).find((l) => l && !l.iri);
    if (t.iri && label) captions.set(t.value, label.value);
  }
  const word = (t) => (t.iri ? captions.get(t.value) ?? short(t.value) : t.value);
  const [s, p, o] = TRIPLES.find((names) => names.every((name) => row.has(name))) ?? [];
  if (s) return [iriOf(row.get(s)), iriOf(row.get(o))].every(Boolean) ? [{ from: iriOf(row.get(s)), to: iriOf(row.get(o)), said: word(row.get(p)) }] : [];
  const given = new Set([...row.values()].filter((t) => t.iri).map((t) => t.value));
  const nodes = [...row].filter(([name, t]) => !SAID.includes(name) && iriOf(t) && (t.iri || !given.has(iriOf(t))));
  const how = SAID.map((name) => row.get(name)).find(Boolean);
  return nodes.slice(1).map(([name, t]) => ({ from: iriOf(nodes[0][1]), to: iriOf(t), said: how ? word(how) : name })).filter(({ from, to }) => from !== to);
}

function drawn(links, captions, data) {
  const nodes = new Map();
  const add = (iri) => {
    const id = entity(iri, data);
    if (!nodes.has(iri)) nodes.set(iri, { id: iri, name: captions.get(iri) ?? short(iri), type: id ? data.letters[id[0]] : "OTHER", degree: 0, rest: 0, opened: false, focus: false, href: address(iri, id, data) });
    nodes.get(iri).degree += 1;
    return nodes.get(iri);
  };
  const lines = links.map(({ from, to, said }, number) => {
    const [source, target] = [add(from), add(to)];
    return { id: `line-${number}`, source: from, target: to, label: said, sentence: `${source.name} ${said} ${target.name}`, when: "", status: "current" };
  });
  return { nodes: [...nodes.values()], links: lines, types: data.types, shapes: data.shapes };
}

// The id of an entity of the graph, or null.
function entity(iri, data) {
  const id = iri.startsWith(`${data.spaces["/"]}id/`) ? /^[a-z]-[a-z2-7]+$/.exec(iri.slice(data.spaces["/"].length + 3))?.[0] : null;
  return id && data.letters[id[0]] ? id : null;
}

function address(iri, id, data) {
  if (id) return `/page/${id}`;
  const [path, space] = Object.entries(data.spaces).sort((a, b) => b[1].length - a[1].length).find(([, start]) => iri.startsWith(start)) ?? [];
  return path ? path + iri.slice(space.length) : "#yasgui";
}

function term(t) {
  const iri = (t.termType ?? t.type) === "NamedNode" || t.type === "uri";
  const kind = t.datatype?.value ?? t.datatype ?? "";
  const text = !iri && ["Literal", "literal"].includes(t.termType ?? t.type) && (!kind || /#(string|langString)$/.test(kind));
  return { value: t.value, iri, label: text && t.value.length <= LONGEST };
}

function short(iri) {
  const last = iri.split(/[#/]/).pop() || iri;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
