"""The query page's scripts: what of an answer is drawn, and the editor's words in the language of the page."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from kg.server import views
from kg.server.views.editor import CHINESE
from tests.server.asking import ask

STATIC = Path(views.__file__).parents[1] / "static"
DATA = {
    "letters": {"o": "ORG", "p": "PERSON"},
    "spaces": {"/": "http://e.org/", "/vocab/": "http://e.org/vocab/", "/def#": "http://e.org/def#"},
    "types": {},
    "shapes": {},
}
KNOWN = [
    {"iri": "http://e.org/id/o-aaa", "label": "甲局"},
    {"iri": "http://e.org/id/p-bbb", "label": "王芳"},
    {"iri": "http://e.org/id/p-ccc", "label": "李强"},
    {"iri": "http://e.org/id/p-ddd", "label": "李强"},
    {"iri": "http://e.org/id/r-eee", "label": "局长"},
]
RUN = """
import { readFileSync } from "node:fs";
const source = readFileSync(process.argv[1], "utf8");
const { readAnswer, drawable, pictured } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
const { answer, data, known } = JSON.parse(readFileSync(0, "utf8"));
const results = { getStatements: () => answer.statements, getAsJson: () => answer };
const read = readAnswer(results);
const find = async (iris, labels) => known.filter(({ iri, label }) => iris.includes(iri) || labels.includes(label));
console.log(JSON.stringify({ drawable: drawable(read), ...(await pictured(read, data, find)) }));
"""


def drawn(answer: dict[str, Any]) -> Any:
    """The picture of an answer, with the names of its nodes and the ends of its lines by name."""
    given = json.dumps({"answer": answer, "data": DATA, "known": KNOWN})
    command = ["node", "--input-type=module", "-e", RUN, str(STATIC / "views" / "answer.js")]
    done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    value = json.loads(done.stdout)
    names = {n["id"]: n["name"] for n in value["nodes"]}
    lines = [(names[line["source"]], line["label"], names[line["target"]]) for line in value["links"]]
    return value["drawable"], {n["name"]: n["href"] for n in value["nodes"]}, lines


def table(*columns: str, rows: list[list[dict[str, str]]]) -> dict[str, Any]:
    return {"head": {"vars": columns}, "results": {"bindings": [dict(zip(columns, r, strict=True)) for r in rows]}}


def iri(local: str) -> dict[str, str]:
    return {"type": "uri", "value": f"http://e.org/{local}"}


def word(text: str, **more: str) -> dict[str, str]:
    return {"type": "literal", "value": text, **more}


node = pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")


@node
def test_labels_become_the_captions_of_the_entities_beside_them() -> None:
    rows = [[iri("id/o-aaa"), word("甲局"), iri("id/p-bbb"), word("王芳")]]
    _, nodes, lines = drawn(table("body", "bodyLabel", "person", "personLabel", rows=rows))
    assert nodes == {"甲局": "/page/o-aaa", "王芳": "/page/p-bbb"}
    assert lines == [("甲局", "person", "王芳")]


@node
def test_labels_alone_stand_for_the_one_entity_that_bears_them() -> None:
    rows = [
        [word("甲局", **{"xml:lang": "zh"}), word("局长"), word("王芳")],
        [word("甲局"), word("局长"), word("李强")],
    ]
    may, nodes, lines = drawn(table("body", "title", "person", rows=rows))
    assert may
    assert nodes == {"甲局": "/page/o-aaa", "王芳": "/page/p-bbb"}  # two bear 李强; 局长 is a role, not an entity
    assert lines == [("甲局", "局长", "王芳")]


@node
def test_values_are_no_nodes() -> None:
    day = word("2020-01-01", datatype="http://www.w3.org/2001/XMLSchema#date")
    may, nodes, lines = drawn(table("body", "day", "words", rows=[[iri("id/o-aaa"), day, word("随便")]]))
    assert (may, nodes, lines) == (True, {}, [])
    assert drawn(table("day", "body", rows=[[day, iri("id/o-aaa")]]))[0] is False


@node
@pytest.mark.parametrize("columns", [("s", "p", "o"), ("subject", "predicate", "object")])
def test_subject_predicate_and_object_are_a_line(columns: tuple[str, ...]) -> None:
    rows = [
        [iri("id/p-bbb"), iri("def#holdsPosition"), iri("id/o-aaa")],
        [iri("id/p-bbb"), iri("def#at"), word("2020")],
    ]
    _, nodes, lines = drawn(table(*columns, rows=rows))
    assert set(nodes) == {"王芳", "甲局"}
    assert lines == [("王芳", "holdsPosition", "甲局")]


@node
def test_of_triples_only_those_between_things_are_drawn() -> None:
    def name(value: str) -> dict[str, str]:
        return {"termType": "NamedNode", "value": value}

    label = "http://www.w3.org/2004/02/skos/core#prefLabel"
    kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    statements = [
        {"subject": name("urn:a"), "predicate": name("urn:x/knows"), "object": name("http://e.org/vocab/b")},
        {"subject": name("urn:a"), "predicate": name(label), "object": {"termType": "Literal", "value": "甲"}},
        {"subject": name("urn:a"), "predicate": name(kind), "object": name("urn:Thing")},
    ]
    _, nodes, lines = drawn({"statements": statements})
    assert nodes == {"甲": "#yasgui", "b": "/vocab/b"}
    assert lines == [("甲", "knows", "b")]


@pytest.mark.parametrize(("lang", "words"), [("zh", CHINESE), ("en", {})])
def test_the_page_brings_the_words_of_its_language(zone_store: Path, lang: str, words: dict[str, str]) -> None:
    body = ask(zone_store, "/query", lang=lang).body.decode()
    (data,) = re.findall(r'<script type="application/json" id="editor">(.*?)</script>', body, re.S)
    assert json.loads(data)["words"] == words


def test_what_is_translated_is_what_the_editor_says() -> None:
    said = (STATIC / "vendor" / "yasgui.min.js").read_text("utf-8").lower()
    for phrase, chinese in CHINESE.items():
        words = re.findall(r"[A-Za-z]{3,}", phrase.replace("entry", "entries").replace("results", "result"))
        assert words and all(w.removesuffix("s").lower() in said for w in words), phrase
        assert set(re.findall(r"{\d}", chinese)) == set(re.findall(r"{\d}", phrase)), phrase
        assert re.search("[\u4e00-\u9fff]|[A-Z]{3}", chinese), phrase
