from pathlib import Path
from typing import Annotated

import pytest
import typer

from kg.cli.plain import take_plainly


def parsed(*words: str) -> dict[str, object]:
    """What a command with an option of each sort is called with."""
    got: dict[str, object] = {}

    def command(
        name: Annotated[str, typer.Argument()],
        files: Annotated[list[Path] | None, typer.Option("--file")] = None,
        number: Annotated[int, typer.Option("--number", min=1)] = 3,
        on: Annotated[str | None, typer.Option("--on")] = None,
        kinds: Annotated[list[str] | None, typer.Option("--kind")] = None,
        store: Annotated[Path, typer.Option("--store", envvar="KG_STORE")] = Path("zone.kg"),
        loud: Annotated[bool, typer.Option("--loud")] = False,
    ) -> None:
        got.update(name=name, files=files, number=number, on=on, kinds=kinds, store=store, loud=loud)

    app = typer.Typer(add_completion=False)
    app.command()(command)
    program = typer.main.get_command(app)
    take_plainly(program)
    program.main(args=list(words), standalone_mode=False)
    return got


def test_what_is_left_out_has_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_STORE", raising=False)
    got = parsed("科创局")
    assert got.pop("files") in (None, [])
    assert got.pop("kinds") in (None, [])
    assert got == {"name": "科创局", "number": 3, "on": None, "store": Path("zone.kg"), "loud": False}


def test_texts_and_paths_come_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", "other.kg")
    got = parsed("a", "--file", "b", "--file", "c", "--kind", "x", "--on", "2020", "--loud")
    assert (got["files"], got["kinds"], got["on"]) == ([Path("b"), Path("c")], ["x"], "2020")
    assert (got["store"], got["loud"]) == (Path("other.kg"), True)


@pytest.mark.parametrize("words", [("a", "--number", "0"), ("a", "--number", "many"), ()])
def test_numbers_and_what_is_missing_are_still_checked(words: tuple[str, ...]) -> None:
    with pytest.raises(Exception) as caught:  # click's or, in newer versions, typer's own
        parsed(*words)
    assert type(caught.value).__name__ in ("BadParameter", "MissingParameter")


def test_help_is_still_there(capsys: pytest.CaptureFixture[str]) -> None:
    parsed("--help")
    assert "--number" in capsys.readouterr().out
