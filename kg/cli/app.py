"""The application, and how errors leave it: one line, no traceback, an exit code that says what happened."""

import errno
import os
import sys

import typer

from kg.cli import lookups, work
from kg.cli.console import say, set_lang
from kg.errors import KgError, LookupFailed

_INTRO = """kg：高新区知识图谱 / knowledge graph of high-tech zones

  kg build seeds/articles        读文章，建图谱 / read articles, build the graph
  kg who-leads 科技创新局        谁是负责人 / who leads it, with sources
  kg show 辰欣药业               一个实体的全部事实 / all facts on one entity
  kg list PARK --part-of 一区十园
  kg export turtle -o graph.ttl  RDF；亦有 / also graphml, gexf, csv, documents …

  kg --help                      全部命令 / all commands
"""

app = typer.Typer(add_completion=False, no_args_is_help=False, pretty_exceptions_enable=False)


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    lang: str = typer.Option("", help="zh 或 en：消息的语言 / language of messages"),
    debug: bool = typer.Option(False, help="出错时显示回溯 / show tracebacks"),
) -> None:
    """高新区知识图谱：从新闻到 RDF、GraphML 和有据可查的答案。

    A knowledge graph of Chinese high-tech zones: from news to RDF, GraphML and answers with evidence.

    Example: kg who-leads 科技创新局
    """
    set_lang(lang)
    context.obj = debug
    if context.invoked_subcommand is None:
        print(_INTRO, end="")


lookups.add_to(app)
work.add_to(app)


def main() -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = 0
    sys.exit(code)


def _run() -> int:
    try:
        app()
    except KgError as error:
        if "--debug" in sys.argv:
            raise
        return _failed(error)
    except KeyboardInterrupt:
        return 130
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    except BrokenPipeError:
        raise
    except OSError as error:
        if "--debug" in sys.argv:
            raise
        say(f"错误：{error}", f"error: {error}")
        return 74 if error.errno in (errno.ENOSPC, errno.EIO, errno.EDQUOT) else 1
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        say(f"内部错误：{what}（加 --debug 可看详情）", f"internal error: {what} (--debug shows more)")
        return 1
    return 0


def _failed(error: KgError) -> int:
    say(f"错误：{error.zh}", f"error: {error.en}")
    if isinstance(error, LookupFailed) and error.ambiguous:
        for c in error.candidates:
            print(f"{getattr(c, 'name', c)}\t{getattr(c, 'type', '')}\t{getattr(c, 'id', '')}", file=sys.stderr)
    return error.exit_code
