"""A command as it runs: the shared options, and the way from an error to a line and an exit code."""

import functools
import inspect
from collections.abc import Callable
from typing import Any

import typer

from kg.cli.screen import Screen
from kg.cli.session import SHARED, Session, exit_code, language
from kg.cli.telling import matches
from kg.errors import KgError, LookupFailed

_LISTED = 40


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
        matches(session, error.candidates[:_LISTED], matched=False)  # type: ignore[arg-type]
        if len(error.candidates) > _LISTED:
            session.talk("more_candidates", number=len(error.candidates) - _LISTED)
