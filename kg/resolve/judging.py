"""People's decisions about names: they come first and outweigh every rule."""

from collections import defaultdict
from collections.abc import Sequence

from kg.errors import JudgementError
from kg.model import Judgement, name_key
from kg.resolve.clusters import Clusters
from kg.resolve.locals import Local


def apply_judgements(items: Sequence[Local], judgements: Sequence[Judgement], clusters: Clusters) -> None:
    """Join what was judged the same, keep apart what was judged different; raises JudgementError on contradiction."""
    pairs = [j for j in judgements if j.verdict in ("same", "different")]
    if not pairs:
        return
    bearers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, item in enumerate(items):
        for name in item.names:
            bearers[item.type, name_key(name)].append(i)
    for judgement in sorted(pairs, key=lambda j: (j.verdict != "different", j.id)):
        left, right = (_named(side, bearers, items) for side in (judgement.left, judgement.right))
        for a in left:
            for b in right:
                if a == b:
                    continue
                if judgement.verdict == "different":
                    clusters.keep_apart(a, b)
                elif not clusters.join(a, b, f"judged the same by {judgement.by}"):
                    raise _contradiction(judgement)


def renamed(judgements: Sequence[Judgement]) -> dict[tuple[str, str], str]:
    """The names people gave: (type, name key) → the name to show; later judgements win."""
    names = {}
    for judgement in sorted((j for j in judgements if j.verdict == "rename"), key=lambda j: (j.at, j.id)):
        type_, _, key = judgement.left.partition("@")[0].partition(":")
        names[type_, key] = judgement.right.partition(":")[2] or judgement.right
    return names


def _named(side: str, bearers: dict[tuple[str, str], list[int]], items: Sequence[Local]) -> list[int]:
    name, _, document = side.partition("@")
    type_, _, key = name.partition(":")
    return [i for i in bearers.get((type_, key), []) if not document or items[i].document_id == document]


def _contradiction(judgement: Judgement) -> JudgementError:
    pair = f"{judgement.left} / {judgement.right}"
    return JudgementError(
        f"{judgement.by} 判断 {pair} 相同，但另有判断说它们不同：请撤销其中之一",
        f"{judgement.by} judged {pair} the same, another judgement says different: undo one of them",
    )
