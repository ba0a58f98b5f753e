"""Commands that make, measure and hand over the graph."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.console import lang, pick, print_json, print_table, say
from kg.cli.lookups import Json, Store, open_graph, store_path

if TYPE_CHECKING:
    from kg.config import Config
    from kg.evaluation import Report, Tally

Settings = Annotated[list[str] | None, typer.Option("--set", help="section.key=value")]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    for name, command in (
        ("build", build),
        ("query", query),
        ("export", export),
        ("evaluate", evaluate),
        ("validate", validate),
        ("train", train),
    ):
        app.command(name)(command)


def _config(settings: list[str] | None, workers: int | None = None) -> "Config":
    from kg.config import load_config

    extra = [] if workers is None else [f"build.workers={workers}"]
    return load_config(settings=[*(settings or []), *extra])


def build(
    paths: Annotated[list[Path], typer.Argument(help="文章或目录（*.txt）/ articles or folders")],
    store: Store = None,
    workers: Annotated[int | None, typer.Option(help="进程数 / processes")] = None,
    published: Annotated[str | None, typer.Option(help="发布日期，如 2021-05 / publication date")] = None,
    settings: Settings = None,
) -> None:
    """读文章，建图谱。/ Read articles and build the graph.

    Example: kg build seeds/articles --store zone.kg
    """
    from kg.flow import build as run

    report = run(paths, store_path(store), _config(settings, workers), published=published, progress=_progress())
    for s in report.skipped:
        say(f"跳过 {s.zh}", f"skipped {s.en}")
    counts = (report.documents, report.mentions, report.facts, report.entities, report.edges)
    zh = "文章 {}，提及 {}，事实 {}，实体 {}，关系 {}".format(*counts)
    en = "{} documents, {} mentions, {} facts, {} entities, {} edges".format(*counts)
    say(
        f"{zh}（{report.seconds} 秒，跳过 {len(report.skipped)}）",
        f"{en} ({report.seconds} s, {len(report.skipped)} skipped)",
    )


def _progress() -> Callable[[str, int, int], None]:
    """Progress on stderr: a running line on a terminal, else a line for each tenth."""
    last: dict[str, int] = {}

    def report(stage: str, done: int, total: int) -> None:
        tenth = 10 * done // max(total, 1)
        if sys.stderr.isatty():
            print(f"\r{stage} {done}/{total}", end="\n" if done == total else "", file=sys.stderr, flush=True)
        elif total > 50 and last.get(stage) != tenth:
            print(f"{stage} {done}/{total}", file=sys.stderr, flush=True)
        last[stage] = tenth

    return report


def query(
    text: Annotated[str, typer.Argument(help="SPARQL 或 @文件 / SPARQL or @file")],
    json_: Json = False,
    csv: Annotated[bool, typer.Option("--csv", help="CSV")] = False,
    store: Store = None,
) -> None:
    """SPARQL 查询。/ Ask in SPARQL.

    Example: kg query @ontology/queries/heads.rq
    """
    import pyoxigraph as ox

    from kg.errors import QueryError

    if text.startswith("@"):
        try:
            text = Path(text[1:]).read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"查询文件 {text[1:]} 无法读取：{error}", f"cannot read {text[1:]}: {error}") from error
    with open_graph(store) as graph:
        result = graph.sparql(text)
        if isinstance(result, ox.QueryTriples):
            _write(result.serialize(format=ox.RdfFormat.TURTLE) or b"")
        elif csv:
            _write(result.serialize(format=ox.QueryResultsFormat.CSV) or b"")
        elif json_ or isinstance(result, ox.QueryBoolean):
            _write((result.serialize(format=ox.QueryResultsFormat.JSON) or b"") + b"\n")
        else:
            header = [v.value for v in result.variables]
            print_table([[_cell(row[v]) for v in header] for row in result], header)


def _write(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _cell(term: Any) -> str:
    return "" if term is None else str(term.value)


def export(
    format_: Annotated[str, typer.Argument(metavar="FORMAT", help="turtle nquads jsonld graphml gexf csv documents …")],
    output: Annotated[Path, typer.Option("-o", "--output", help="文件，- 为标准输出 / file, - for stdout")] = Path("-"),
    store: Store = None,
) -> None:
    """导出图谱。/ Write the graph to a file.

    Example: kg export graphml -o graph.graphml
    """
    from kg.export import FORMATS
    from kg.store import open_store

    if format_ not in FORMATS:
        raise typer.BadParameter(pick(f"未知格式 {format_}：", f"unknown format {format_}: ") + " ".join(FORMATS))
    with open_store(store_path(store)) as reader:
        snapshot, base = reader.snapshot(), str(reader.manifest.get("base", ""))
    FORMATS[format_][0](snapshot, sys.stdout.buffer if str(output) == "-" else output, base)


def evaluate(
    gold: Annotated[Path, typer.Argument(help="标准答案：目录或文件 / gold folder or file")],
    misses: Annotated[bool, typer.Option("--misses", help="列出漏报与误报 / list misses and false alarms")] = False,
    json_: Json = False,
    store: Store = None,
) -> None:
    """与人工标注比较：准确率、召回率、F1。/ Precision, recall and F1 against gold annotations.

    Example: kg evaluate seeds/gold --misses
    """
    from kg.evaluation import evaluate as score
    from kg.evaluation import misses as missed
    from kg.export import document_rows
    from kg.store import read_snapshot

    snapshot = read_snapshot(store_path(store))
    report = score(gold, document_rows(snapshot))
    if json_:
        print_json(report.to_dict())
    else:
        _print_report(report)
    if misses:
        texts: dict[str, str] = {}
        for d in snapshot.documents:
            texts[d.name] = texts.get(d.name, "") + d.text + "\n"
        for f in missed(report, texts=texts):
            names = " -> ".join(" / ".join(n) for n in f.names)
            print("\t".join([f.document, f.verdict, f.label, names, f.position, f.reason, f.sentence]))


def _print_report(report: "Report") -> None:
    header = ["", "precision", "recall", "F1", "gold", "predicted"]
    for table in (report.types(), report.predicates(), report.totals()):
        print_table([_tally(name, tally) for name, tally in table.items()], header)
        print()


def _tally(name: str, t: "Tally") -> list[str]:
    return [name, f"{t.precision:.3f}", f"{t.recall:.3f}", f"{t.f1:.3f}", str(t.gold), str(t.predicted)]


def validate(
    file: Annotated[Path | None, typer.Argument(help="Turtle 文件（默认检验图谱）/ a Turtle file")] = None,
    store: Store = None,
) -> None:
    """用 SHACL 检验图谱。/ Check the graph against its SHACL shapes.

    Example: kg validate
    """
    from kg.export.validation import validate as check
    from kg.store import read_snapshot

    found = check(file or read_snapshot(store_path(store)))
    for violation in found:
        print(violation.line(lang()))
    say(f"{len(found)} 处不符" if found else "符合", f"{len(found)} violations" if found else "conforms")
    if found:
        raise typer.Exit(4)


def train(
    articles: Annotated[Path, typer.Argument(help="标注文章 / annotated articles")],
    data: Annotated[Path, typer.Option(help="公开语料目录 / folder of the public sets")],
    output: Annotated[Path, typer.Option("-o", "--output", help="模型文件 / model file")],
) -> None:
    """训练识别器（需要 PyTorch）。/ Train the recogniser (needs PyTorch: pip install 'kg[train]').

    Example: kg train seeds/training --data data -o model.npz
    """
    from kg.nlp.training import train as run

    run(data=data, articles=articles, out=output)
