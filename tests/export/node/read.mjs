// Reads a GraphML or GEXF file with graphology and prints its counts, labels and parallel edges as JSON.
import fs from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const graphology = require("graphology");
const path = process.argv[2];
const text = fs.readFileSync(path, "utf8");
const { MultiDirectedGraph } = graphology;
const reader = path.endsWith(".gexf") ? require("graphology-gexf") : require("graphology-graphml");
const graph = reader.parse(MultiDirectedGraph, text, { addMissingNodes: false });
console.log(
  JSON.stringify({
    nodes: graph.order,
    edges: graph.size,
    labels: graph.mapNodes((_, a) => a.label).sort(),
    parallel: graph.filterEdges((_, a, s, t) => graph.outEdges(s, t).length > 1).length,
    predicates: graph.mapEdges((_, a) => a.predicate).sort(),
    names: Object.fromEntries(graph.mapNodes((id, a) => [id, a.label])),
    links: graph.mapEdges((_, a, s, t) => [s, a.predicate, t]),
    colours: graph.mapNodes((_, a) => a.color).filter(Boolean).length,
  }),
);
