// A picture of nodes and links: d3-force places them, SVG shows them, nodes are links that the keyboard reaches.

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "/static/vendor/d3-force.js";

const SVG = "http://www.w3.org/2000/svg";
const LONGEST = 11;
const FONT = 13;
// what an exported picture looks like; on the page the style sheet decides
const COLOURS = {
  PERSON: "#9c2f5a", ORG: "#1f5a9e", PARK: "#1b6b3a", PROGRAMME: "#6a3fa0", PROJECT: "#8a4b00", PLACE: "#56616a",
  HONOUR: "#a03412", INDUSTRY: "#0b655f", EVENT: "#7d338f",
};
const INK = "#1c2226", SOFT = "#6b757d", PAPER = "#ffffff", LINE = "#8c979f";

export class Drawing {
  // `handlers`: open(node, event), choose(node | link | null), rest(node, event); `words`: label, rest
  constructor(box, words, handlers) {
    Object.assign(this, { box, words, handlers, nodes: new Map(), chosen: null, scale: 1 });
    this.svg = element("svg", { class: "drawing", role: "group" });
    this.svg.append(arrows(), (this.lines = element("g", { class: "lines" })), (this.dots = element("g", { class: "dots" })));
    box.replaceChildren(this.svg);
    this.listen();
  }

  show({ nodes, links, shapes, types }) {
    const known = this.nodes;
    this.shapes = shapes;
    this.types = types;
    this.nodes = new Map(nodes.map((node) => [node.id, { ...node, ...at(known.get(node.id)) }]));
    this.links = bundles(links, this.nodes);
    this.rests = nodes.filter((node) => node.opened && node.rest).map((node) => ({ id: `rest-${node.id}`, rest: node.rest, of: node.id, ...at(known.get(`rest-${node.id}`)) }));
    for (const rest of this.rests) this.nodes.set(rest.id, rest);
    this.svg.setAttribute("aria-label", this.words.label);
    this.place(known.size > 0);
    this.draw();
    this.fit();
    if (known.size) this.glide(known);
  }

  place(again) {
    const all = [...this.nodes.values()];
    const { width, height } = this.size();
    const slope = Math.min(Math.max(width / height, 0.5), 2.2);
    const links = [
      ...this.links.map(({ source, target }) => ({ source: source.id, target: target.id })),
      ...this.rests.map((rest) => ({ source: rest.of, target: rest.id })),
    ];
    const degrees = new Map();
    for (const { source, target } of links) for (const end of [source, target]) degrees.set(end, (degrees.get(end) ?? 0) + 1);
    for (const node of all) seed(node, links, this.nodes);
    const simulation = forceSimulation(all)
      .force("links", forceLink(links).id((node) => node.id).distance((l) => 70 + 6 * Math.sqrt(Math.min(degrees.get(l.source.id), degrees.get(l.target.id)))))
      .force("charge", forceManyBody().strength(-340).distanceMax(600))
      .force("room", forceCollide((node) => (node.of ? 26 : 22 + 2.2 * short(node.name).length)).iterations(1))
      .force("x", forceX().strength(0.05 / slope))
      .force("y", forceY().strength(0.05 * slope))
      .stop();
    if (again) simulation.alpha(0.6);
    simulation.tick(all.length > 160 ? 120 : 240);
  }

  size() {
    return { width: this.box.clientWidth || 800, height: this.box.clientHeight || 560 };
  }

  draw() {
    this.lines.replaceChildren(...this.links.map((link) => this.line(link)));
    this.dots.replaceChildren(...[...this.nodes.values()].map((node) => (node.of ? this.restDot(node) : this.dot(node))));
    this.pose();
    this.current = this.nodes.get(this.current?.id) ?? [...this.nodes.values()].find((node) => node.focus) ?? [...this.nodes.values()][0];
    this.current?.shape.setAttribute("tabindex", "0");
    this.choose(this.chosen && (this.nodes.get(this.chosen.id) ?? this.links.find((link) => link.id === this.chosen.id)));
  }

  line(link) {
    const faint = link.edges.every((edge) => edge.status === "former");
    const dashed = link.edges.every((edge) => edge.status === "planned" || edge.status === "uncertain");
    const group = element("g", { class: `line${faint ? " former" : ""}${dashed ? " planned" : ""}` });
    link.path = element("path", { fill: "none", stroke: LINE, "stroke-width": Math.min(1.2 + 0.4 * link.edges.length, 3), "stroke-opacity": faint ? 0.5 : 0.9, ...(dashed && { "stroke-dasharray": "5 4" }), ...(link.directed && { "marker-end": "url(#arrow)" }) });
    link.hit = element("path", { class: "hit", fill: "none", stroke: "transparent", "stroke-width": 14 });
    link.word = element("text", { class: "line-word", "font-size": 11, "text-anchor": "middle", fill: SOFT, stroke: PAPER, "stroke-width": 3, "paint-order": "stroke" });
    link.word.textContent = short([...new Set(link.edges.map((edge) => edge.label))].join("、"));
    group.append(link.path, link.hit, link.word, titled(link.edges.map((edge) => `${edge.sentence}${edge.when && `（${edge.when}）`}`).join("\n")));
    group.addEventListener("click", () => this.choose(link));
    link.shape = group;
    return group;
  }

