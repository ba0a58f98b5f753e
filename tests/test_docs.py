"""The documents are true: commands are mentioned, help texts have an example, links lead somewhere."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from kg.cli import make_app
from kg.export import FORMATS
from tests.snapshots import BASE, worked_example

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh-CN.md")
PAGES = sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))
COMMANDS = sorted(make_app().commands)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("readme", READMES)
def test_every_command_is_mentioned(name: str, readme: str) -> None:
    assert f"kg {name}" in (ROOT / readme).read_text("utf-8")


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_help_has_an_example(name: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    make_app(lang).main(args=[name, "--help"], prog_name="kg", standalone_mode=False)
    assert re.search(rf"Example:\s+kg {name}", capsys.readouterr().out)


@pytest.mark.parametrize("readme", [*READMES, *PAGES, "benchmarks/README.md"])
def test_links_lead_to_files(readme: str) -> None:
    path = ROOT / readme
    for link in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
        assert (path.parent / link).exists(), link


@pytest.mark.parametrize("page", [*READMES, *PAGES])
def test_exports_are_of_formats_that_there_are(page: str) -> None:
    named = re.findall(r"kg export +([a-z0-9-]+)", (ROOT / page).read_text("utf-8"))
    assert named and set(named) <= FORMATS.keys()


def exported(form: str) -> bytes:
    stream = io.BytesIO()
    FORMATS[form][0](worked_example(), stream, BASE)
    return stream.getvalue()


@pytest.mark.parametrize("page", ["docs/gephi.md", "docs/gephi.zh-CN.md"])
def test_the_columns_that_gephi_shows_are_those_of_the_file(page: str) -> None:
    named = {w for w in re.findall(r"`([a-z_]+)`", (ROOT / page).read_text("utf-8")) if "_" in w}
    written = set(re.findall(r'attr.name="(\w+)"', exported("graphml").decode()))
    assert {"entity_type", "first_seen"} <= named
    assert named - {"holds_position"} <= written


def test_the_properties_that_neo4j_gets_are_those_of_the_tables() -> None:
    listed = (
        (ROOT / "docs/neo4j.md").read_text("utf-8").partition("properties of a relationship: ")[2].partition("\n")[0]
    )
    with zipfile.ZipFile(io.BytesIO(exported("neo4j"))) as archive:
        header = archive.read("relationships/HOLDS_POSITION.csv").decode().partition("\n")[0].split(",")
    named = {h.partition(":")[0] for h in header}
    assert set(re.findall(r"`(\w+)`", listed)) == named - {"", "id"}
