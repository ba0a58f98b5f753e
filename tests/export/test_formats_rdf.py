"""RDF files: the same graph whoever reads it, the same bytes whoever writes it."""

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.export import fingerprint, jsonld, nquads, ntriples, turtle
from kg.mapping import triples
from kg.model import Snapshot
from tests.snapshots import BASE, worked_example


def written(writer: object, snapshot: Snapshot) -> bytes:
    stream = io.BytesIO()
    writer(snapshot, stream, BASE)  # type: ignore[operator]
    return stream.getvalue()


@pytest.fixture(scope="module")
def worked() -> Snapshot:
    return worked_example()


@pytest.fixture(scope="module")
def turtle_file(worked: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rdf") / "graph.ttl"
    turtle(worked, path, BASE)
    return path


def test_turtle_has_as_many_triples_as_the_mapping_for_both_libraries(worked: Snapshot, turtle_file: Path) -> None:
    expected = len(set(triples(worked, BASE)))
    assert len(rdflib.Graph().parse(turtle_file)) == expected
    assert len(set(ox.parse(path=str(turtle_file), format=ox.RdfFormat.TURTLE))) == expected


@pytest.mark.skipif(not shutil.which("rapper"), reason="rapper (raptor2-utils) is not installed")
def test_rapper_counts_the_same_triples(worked: Snapshot, turtle_file: Path) -> None:
    done = subprocess.run(
        ["rapper", "-q", "-i", "turtle", "-o", "ntriples", str(turtle_file)], capture_output=True, check=True
    )
    assert len(set(done.stdout.splitlines())) == len(set(triples(worked, BASE)))


def test_the_default_graph_of_the_quads_is_the_turtle(worked: Snapshot, turtle_file: Path) -> None:
    quads = ox.parse(written(nquads, worked), format=ox.RdfFormat.N_QUADS)
    lines = "".join(f"{q.triple} .\n" for q in quads if isinstance(q.graph_name, ox.DefaultGraph))
    assert isomorphic(rdflib.Graph().parse(data=lines, format="nt"), rdflib.Graph().parse(turtle_file))


def test_quads_hold_one_graph_per_article_that_says_something(worked: Snapshot) -> None:
    quads = ox.parse(written(nquads, worked), format=ox.RdfFormat.N_QUADS)
    names = {q.graph_name.value for q in quads if isinstance(q.graph_name, ox.NamedNode)}
    assert names == {f"{BASE}doc/{n}" for n in ("001", "002", "004", "004-2")}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # raised inside rdflib's own reader
def test_json_ld_is_the_same_graph_for_both_libraries(worked: Snapshot, turtle_file: Path) -> None:
    data = written(jsonld, worked)
    assert set(rdflib.Graph().parse(data=data, format="json-ld")) == set(rdflib.Graph().parse(turtle_file))
    assert {q.triple for q in ox.parse(data, format=ox.RdfFormat.JSON_LD)} == set(triples(worked, BASE))


def test_json_ld_reads_like_the_domain(worked: Snapshot) -> None:
    assert '"name": "济宁高新区科技创新局", ' in (text := written(jsonld, worked).decode())
    assert '"aliases": ["科技创新局"]' in text and '"position": "副局长"' in text
    assert '"firstSeen": "2021-05-01"' in text


def test_ntriples_are_sorted_and_give_the_fingerprint(worked: Snapshot) -> None:
    import hashlib

    data = written(ntriples, worked)
    lines = data.decode().splitlines()
    assert lines == sorted(set(lines))
    assert fingerprint(worked, BASE) == hashlib.sha256(data).hexdigest()


def test_turtle_is_readable(turtle_file: Path) -> None:
    text = turtle_file.read_text("utf-8")
    assert re.search(r"\nid:p-\w{10} a foaf:Person , kg:Person ;\n    skos:prefLabel \"罗会涛\"@zh ;", text)
    assert "schema:value 800000000 " in text and "kg:confidence 0.97 " in text and "\ndoc:004-2 a " in text


def test_another_base_changes_every_iri_of_the_graph(worked: Snapshot) -> None:
    stream = io.BytesIO()
    turtle(worked, stream, "http://kg.test/zone")
    text = stream.getvalue().decode()
    assert "@prefix id: <http://kg.test/zone/id/> ." in text and BASE + "id/" not in text


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "import io, hashlib; from kg.export import FORMATS; from tests.snapshots import *\n"
        "for name, (writer, _) in FORMATS.items():\n"
        "    s = io.BytesIO(); writer(worked_example(), s, BASE); print(name, hashlib.sha256(s.getvalue()).hexdigest())"
    )
    root = Path(__file__).resolve().parents[2]
    said = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PATH": ""}, cwd=root,
            capture_output=True, check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }  # fmt: skip
    assert len(said) == 1