  dot(node) {
    const size = node.focus ? 1.5 : node.opened ? 1.25 : 1;
    const link = element("a", { href: node.href, class: `dot t-${node.type}${node.focus ? " focus" : ""}${node.opened ? " opened" : ""}`, tabindex: "-1", "data-id": node.id });
    // A label begins with what is seen: WCAG 2.5.3 asks it of those who speak to the page.
    const shown = short(node.name);
    const seen = `${shown}${node.rest ? ` +${node.rest}` : ""}`;
    link.setAttribute("aria-label", `${seen}${shown === node.name ? "" : ` ${node.name}`}（${this.types[node.type]}）`);
    const outline = element("path", { class: "outline", d: this.shapes[node.type] ?? this.shapes.ORG, transform: `scale(${size})`, fill: COLOURS[node.type] ?? SOFT, stroke: PAPER, "stroke-width": 1.5 });
    node.word = element("text", { class: "dot-word", y: 12 * size + FONT, "font-size": node.focus ? FONT + 2 : FONT, "text-anchor": "middle", fill: INK, stroke: PAPER, "stroke-width": 3.5, "paint-order": "stroke", ...(node.focus && { "font-weight": 700 }) });
    node.word.textContent = shown;
    link.append(element("circle", { class: "hit", r: 18, fill: "transparent" }), outline, node.word, titled(node.name));
    if (node.rest && !node.opened) {
      const more = element("text", { class: "more", x: 10 * size, y: -8 * size, "font-size": 10, fill: SOFT, stroke: PAPER, "stroke-width": 3, "paint-order": "stroke" });
      more.textContent = `+${node.rest}`;
      link.append(more);
    }
    link.addEventListener("click", (event) => this.follow(event, node));
    link.addEventListener("focus", () => this.reach(node));
    node.shape = link;
    node.size = size;
    return link;
  }

  restDot(rest) {
    const owner = this.nodes.get(rest.of);
    const text = this.words.rest.replace("%", rest.rest);
    const link = element("a", { href: owner.href, class: "dot rest", tabindex: "-1", "data-id": rest.id });
    link.setAttribute("aria-label", `${owner.name}：${text}`);
    const width = 14 + measure(text, 12);
    rest.word = element("text", { class: "dot-word", y: 4, "font-size": 12, "text-anchor": "middle", fill: INK });
    rest.word.textContent = text;
    link.append(element("rect", { class: "outline", x: -width / 2, y: -12, width, height: 24, rx: 12, fill: PAPER, stroke: SOFT, "stroke-dasharray": "4 3" }), rest.word);
    link.addEventListener("click", (event) => this.follow(event, { ...owner, isRest: true }));
    link.addEventListener("focus", () => this.reach(rest, false));
    rest.shape = link;
    rest.size = 1;
    return link;
  }

  follow(event, node) {
    if (this.dragged) return event.preventDefault();
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    this.choose(this.nodes.get(node.id));
    if (node.rest) this.handlers.open(node);
  }

  reach(node, choose = true) {
    this.current?.shape.setAttribute("tabindex", "-1");
    this.current = node;
    node.shape.setAttribute("tabindex", "0");
    if (choose) this.choose(node);
  }

  choose(thing) {
    this.chosen = thing ?? null;
    const near = new Set();
    for (const link of this.links) {
      const on = Boolean(thing) && (link === thing || link.source === thing || link.target === thing);
      link.shape.classList.toggle("chosen", on);
      if (on) near.add(link.source).add(link.target);
    }
    for (const node of this.nodes.values()) {
      node.shape.classList.toggle("chosen", node === thing);
      node.shape.classList.toggle("near", near.has(node));
    }
    this.svg.classList.toggle("has-chosen", Boolean(thing));
    this.handlers.choose(this.chosen);
  }

  pose(positions = null) {
    const where = (node) => positions?.get(node.id) ?? node;
    for (const node of this.nodes.values()) {
      const { x, y } = where(node);
      node.shape.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    }
    for (const link of this.links) {
      const { d, middle } = curve(where(link.source), where(link.target), link.target.size ?? 1);
      link.path.setAttribute("d", d);
      link.hit.setAttribute("d", d);
      link.word.setAttribute("x", middle.x.toFixed(1));
      link.word.setAttribute("y", (middle.y - 3).toFixed(1));
    }
  }

