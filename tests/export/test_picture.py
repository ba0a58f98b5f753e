"""The picture: its nodes are on it, apart, and named; the same graph gives the same picture."""

import io
import itertools

from lxml import etree

from kg.export import picture, svg
from kg.export.layout import places
from kg.model import Snapshot
from tests.hostile import HOSTILE
from tests.snapshots import BASE, with_names, worked_example


def element(snapshot: Snapshot, **options: object) -> etree._Element:
    return etree.fromstring(picture(snapshot, BASE, **options))


def texts(snapshot: Snapshot, tag: str, **options: object) -> list[str]:
    return [str(e.text) for e in element(snapshot, **options).iter(f"{{*}}{tag}")]


def test_entities_of_the_largest_part_are_on_it_and_named() -> None:
    shown = texts(worked_example(), "text")
    assert {"济宁高新区", "龙心健康产业园", "罗会涛"} <= set(shown)


def test_only_the_best_connected_are_shown() -> None:
    circles = [c for c in element(worked_example(), most=3).iter("{*}circle") if len(c)]
    assert len(circles) == 3
    assert "济宁高新区" in texts(worked_example(), "text", most=3)


def test_the_legend_speaks_the_language() -> None:
    assert "园区" in texts(worked_example(), "text") and "park" in texts(worked_example(), "text", lang="en")


def test_everything_lies_inside_the_frame() -> None:
    root = element(with_names([f"园区{n}" for n in range(30)]))
    left, top, width, height = map(float, root.get("viewBox").split())
    for circle in root.iter("{*}circle"):
        x, y, r = (float(circle.get(k)) for k in ("cx", "cy", "r"))
        assert left <= x - r <= x + r <= left + width and top <= y - r <= y + r <= top + height


def test_labels_do_not_lie_on_each_other() -> None:
    ids = [str(n) for n in range(40)]
    box = (8.0, 60.0, 8.0, 8.0)
    at = places(dict.fromkeys(ids, box), [("0", i) for i in ids[1:]])
    for (ax, ay), (bx, by) in itertools.combinations(at.values(), 2):
        assert abs(ax - bx) >= 68 - 1e-6 or abs(ay - by) >= 16 - 1e-6


def test_nodes_that_are_linked_lie_nearer_than_others() -> None:
    ids = [str(n) for n in range(12)]
    at = places(dict.fromkeys(ids, (4.0, 4.0, 4.0, 4.0)), [*itertools.pairwise(ids[:6]), *itertools.pairwise(ids[6:])])
    spans = {(a, b): abs(at[a][0] - at[b][0]) + abs(at[a][1] - at[b][1]) for a, b in itertools.combinations(ids, 2)}
    near = [spans[p] for p in itertools.pairwise(ids[:6])]
    assert sum(near) / len(near) < sum(spans.values()) / len(spans)


def test_hostile_names_are_text_and_nothing_else() -> None:
    root = element(with_names(HOSTILE))
    tags = {etree.QName(e).localname for e in root.iter()}
    assert tags <= {"svg", "title", "style", "rect", "line", "circle", "text"}


def test_an_empty_graph_is_a_picture_too() -> None:
    stream = io.BytesIO()
    svg(Snapshot((), (), (), (), ()), stream, BASE)
    assert etree.fromstring(stream.getvalue()).get("viewBox")
