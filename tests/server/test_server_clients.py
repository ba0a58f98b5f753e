"""Programs that people use against a SPARQL endpoint."""

import shutil
import statistics
import subprocess
import time

import httpx
import pyoxigraph as ox
import pytest
import rdflib
import SPARQLWrapper
from rdflib.plugins.stores.sparqlstore import SPARQLStore

HEADS = "SELECT ?name { ?p org:headOf ?b . ?p skos:prefLabel ?name }"


@pytest.mark.parametrize("wanted", [SPARQLWrapper.JSON, SPARQLWrapper.XML, SPARQLWrapper.CSV, SPARQLWrapper.TSV])
@pytest.mark.parametrize("method", [SPARQLWrapper.GET, SPARQLWrapper.POST])
def test_sparqlwrapper_reads_results(address: str, wanted: str, method: str) -> None:
    client = SPARQLWrapper.SPARQLWrapper(f"{address}/sparql")
    client.setQuery(HEADS)
    client.setReturnFormat(wanted)
    client.setMethod(method)
    response = client.query().response
    with response:
        assert "罗会涛" in response.read().decode()


def test_sparqlwrapper_reads_a_graph(address: str) -> None:
    client = SPARQLWrapper.SPARQLWrapper(f"{address}/sparql")
    client.setQuery("CONSTRUCT { ?p a foaf:Person } WHERE { ?p a foaf:Person }")
    client.setReturnFormat(SPARQLWrapper.TURTLE)
    data = client.query().convert()
    assert len(rdflib.Graph().parse(data=data, format="turtle")) > 1


def test_rdflib_asks_through_its_store(address: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{address}/sparql"))
    assert ("罗会涛",) in {(str(row[0]),) for row in graph.query(HEADS)}


@pytest.mark.parametrize(
    "options",
    [
        ["-G", "--data-urlencode", f"query={HEADS}"],
        ["--data-urlencode", f"query={HEADS}"],
        ["-H", "Content-Type: application/sparql-query", "--data-binary", HEADS],
    ],
)
@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_curl_in_all_forms(address: str, options: list[str]) -> None:
    command = ["curl", "-sS", "--fail", "-H", "Accept: text/csv", *options, f"{address}/sparql"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "罗会涛" in done.stdout


@pytest.mark.parametrize("form", ["turtle", "ntriples", "rdfxml", "jsonld"])
def test_the_dataset_leads_to_all_of_it_in_every_form(address: str, form: str) -> None:
    about = rdflib.Graph().parse(data=httpx.get(f"{address}/dataset").text, format="turtle")
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    (wanted,) = {int(n) for s, n in about.subject_objects(void.triples) if (s, void.sparqlEndpoint, None) in about}
    (dump,) = {str(o) for o in about.objects(None, void.dataDump) if str(o).endswith(f"format={form}")}
    reply = httpx.get(dump)
    read = ox.RdfFormat.from_media_type(reply.headers["content-type"].partition(";")[0])
    assert len(set(ox.parse(reply.content, format=read))) == wanted


def test_an_answer_that_breaks_off_is_an_error_for_the_client(address: str) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with pytest.raises(httpx.RemoteProtocolError):
        httpx.get(f"{address}/sparql", params={"query": query}, headers={"Accept": "text/csv"}, timeout=30)


def test_small_answers_are_not_held_back(address: str) -> None:
    seconds = []
    with httpx.Client(base_url=address) as client:
        for _ in range(20):
            began = time.perf_counter()
            client.get("/health")
            seconds.append(time.perf_counter() - began)
    assert statistics.median(seconds) < 0.035  # 0.04 and more where small packets wait for each other