  glide(from) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const started = performance.now();
    this.svg.setAttribute("aria-busy", "true");
    const step = (now) => {
      const share = Math.min((now - started) / 350, 1), ease = 1 - (1 - share) ** 3;
      const positions = new Map([...this.nodes.values()].map((node) => {
        const old = from.get(node.id) ?? from.get(node.of) ?? node;
        return [node.id, { x: old.x + (node.x - old.x) * ease, y: old.y + (node.y - old.y) * ease }];
      }));
      this.pose(positions);
      if (share < 1 && this.svg.isConnected) requestAnimationFrame(step);
      else this.svg.removeAttribute("aria-busy");
    };
    requestAnimationFrame(step);
  }

  // ---- what of the plane is in view

  fit() {
    const all = [...this.nodes.values()];
    if (!all.length) return;
    const ys = all.map((node) => node.y);
    const half = (node) => Math.max(70, measure(node.word?.textContent ?? "", node.focus ? FONT + 2 : FONT) / 2 + 8);
    const low = { x: Math.min(...all.map((node) => node.x - half(node))), y: Math.min(...ys) - 40 };
    const span = { x: Math.max(...all.map((node) => node.x + half(node))) - low.x, y: Math.max(...ys) + 50 - low.y };
    const { width, height } = this.size();
    const least = width < 500 ? 0.5 : 0.62;
    this.scale = Math.min(Math.max(Math.min(width / span.x, height / span.y), least), 1.5);
    this.centre = { x: low.x + span.x / 2, y: low.y + span.y / 2 };
    const middle = all.find((node) => node.focus);
    if (middle && (width / span.x < least || height / span.y < least)) this.centre = { x: middle.x, y: middle.y };
    this.frame();
  }

  zoom(factor) {
    this.scale = Math.min(Math.max(this.scale * factor, 0.2), 4);
    this.frame();
  }

  frame() {
    const { width, height } = this.size();
    const w = width / this.scale, h = height / this.scale;
    this.svg.setAttribute("viewBox", [this.centre.x - w / 2, this.centre.y - h / 2, w, h].map((n) => n.toFixed(1)).join(" "));
    this.readable();
  }

  // Words that would cover each other: the more important stays. Hidden ones show when their node is chosen.
  readable() {
    const taken = [...this.nodes.values()].map((node) => [node.x - 11, node.y - 11, node.x + 11, node.y + 11]);
    const rank = (node) => (node.of ? 4 : 0) + (node.focus ? 3 : 0) + (node.opened ? 2 : 0) + (node.degree ?? 0) / 1000;
    for (const node of [...this.nodes.values()].sort((a, b) => rank(b) - rank(a))) {
      if (node.of) continue;
      const half = measure(node.word.textContent, FONT) / 2, top = node.y + 12 * node.size + 1;
      const box = [node.x - half, top, node.x + half, top + FONT + 3];
      const free = taken.every((other) => apart(box, other));
      node.shape.classList.toggle("unnamed", !free);
      if (free) taken.push(box);
    }
    for (const link of this.links) {
      const x = Number(link.word.getAttribute("x")), y = Number(link.word.getAttribute("y"));
      const half = measure(link.word.textContent, 11) / 2;
      const box = [x - half, y - 10, x + half, y + 3];
      const free = this.links.length <= 45 && taken.every((other) => apart(box, other));
      link.shape.classList.toggle("unnamed", !free);
      if (free) taken.push(box);
    }
  }

  listen() {
    let from = null;
    this.svg.addEventListener("pointerdown", (event) => {
      this.dragged = false;
      if (event.button === 0 && event.isPrimary) from = { x: event.clientX, y: event.clientY, centre: { ...this.centre } };
    });
    addEventListener("pointermove", (event) => {
      if (!from || !event.isPrimary) return;
      const dx = event.clientX - from.x, dy = event.clientY - from.y;
      if (!this.dragged && Math.hypot(dx, dy) < 5) return;
      this.dragged = true;
      this.centre = { x: from.centre.x - dx / this.scale, y: from.centre.y - dy / this.scale };
      this.frame();
    });
    const end = () => { from = null; };
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
    this.svg.addEventListener("dragstart", (event) => event.preventDefault());
    this.svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      this.zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15);
    }, { passive: false });
    this.svg.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (event.key === "+" || event.key === "=") this.zoom(1.25);
      else if (event.key === "-") this.zoom(0.8);
      else if (event.key === "Escape") this.choose(null);
      else if (step) {
        event.preventDefault();
        this.move(step);
      }
    });
    this.svg.addEventListener("click", (event) => { if (event.target === this.svg && !this.dragged) this.choose(null); });
    new ResizeObserver(() => { if (this.centre) this.frame(); }).observe(this.box);
  }

  // To the nearest node on that side; straight ahead counts as nearer than aside.
  move([dx, dy]) {
    const here = this.current;
    let best = null, least = Infinity;
    for (const node of this.nodes.values()) {
      const x = node.x - here.x, y = node.y - here.y, ahead = x * dx + y * dy;
      if (node === here || ahead <= 0) continue;
      const far = ahead + 2.5 * Math.abs(x * dy + y * dx);
      if (far < least) [best, least] = [node, far];
    }
    if (!best) return;
    best.shape.focus({ preventScroll: true });
    const view = this.svg.viewBox.baseVal;
    if (best.x < view.x || best.x > view.x + view.width || best.y < view.y || best.y > view.y + view.height) {
      this.centre = { x: best.x, y: best.y };
      this.frame();
    }
  }

  // The whole picture as an SVG document of its own.
  toSVG() {
    const copy = this.svg.cloneNode(true);
    const all = [...this.nodes.values()];
    const xs = all.map((node) => node.x), ys = all.map((node) => node.y);
    const box = [Math.min(...xs) - 90, Math.min(...ys) - 40, Math.max(...xs) - Math.min(...xs) + 180, Math.max(...ys) - Math.min(...ys) + 90].map(Math.round);
    for (const [name, value] of Object.entries({ xmlns: SVG, viewBox: box.join(" "), width: box[2], height: box[3], "font-family": "system-ui, 'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif" })) copy.setAttribute(name, value);
    copy.querySelectorAll(".hit").forEach((part) => part.remove());
    copy.querySelectorAll("a").forEach((link) => link.setAttribute("href", new URL(link.getAttribute("href"), location.href)));
    copy.querySelectorAll(".line.unnamed .line-word").forEach((part) => part.remove());
    copy.prepend(element("rect", { x: box[0], y: box[1], width: box[2], height: box[3], fill: PAPER }));
    return { text: new XMLSerializer().serializeToString(copy), width: box[2], height: box[3] };
  }
}

