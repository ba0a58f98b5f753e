"""What every command shares: the store, the language, the screen, exit codes."""

import dataclasses
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.messages import text
from kg.cli.screen import Screen
from kg.errors import KgError, OutputError

IO_ERROR = 74
STORE = "zone.kg"

SHARED: dict[str, tuple[Any, Any]] = {
    "store": (Annotated[Path, typer.Option("--store", envvar="KG_STORE", show_envvar=False)], Path(STORE)),
    "lang": (Annotated[str | None, typer.Option("--lang", metavar="zh|en")], None),
    "no_color": (Annotated[bool, typer.Option("--no-color")], False),
    "debug": (Annotated[bool, typer.Option("--debug")], False),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Session:
    """One run of a command."""

    store: Path
    lang: str
    screen: Screen
    debug: bool

    def say(self, key: str, **values: object) -> str:
        """A message in the user's language."""
        return text(self.lang, key, **values)

    def talk(self, key: str, **values: object) -> None:
        """A message on stderr."""
        self.screen.talk(self.say(key, **values))

    def followed(self, id_: str, found: Any) -> None:
        """Say on stderr where an id that was asked for is replaced by that of the entity found."""
        if id_ and found.id != id_:
            self.talk("replaced", old=id_, new=found.id, name=found.name)


def exit_code(error: KgError) -> int:
    """1, 3 for an ambiguous name, 5 for a store in use, 74 where something cannot be written."""
    return IO_ERROR if isinstance(error, OutputError) else error.exit_code


def language(wish: str | None = None, environment: Mapping[str, str] | None = None) -> str:
    """`zh` or `en`: the option, else `KG_LANG`, else the locale where it names a language, else `zh`."""
    values = os.environ if environment is None else environment
    for value in (wish, values.get("KG_LANG"), values.get("LC_ALL"), values.get("LANG")):
        code = (value or "").partition(".")[0].partition("_")[0].lower()
        if code not in ("", "c", "posix"):
            return "zh" if code == "zh" else "en"
    return "zh"
