"""Giving a judgement: checked against those there are, then recorded."""

from collections.abc import Sequence
from pathlib import Path

from kg.curation.facts import disagreement
from kg.curation.journal import append, in_force, new_judgement, read_judgements
from kg.errors import JudgementError
from kg.model import Judgement, Verdict
from kg.resolve.judging import check_judgements


def decide(path: Path, verdict: Verdict, left: str, right: str = "", *, by: str, note: str = "") -> Judgement:
    """Record a judgement, unless it says nothing, contradicts one of the file or undoes what is not there."""
    known = read_judgements(path)
    judgement = new_judgement(verdict, left, right, by=by, note=note)
    if verdict == "undo" and left not in {j.id for j in known}:
        raise JudgementError(f"{path} 中没有判断 {left}", f"{path} has no judgement {left}")
    check_decisions([*in_force(known), judgement])
    append(path, judgement)
    return judgement


def check_decisions(judgements: Sequence[Judgement]) -> None:
    """Raise JudgementError where judgements contradict each other whatever the articles say."""
    check_judgements(judgements)
    accepted = {j.left: j for j in judgements if j.verdict == "accept"}
    for j in judgements:
        if j.verdict == "reject" and j.left in accepted:
            raise disagreement(accepted[j.left], j)
