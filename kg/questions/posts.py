"""Questions about posts: who leads, led, came before or after; what somebody is.

The order of words matters little here, since a body, a title and a person can stand in one relation only: a form is a
set of word classes, each of which may occur so often.
"""

import dataclasses
from collections import Counter
from collections.abc import Sequence

from kg.questions.pieces import Piece, Wanted
from kg.questions.things import ANY, LEADING, LeadersQuestion, Meaning, Mode, Name, PostsQuestion, Tenure

# the classes that may stand beside those that make the form; see words.LETTERS
_GLUE = set("diyzaB")
_POST = set("THL")


@dataclasses.dataclass(frozen=True, slots=True)
class _Asked:
    """What a form looks at: the pieces with their classes counted, the person, body and title among them, the rest."""

    pieces: Sequence[Piece]
    letters: Counter[str]
    person: Name | None
    body: Name | None
    title: str
    wanted: Wanted

    def only(self, allowed: str) -> bool:
        """Whether there are no other classes than these and those that may stand beside them."""
        return set(self.letters) <= _GLUE | set(allowed)


def post_question(pieces: Sequence[Piece], wanted: Wanted) -> Meaning | None:
    """The meaning of a question about a post, or None if it is about something else."""
    letters = Counter(p.letter for p in pieces)
    people = [p.name for p in pieces if p.letter == "p" and p.name]
    bodies = [p.name for p in pieces if p.letter == "E" and p.name]
    if len(people) > 1 or len(bodies) > 1 or wanted.amount:
        return None
    person, body = people[0] if people else None, bodies[0] if bodies else None
    title = next((p.text for p in pieces if p.letter == "T"), "")
    if letters["T"] > 1:
        return None
    asked = _Asked(pieces, letters, person, body, title, wanted)
    return next((found for form in (_succession, _leaders, _check, _posts) if (found := form(asked))), None)


def _succession(asked: _Asked) -> Meaning | None:
    """王运华之后谁当局长, 谁接替了王运华, 王运华的前任是谁."""
    letters, wanted = asked.letters, asked.wanted
    marks = [x for x in "<>X" if letters[x]] + (["<"] if wanted.former and asked.person and not letters["T"] else [])
    asks = letters["O"] + letters["Q"]
    if not asked.person or len(marks) != 1 or asks > 1 or not asked.only("pE<>XOQTHLN") or wanted.mode != "list":
        return None
    if not asks and not (letters["d"] or wanted.former):
        return None
    order: Tenure = "before" if marks[0] == "<" else "after"
    if marks[0] == "X":
        where = {p.letter: n for n, p in enumerate(asked.pieces)}
        place = where.get("O", where.get("Q", -1))
        if place < 0 or ((where["p"] < where["X"]) == (place < where["X"]) and not letters["y"]):
            return None
        order = "after" if where["p"] > where["X"] or letters["y"] else "before"
    return LeadersQuestion("list", order, asked.body, asked.title, asked.person, wanted.period)


def _leaders(asked: _Asked) -> Meaning | None:
    """谁是科技创新局局长, 科技创新局由谁负责, 科技创新局有几位副局长."""
    letters, wanted, title = asked.letters, asked.wanted, asked.title
    asks = letters["O"] + letters["Q"] + letters["C"]
    works_at = letters["z"] or any(p.text.endswith("于") for p in asked.pieces if p.letter == "B")
    works = asks and letters["B"] and works_at
    about = sum(letters[x] for x in _POST) or letters["N"] or works
    if asked.person or not asked.body or not about or not asked.only("EOQCTHLN") or letters["N"] > 1:
        return None
    if asks > 1 or wanted.mode != "list" or (letters["L"] and not asks):
        return None
    if letters["N"] and not _are_people(asked.pieces):
        return None
    mode: Mode = "count" if letters["C"] else "list"
    if not title and letters["a"] and any(p.text.startswith("领导") for p in asked.pieces):  # 有哪些领导
        title = LEADING
    elif not title and not letters["H"] + letters["L"]:
        title = ANY
    return LeadersQuestion(mode, _tenure(wanted), asked.body, title, None, wanted.period)


def _check(asked: _Asked) -> Meaning | None:
    """罗会涛是科技创新局局长吗; 罗会涛什么时候当科技创新局局长."""
    letters, wanted = asked.letters, asked.wanted
    if not asked.person or not (asked.body or (letters["T"] and wanted.mode != "list")):
        return None
    holds = sum(letters[x] for x in "THLB")
    if not asked.only("pETHL") or not (holds or letters["z"]) or letters["L"] + letters["H"] + letters["T"] > 1:
        return None
    mode: Mode = "when" if wanted.mode == "when" else "check"
    general = "" if letters["H"] or letters["L"] else ANY
    return LeadersQuestion(mode, _tenure(wanted), asked.body, asked.title or general, asked.person, wanted.period)


def _posts(asked: _Asked) -> Meaning | None:
    """刘章箭担任什么职务, 罗会涛在哪里工作, 罗会涛的履历, 罗会涛是哪个单位的局长."""
    letters, wanted = asked.letters, asked.wanted
    asks = letters["Q"] + letters["R"]
    if not asked.person or not asked.only("pEJGTNRQHL") or wanted.mode != "list" or asks > 1:
        return None
    names_post = letters["J"] or letters["G"]
    works = asks and (letters["B"] or letters["T"] or letters["H"] or letters["L"] or (letters["N"] and letters["i"]))
    if not (names_post or works) or letters["N"] > 1 or letters["L"] + letters["H"] + letters["T"] > 1:
        return None
    current = wanted.now and not wanted.ever
    return PostsQuestion(asked.person, asked.body, asked.title, current, wanted.period)


def _tenure(wanted: Wanted) -> Tenure:
    if wanted.first:
        return "first"
    if wanted.former:
        return "former"
    return "ever" if wanted.ever else "now"


def _are_people(pieces: Sequence[Piece]) -> bool:
    return all(p.word.types == ("PERSON",) for p in pieces if p.letter == "N" and p.word)
