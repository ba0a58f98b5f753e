// Asks a SPARQL endpoint with fetch-sparql-endpoint: `node ask.mjs ADDRESS OPTIONS`; prints what it gets as JSON.
import { SparqlEndpointFetcher } from "fetch-sparql-endpoint";

const [address, options] = process.argv.slice(2);
const fetcher = new SparqlEndpointFetcher(JSON.parse(options));
const gathered = async (stream) => {
  const found = [];
  for await (const one of stream) found.push(one);
  return found;
};
const said = (error) => String(error.message ?? error);

const parks = "SELECT ?name { ?park a kg:Park ; skos:prefLabel ?name } ORDER BY ?name";
// this client wants prefixes written out: it reads the query itself to learn its kind
const prefixes =
  "PREFIX kg: <https://example.org/htz/def#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> ";
const rows = await gathered(await fetcher.fetchBindings(address, prefixes + parks));
const triples = await gathered(
  await fetcher.fetchTriples(address, prefixes + "CONSTRUCT { ?p skos:prefLabel ?l } WHERE { ?p a kg:Park ; skos:prefLabel ?l }"),
);
console.log(
  JSON.stringify({
    names: rows.map((row) => row.name.value),
    languages: [...new Set(rows.map((row) => row.name.language))],
    yes: await fetcher.fetchAsk(address, prefixes + "ASK { ?p a kg:Park }"),
    no: await fetcher.fetchAsk(address, "ASK { <urn:a> <urn:b> <urn:c> }"),
    triples: triples.map((t) => [t.subject.termType, t.predicate.value, t.object.value]),
    wrong: await fetcher.fetchBindings(address, "SELECT ?x { ?x <urn:p> ?y } GROUP BY ?y").then(() => "", said),
    update: await fetcher.fetchUpdate(address, "INSERT DATA { <urn:a> <urn:b> <urn:c> }").then(() => "", said),
  }),
);
