"""People's decisions about names: they come first and outweigh every rule."""

import itertools
from collections import defaultdict
from collections.abc import Callable, Sequence

from kg.errors import JudgementError
from kg.model import Judgement, name_key
from kg.names import host_text, zone_key
from kg.resolve.clusters import Clusters
from kg.resolve.keys import identifies
from kg.resolve.locals import Local
from kg.resolve.references import NameReference, read_name

# the items that the first name denotes, given the name it is compared with
_Bearers = Callable[[NameReference, NameReference], Sequence[int]]


def apply_judgements(items: Sequence[Local], judgements: Sequence[Judgement], clusters: Clusters) -> None:
    """Join what was judged the same, keep apart for good what was judged different.

    Raises JudgementError with both authors where judgements contradict each other, directly or through others.
    """
    if any(j.verdict in ("same", "different") for j in judgements):
        _apply(judgements, _bearers(items), clusters)


def check_judgements(judgements: Sequence[Judgement]) -> None:
    """Raise JudgementError where judgements contradict each other whatever the articles say."""
    pairs = [j for j in judgements if j.verdict in ("same", "different")]
    names = sorted({read_name(side) for j in pairs for side in (j.left, j.right)})
    numbers = {name: n for n, name in enumerate(names)}
    _apply(pairs, lambda name, _: [numbers[name]], Clusters(len(names)))


def given_names(items: Sequence[Local], judgements: Sequence[Judgement]) -> dict[int, tuple[int, str]]:
    """The names people gave to items, each with its rank: later judgements have higher ones."""
    renames = sorted((j for j in judgements if j.verdict == "rename"), key=lambda j: (j.at, j.id))
    if not renames:
        return {}
    bearers = _bearers(items)
    found = {}
    for rank, judgement in enumerate(renames):
        left = read_name(judgement.left)
        for i in bearers(left, NameReference(left.type, name_key(judgement.right))):
            found[i] = (rank, judgement.right)
    return found


def _apply(judgements: Sequence[Judgement], bearers: _Bearers, clusters: Clusters) -> None:
    ordered = sorted(judgements, key=lambda j: (j.id, j.where))
    different = [j for j in ordered if j.verdict == "different"]
    for number, judgement in enumerate(different):
        left, right = read_name(judgement.left), read_name(judgement.right)
        first = bearers(left, right)
        clusters.keep_apart(first, sorted(set(bearers(right, left)) - set(first)), number)
    for judgement in ordered:
        if judgement.verdict == "same":
            left, right = read_name(judgement.left), read_name(judgement.right)
            _join(judgement, bearers(left, right), bearers(right, left), different, clusters)


def _join(
    judgement: Judgement, left: Sequence[int], right: Sequence[int], different: Sequence[Judgement], clusters: Clusters
) -> None:
    if not left or not right:
        return
    for a, b in itertools.pairwise(dict.fromkeys((*left, *right))):
        ban = clusters.ban(a, b)
        if ban is not None:
            raise _contradiction(judgement, different[ban])
        clusters.join(a, b, f"judged the same by {judgement.by}")


def _bearers(items: Sequence[Local]) -> _Bearers:
    """How to find the items of a name; a general one (科技创新局) beside one of a zone means that zone's articles."""
    by_name: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, item in enumerate(items):
        for key in sorted({name_key(name) for name in item.names}):
            by_name[item.type, key].append(i)

    def find(name: NameReference, other: NameReference) -> list[int]:
        found = by_name.get((name.type, name.key), [])
        if name.document:
            return [i for i in found if items[i].document_id == name.document]
        host = host_text(other.key) if name.type == "ORG" and not identifies(name.key, name.type) else ""
        return [i for i in found if not host or items[i].zone == zone_key(host)]

    return find


def _contradiction(same: Judgement, different: Judgement) -> JudgementError:
    zh, en = said_by(same)
    zh_2, en_2 = said_by(different)
    return contradiction(
        f"{zh}判断 {same.left} 与 {same.right} 相同，{zh_2}判断 {different.left} 与 {different.right} 不同",
        f"{en} judged {same.left} and {same.right} the same, {en_2} {different.left} and {different.right} different",
        (same, different),
    )


def said_by(judgement: Judgement) -> tuple[str, str]:
    """Who judges, and in which line, in Chinese and in English."""
    where = judgement.where
    return f"{where or '新判断'}（{judgement.by}）", f"{where or 'the new judgement'} ({judgement.by})"


def contradiction(zh: str, en: str, judgements: Sequence[Judgement]) -> JudgementError:
    """Judgements that cannot both hold, with what to do: those in the file of judgements can be undone."""
    undo = " / ".join(f"kg judge --undo {j.id}" for j in judgements if j.at and j.where)
    return JudgementError(
        f"判断互相矛盾：{zh}。请撤销或改正其中之一{'：' if undo else ''}{undo}",
        f"judgements contradict each other: {en}; undo or correct one of them{': ' if undo else ''}{undo}",
    )