export function element(name, attributes = {}) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function titled(text) {
  const title = element("title");
  title.textContent = text;
  return title;
}

function arrows() {
  const defs = element("defs");
  const marker = element("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, markerUnits: "userSpaceOnUse", orient: "auto" });
  marker.append(element("path", { class: "arrow-head", d: "M0 .5 8 4 0 7.5Z", fill: LINE }));
  defs.append(marker);
  return defs;
}

const at = (old) => (old ? { x: old.x, y: old.y } : {});

// A node without a place starts beside one it is linked to, each further one a golden angle on.
function seed(node, links, nodes) {
  if (node.x !== undefined) return;
  const link = links.find(({ source, target }) => (source === node.id && nodes.get(target)?.x !== undefined) || (target === node.id && nodes.get(source)?.x !== undefined));
  if (!link) return;
  const owner = nodes.get(link.source === node.id ? link.target : link.source);
  owner.turn = (owner.turn ?? 0) + 2.39996;
  node.x = owner.x + 60 * Math.cos(owner.turn);
  node.y = owner.y + 60 * Math.sin(owner.turn);
}

// All edges between two nodes are one line; it has a direction if they agree on one.
function bundles(links, nodes) {
  const found = new Map();
  for (const edge of links) {
    const [one, other] = [edge.source, edge.target].sort();
    const id = `${one} ${other}`;
    if (one === other || !nodes.has(one) || !nodes.has(other)) continue;
    if (!found.has(id)) found.set(id, { id, source: nodes.get(edge.source), target: nodes.get(edge.target), edges: [], directed: !edge.symmetric });
    const bundle = found.get(id);
    bundle.edges.push(edge);
    if (bundle.source.id !== edge.source) bundle.directed = false;
  }
  return [...found.values()];
}

function curve(a, b, size) {
  const dx = b.x - a.x, dy = b.y - a.y, length = Math.hypot(dx, dy) || 1;
  const short = 13 * size + 2;
  const end = { x: b.x - (dx / length) * short, y: b.y - (dy / length) * short };
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  return { d: `M${a.x.toFixed(1)} ${a.y.toFixed(1)}L${end.x.toFixed(1)} ${end.y.toFixed(1)}`, middle };
}

const apart = (a, b) => a[2] < b[0] || b[2] < a[0] || a[3] < b[1] || b[3] < a[1];

const measure = (text, size) => [...text].reduce((sum, sign) => sum + (sign.codePointAt(0) > 0x2e80 ? size : size * 0.58), 0);

function short(name) {
  const signs = [...name];
  if (measure(name, 1) <= LONGEST) return name;
  let width = 0, kept = 0;
  while (kept < signs.length && (width += measure(signs[kept], 1)) <= LONGEST - 1) kept += 1;
  return signs.slice(0, kept).join("") + "…";
}
