"""What every command shares: the options, the language, the way from an error to a line and an exit code."""

import dataclasses
import functools
import inspect
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.messages import text
from kg.cli.screen import Screen
from kg.errors import KgError, LookupFailed, OutputError

IO_ERROR = 74
STORE = "zone.kg"
_LISTED = 40

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


def command(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the shared options and a Session as first argument, and turn errors into a line and a code."""

    @functools.wraps(function)
    def run(**values: Any) -> None:
        store, lang, no_color, debug = (values.pop(name) for name in SHARED)
        session = Session(store, language(lang), Screen(colour=not no_color), debug)
        try:
            function(session, **values)
        except KgError as error:
            if debug:
                raise
            report(session, error)
            raise typer.Exit(exit_code(error)) from None

    own = list(inspect.signature(function).parameters.values())[1:]
    shared = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, (annotation, default) in SHARED.items()
    ]
    run.__signature__ = inspect.Signature([p.replace(kind=p.KEYWORD_ONLY) for p in own] + shared)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in own} | {n: a for n, (a, _) in SHARED.items()}
    return run


def report(session: Session, error: KgError) -> None:
    """The error's line on stderr and, where it has several meanings to offer, those as a list on stdout."""
    session.screen.talk((error.message(session.lang), "red"))
    if isinstance(error, LookupFailed) and error.ambiguous:
        from kg.cli.telling import matches

        matches(session, error.candidates[:_LISTED], matched=False)  # type: ignore[arg-type]
        if len(error.candidates) > _LISTED:
            session.talk("more_candidates", number=len(error.candidates) - _LISTED)


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
