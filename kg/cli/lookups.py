"""Commands that ask the graph."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import present
from kg.cli.console import pick, print_json, print_table, say
from kg.errors import LookupFailed

if TYPE_CHECKING:
    from kg.query import Graph

Store = Annotated[Path | None, typer.Option(help="图谱目录 / store folder (zone.kg, KG_STORE)")]
Json = Annotated[bool, typer.Option("--json", help="JSON")]
Within = Annotated[str, typer.Option("--in", help="限于某园区 / only within this zone")]
ById = Annotated[str, typer.Option("--id", help="实体编号 / entity id")]


def store_path(store: Path | None) -> Path:
    """The store that commands use: the option, KG_STORE, or zone.kg in the working folder."""
    return store or Path(os.environ.get("KG_STORE") or "zone.kg")


def open_graph(store: Path | None) -> "Graph":
    """The graph to ask."""
    from kg.query import Graph

    return Graph.open(store_path(store))


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("who-leads")(who_leads)
    app.command("show")(show)
    app.command("find")(find)
    app.command("list")(list_)
    app.command("path")(path)
    app.command("timeline")(timeline)
    app.command("info")(info)


def who_leads(
    name: Annotated[str, typer.Argument(help="机构或园区 / body or zone")],
    on: Annotated[str, typer.Option(help="日期：2020、2020-06、2020-06-30 / a date")] = "",
    within: Within = "",
    id_: ById = "",
    all_posts: Annotated[bool, typer.Option("--all-posts", help="含副职等 / deputies and others too")] = False,
    json_: Json = False,
    store: Store = None,
) -> None:
    """谁负责某机构，此前是谁，依据何在。/ Who leads a body, and who did, with sources.

    Example: kg who-leads 科技创新局 --on 2020-06-30
    """
    with open_graph(store) as graph:
        try:
            found = graph.who_leads(name, on=on or None, within=within or None, id=id_, all_posts=all_posts)
        except LookupFailed as failed:
            if json_:
                print_json({"query": name, "on": on or None, "matches": present.matches(failed.candidates),
                            "answers": []})  # fmt: skip
            raise
    if json_:
        print_json(present.leaders_json(found))
    else:
        present.leaders(found)


def show(
    name: Annotated[str, typer.Argument(help="名称 / name")],
    within: Within = "",
    id_: ById = "",
    json_: Json = False,
    store: Store = None,
) -> None:
    """一个实体：名称、类型、全部关系及出处。/ An entity: names, type, every relation with its sentences.

    Example: kg show 辰欣药业
    """
    with open_graph(store) as graph:
        portrait = graph.show(name, within=within or None, id=id_)
    if json_:
        print_json(portrait)
    else:
        present.portrait(portrait)


def find(
    text: Annotated[str, typer.Argument(help="名称的一部分、拼音或首字母 / part of a name, pinyin or initials")],
    json_: Json = False,
    store: Store = None,
) -> None:
    """按名称片段、拼音或首字母查找。/ Find entities by part of a name, pinyin or initials.

    Example: kg find chuangxingu
    """
    with open_graph(store) as graph:
        found = graph.find(text)
    if json_:
        print_json({"query": text, "matches": present.matches(found)})
    elif found:
        print_table([[m.name, m.type, m.kind, m.matched, m.id] for m in found], _FOUND)
    else:
        raise LookupFailed(f"没有名称含“{text}”的实体", f"no entity has {text} in its name")


_FOUND = ["name", "type", "kind", "matched", "id"]


def list_(
    type_: Annotated[str, typer.Argument(metavar="TYPE", help="PERSON ORG PARK PROGRAMME PROJECT … ")] = "",
    kind: Annotated[str, typer.Option(help="机构类别：company government … / kind of organization")] = "",
    within: Within = "",
    part_of: Annotated[str, typer.Option(help="隶属于 / part of this body or framework")] = "",
    json_: Json = False,
    store: Store = None,
) -> None:
    """按类型、类别、所在园区列出实体。/ List entities by type, kind and zone.

    Example: kg list ORG --kind company --in 济宁高新区
    """
    from kg.vocabulary import ontology

    wanted = type_.upper()
    if wanted and wanted not in ontology().types:
        raise typer.BadParameter(pick(f"未知类型 {type_}：", f"unknown type {type_}: ") + " ".join(ontology().types))
    if kind and kind not in ontology().kinds:
        raise typer.BadParameter(pick(f"未知类别 {kind}：", f"unknown kind {kind}: ") + " ".join(ontology().kinds))
    with open_graph(store) as graph:
        found = graph.list_entities(wanted, kind=kind or None, within=within or None, part_of=part_of or None)
    if json_:
        print_json({"matches": present.matches(found)})
    else:
        print_table([[m.name, m.type, m.kind, m.id] for m in found], ["name", "type", "kind", "id"])
        say(f"共 {len(found)} 个", f"{len(found)} found")


def path(
    a: Annotated[str, typer.Argument(help="起点 / from")],
    b: Annotated[str, typer.Argument(help="终点 / to")],
    json_: Json = False,
    store: Store = None,
) -> None:
    """两个实体之间的最短联系。/ A shortest chain of relations between two entities.

    Example: kg path 辰欣药业 山东大学
    """
    with open_graph(store) as graph:
        found = graph.path(a, b)
    if json_:
        print_json(found)
    else:
        present.path(found)


def timeline(
    name: Annotated[str, typer.Argument(help="名称 / name")],
    within: Within = "",
    id_: ById = "",
    json_: Json = False,
    store: Store = None,
) -> None:
    """一个实体的事实按时间排列。/ The facts on an entity in order of time.

    Example: kg timeline 济宁高新区
    """
    with open_graph(store) as graph:
        found = graph.timeline(name, within=within or None, id=id_)
    if json_:
        print_json({"query": name, "relations": found})
    else:
        present.timeline(found)


def info(json_: Json = False, store: Store = None) -> None:
    """图谱概况：文章、实体、关系的数量。/ What the store holds.

    Example: kg info
    """
    with open_graph(store) as graph:
        facts = graph.info()
    if json_:
        print_json(facts)
    else:
        present.info(facts)
