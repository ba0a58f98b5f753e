"""Clients that others wrote, and answers that break off."""

import shutil
import subprocess

import httpx
import pytest
from rdflib import Literal
from rdflib.plugins.stores.sparqlstore import SPARQLStore

SELECT = "SELECT ('王' AS ?x) {}"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rdflib_reads_every_table(address: str, method: str, form: str) -> None:
    rows = list(SPARQLStore(f"{address}/sparql", method=method, returnFormat=form).query(SELECT))
    assert [row[0] for row in rows] == [Literal("王")]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize(
    "options",
    [
        ["-G", "--data-urlencode", f"query={SELECT}"],
        ["--data-urlencode", f"query={SELECT}"],
        ["-H", "Content-Type: application/sparql-query", "--data-binary", SELECT],
        ["--http1.0", "-G", "--data-urlencode", f"query={SELECT}"],
    ],
    ids=["get", "form", "direct", "http1.0"],
)
def test_curl_asks_in_every_form(address: str, options: list[str]) -> None:
    command = ["curl", "-sf", "-H", "Accept: text/csv", *options, f"{address}/sparql"]
    assert subprocess.run(command, capture_output=True, check=True, text=True, timeout=20).stdout.split() == ["x", "王"]


def test_an_answer_that_breaks_off_is_an_error_for_the_client(client: httpx.Client) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with pytest.raises(httpx.RemoteProtocolError):
        client.get("/sparql", params={"query": query}, headers={"Accept": "text/tab-separated-values"})
    assert client.get("/sparql", params={"query": SELECT}).status_code == 200
