"""The program `kg`: its commands, its exit codes and its manners towards shells and terminals."""

import contextlib
import importlib
import os
import signal
import sys
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Annotated, Any, NoReturn

import typer

from kg.cli.guide import attach
from kg.cli.messages import text
from kg.cli.plain import take_plainly
from kg.cli.running import command
from kg.cli.session import SHARED, language
from kg.errors import KgError

# option and whether it takes a value
_SHARED_OPTIONS = {f"--{name.replace('_', '-')}": default is not False for name, (_, default) in SHARED.items()}
_INTERRUPTED, _TERMINATED, _BROKEN_PIPE, _IO_ERROR = 130, 143, 141, 74

COMMANDS = {
    "build": "making.build",
    "who-leads": "lookups.who_leads",
    "show": "lookups.show",
    "find": "lookups.find",
    "list": "lookups.list_",
    "path": "lookups.path",
    "timeline": "lookups.timeline",
    "ask": "asking.ask",
    "query": "querying.query",
    "export": "making.export",
    "evaluate": "checking.evaluate",
    "validate": "checking.validate",
    "info": "checking.info",
    "judge": "judging.judge",
    "review": "reviewing.review",
    "why": "explaining.why",
    "conflicts": "disputing.conflicts",
    "diff": "comparing.diff",
    "train": "training.train",
    "serve": "serving.serve",
}
"""Module and function of every command: a lookup should not wait for the modules of the others."""


def make_app(lang: str = "zh", *names: str) -> Any:
    """The command line as one click command, with help in a language; with all commands, or with the named ones."""
    app = typer.Typer(
        name="kg", add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=False
    )
    app.callback(invoke_without_command=True)(_welcome(lang))
    for name in names or COMMANDS:
        app.command(name)(command(_function(name)))
    program = typer.main.get_command(app)
    for part in (program, *program.commands.values()):  # type: ignore[attr-defined]
        take_plainly(part)
    return attach(program, lang)


def _function(name: str) -> Callable[..., None]:
    module, _, function = COMMANDS[name].partition(".")
    found: Callable[..., None] = getattr(importlib.import_module(f"kg.cli.{module}"), function)
    return found


def _welcome(lang: str) -> Any:
    def welcome(
        context: typer.Context,
        version: Annotated[bool, typer.Option("--version")] = False,
        language: Annotated[str, typer.Option("--lang", metavar="zh|en")] = lang,
    ) -> None:
        if version:
            import importlib.metadata

            print(importlib.metadata.version("kg"))
        elif context.invoked_subcommand is None:
            print(text(lang, "welcome"))

    return welcome


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run `kg` and leave with its exit code: no traceback ever reaches the user, unless with `--debug`."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        # consoles that cannot show a character get its code, not a crash
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    lang = language(_wish(words))
    if arguments is None:
        _mind_signals(words)
    sys.exit(_run(_behind(words), lang))


def _mind_signals(words: Sequence[str]) -> None:
    """A build that is told to stop cleans up; `kg … | head` ends quietly, as other programs do."""
    signal.signal(signal.SIGTERM, _terminate)
    if words[:1] != ["build"] and hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def _behind(words: list[str]) -> list[str]:
    """The words with shared options that stand before the command put behind it: `kg --lang en info`.

    >>> _behind(["--lang", "en", "info", "--json"])
    ['info', '--lang', 'en', '--json']
    """
    at = 0
    while at < len(words) and words[at].partition("=")[0] in _SHARED_OPTIONS:
        takes_value = _SHARED_OPTIONS[words[at].partition("=")[0]] and "=" not in words[at]
        at += 2 if takes_value else 1
    if at == 0 or at >= len(words) or words[at] not in COMMANDS:
        return words
    return [words[at], *words[:at], *words[at + 1 :]]


def _run(words: list[str], lang: str) -> int:
    debug = "--debug" in words
    try:
        app = make_app(lang, *(name for name in words[:1] if name in COMMANDS))
        code = app.main(args=words, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    except Exception as error:
        return _failed(error, lang, debug)
    return code if isinstance(code, int) else 0


def _failed(error: Exception, lang: str, debug: bool) -> int:
    """What click, the system or a mistake of ours raised, as one line and a code."""
    name = type(error).__name__
    if name == "Abort":
        return _INTERRUPTED
    if hasattr(error, "format_message"):
        print(_usage(error, lang), file=sys.stderr)
        return int(getattr(error, "exit_code", 2))
    if debug:
        raise error
    if isinstance(error, KgError):
        print(error.message(lang), file=sys.stderr)
        return error.exit_code
    if isinstance(error, OSError):
        what = error.filename or ""
        print(text(lang, "io_error", file=what, reason=error.strerror or error), file=sys.stderr)
        return _IO_ERROR
    print(text(lang, "crash", error=f"{name}: {' '.join(str(error).split())}"), file=sys.stderr)
    return 1


def _usage(error: Any, lang: str) -> str:
    """A usage error in the user's language, with where to find help."""
    path = error.ctx.command_path if getattr(error, "ctx", None) else "kg"
    name = type(error).__name__
    if name == "MissingParameter":
        hint = getattr(error.param, "metavar", None) or str(getattr(error.param, "name", "")).upper()
        said = text(lang, "missing_parameter", name=hint)
    elif name == "BadParameter" and error.param_hint:
        said = f"{error.param_hint}: {error.message}"
    elif name == "NoSuchOption":
        said = text(lang, "no_such_option", name=error.option_name)
    elif name == "NoSuchCommand" or "No such command" in error.format_message():
        said = text(lang, "no_such_command", name=_quoted(error.format_message()), known=", ".join(COMMANDS))
    else:
        said = text(lang, "usage", reason=error.format_message())
    return said + text(lang, "see_help", command=path)


def _quoted(message: str) -> str:
    return message.partition("'")[2].partition("'")[0]


def _wish(words: Sequence[str]) -> str | None:
    """The value of `--lang` wherever it stands: help is wanted in that language too."""
    for number, word in enumerate(words):
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang" and number + 1 < len(words):
            return words[number + 1]
    return None


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    sys.exit(_TERMINATED)
