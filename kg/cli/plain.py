"""Texts and paths of a command line taken as they come."""

import functools
import inspect
import types
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

_AS_THEY_COME: tuple[Callable[[str], Any], ...] = (str, Path)


def take_plainly(command: Any) -> None:
    """Let a click command take texts, paths and options left out without asking typer to check them.

    Its check of these has nothing to find, but makes a validator for each, and first loads the library that makes
    validators: a fifth of the time of a lookup. Numbers, and what is wanted and missing, are checked as ever.
    """
    known = inspect.signature(command.callback).parameters
    for parameter in command.params:
        _relieve(parameter, bare(known[parameter.name].annotation))
    made = command.get_help_option

    def help_option(context: Any) -> Any:
        option = made(context)
        if option is not None and "process_value" not in vars(option):
            _relieve(option, bool)
        return option

    command.get_help_option = help_option


def bare(annotation: Any) -> Any:
    """The type of one value of a parameter.

    >>> bare(Annotated[list[Path] | None, "an option"]), bare(int | None)
    (<class 'pathlib.Path'>, <class 'int'>)
    """
    origin, parts = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (Annotated, list):
        return bare(parts[0])
    if origin in (typing.Union, types.UnionType):
        return bare(next(part for part in parts if part is not type(None)))
    return annotation


def _relieve(parameter: Any, kind: Any) -> None:
    parameter.process_value = functools.partial(_taken, parameter, kind, parameter.process_value)


def _taken(parameter: Any, kind: Any, checked: Callable[[Any, Any], Any], context: Any, value: Any) -> Any:
    many = parameter.multiple or parameter.nargs == -1
    if value is None and not parameter.required:
        return () if many else None
    if kind not in _AS_THEY_COME or value in (None, (), []):
        return checked(context, value)
    return [kind(one) for one in value] if many else kind(value)
