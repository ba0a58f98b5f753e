"""The documents are true: commands are mentioned, help texts have an example, links lead somewhere."""

import re
from pathlib import Path

import pytest

from kg.cli import make_app

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh-CN.md")
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


@pytest.mark.parametrize("readme", [*READMES, "benchmarks/README.md"])
def test_links_lead_to_files(readme: str) -> None:
    path = ROOT / readme
    for link in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
        assert (path.parent / link).exists(), link
