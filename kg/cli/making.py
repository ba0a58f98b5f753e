"""`kg build` and `kg export`."""

import contextlib
import functools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.session import Session
from kg.errors import ConfigError, OutputError

Progress = Callable[[str, int, int], None]
_STEP = 10  # per cent between two lines of progress where nobody watches


def build(
    session: Session,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...")],
    published: Annotated[str | None, typer.Option("--published", metavar="DATE")] = None,
    workers: Annotated[int | None, typer.Option("--workers", metavar="N")] = None,
    config: Annotated[Path | None, typer.Option("--config", metavar="FILE")] = None,
    settings: Annotated[list[str] | None, typer.Option("--set", metavar="SECTION.KEY=VALUE")] = None,
    judgements: Annotated[Path | None, typer.Option("--judgements", metavar="FILE")] = None,
    keep: Annotated[int | None, typer.Option("--keep", metavar="N")] = None,
    fresh: Annotated[bool, typer.Option("--fresh")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Read articles and write the graph."""
    import dataclasses

    from kg.config import load_config
    from kg.flow import build as run
    from kg.store import locked

    given = {"build.workers": workers, "build.keep": keep, "curation.judgements": judgements}
    chosen = [f"{name}={value}" for name, value in given.items() if value is not None]
    effective = load_config(file=config, settings=[*(settings or []), *chosen])
    with locked(session.store), _progress(session) as progress:
        report = run(paths, session.store, effective, published=published, fresh=fresh, progress=progress)
    for skipped in report.skipped:
        why = skipped.zh if session.lang == "zh" else skipped.en
        key = "unused" if skipped.judgement else "skipped"
        session.screen.talk((session.say(key, source=skipped.source, why=why), "yellow"))
    files = [s for s in report.skipped if not s.judgement]
    counts = {name: getattr(report, name) for name in ("documents", "mentions", "facts", "entities", "edges")}
    if as_json:
        rows = [{"source": s.source, "zh": s.zh, "en": s.en} for s in files]
        unused = [{"judgement": s.source, "zh": s.zh, "en": s.en} for s in report.skipped if s.judgement]
        changes = dataclasses.asdict(report.changes)
        told = {"changes": changes, "skipped": rows, "unused": unused}
        session.screen.json({**counts, **told, "seconds": report.seconds, "store": str(session.store)})
    session.talk("changed_articles", **dataclasses.asdict(report.changes))
    session.talk("built", store=session.store, seconds=f"{report.seconds:.1f}", skipped=len(files), **counts)
    session.talk("after_build", store=session.store)


@contextlib.contextmanager
def _progress(session: Session) -> Iterator[Progress]:
    """A bar on a terminal, else a line for every tenth."""
    if not sys.stderr.isatty():
        yield _lines(session)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(session.say(f"stage_{stage}"), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield show


def _lines(session: Session) -> Progress:
    shown: dict[str, int] = {}

    def show(stage: str, done: int, total: int) -> None:
        tenth = done * 100 // max(total, 1) // _STEP
        if tenth > shown.get(stage, 0):
            shown[stage] = tenth
            session.screen.talk(f"{session.say(f'stage_{stage}')} {done}/{total}")

    return show


def export(
    session: Session,
    form: Annotated[str, typer.Argument(metavar="FORMAT")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE")] = Path("-"),
    base: Annotated[str | None, typer.Option("--base", metavar="IRI")] = None,
) -> None:
    """Write the graph to a file."""
    from kg.export import FORMATS, report
    from kg.store import open_store

    if form not in FORMATS:
        known = ", ".join(FORMATS)
        raise ConfigError(f"没有格式 {form}；可用：{known}", f"no format {form}; there are: {known}")
    writer, _ = FORMATS[form]
    if form == "html":
        writer = functools.partial(report, lang=session.lang)
    with open_store(session.store) as reader:
        iri = base or str(reader.manifest.get("base", ""))
        snapshot = reader.snapshot()
    if str(output) == "-":
        _refuse_binary(form, session)
        writer(snapshot, sys.stdout.buffer, iri)
        return
    writer(snapshot, output, iri)
    files = output.rglob("*") if output.is_dir() else (output,)
    session.talk("exported", file=output, size=sum(f.stat().st_size for f in files if f.is_file()))


def _refuse_binary(form: str, session: Session) -> None:
    from kg.export import FORMATS

    if FORMATS[form][1] == ".zip" and session.screen.on_terminal:
        raise OutputError(f"{form} 是压缩包：请用 -o 文件.zip", f"{form} is a zip archive: use -o FILE.zip")
