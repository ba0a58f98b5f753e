"""What a judgement must say to be one."""

import typing

from kg.curation.statements import read_statement
from kg.errors import JudgementError
from kg.model import Judgement, Role, Verdict, When, name_key
from kg.read.dates import parse_iso
from kg.resolve.references import read_name
from kg.vocabulary import ontology

VERDICTS: tuple[Verdict, ...] = typing.get_args(Verdict)
PAIRS = ("same", "different", "unsure")
ABOUT_FACTS = ("accept", "reject", "date")
NOTHING = "none"  # the type of a name that is no name, the date of a fact that has none
_ROLES: tuple[Role, ...] = typing.get_args(Role)


def check(judgement: Judgement) -> None:
    """Raise JudgementError, with where it stands, unless the judgement can be applied."""
    where, verdict, value = judgement.where, judgement.verdict, judgement.right
    if verdict not in VERDICTS:
        zh, en = "、".join(VERDICTS), ", ".join(VERDICTS)
        raise bad_judgement(where, f"没有判断 {verdict}；可用：{zh}", f"no verdict {verdict}; there are: {en}")
    if verdict in ABOUT_FACTS:
        _check_statement(judgement.left, where)
    elif verdict != "undo":
        for side in (judgement.left, value) if verdict in PAIRS else (judgement.left,):
            _check_name(side, where)
    if verdict == "rename" and not name_key(value):
        raise bad_judgement(where, "缺少新名称", "the new name is missing")
    if verdict == "retype" and value != NOTHING and value.partition(":")[0] not in ontology().types:
        raise bad_judgement(where, f"没有类型 {value}", f"no type {value}")
    if verdict == "date" and value != NOTHING and date_given(value) is None:
        zh = f"日期“{value}”应写成 2021、2021-05、2021-05-12、2019-01/2019-09、since 2021-05 或 {NOTHING}"
        en = f"write the date {value!r} as 2021, 2021-05, 2021-05-12, 2019-01/2019-09, since 2021-05 or {NOTHING}"
        raise bad_judgement(where, zh, en)


def date_given(value: str) -> When | None:
    """The time that a `date` judgement gives; None where the text is no date.

    >>> date_given("since 2021-05").role, date_given("2019-01/2019-09").latest
    ('since', datetime.date(2019, 9, 30))
    >>> date_given("2021-13"), date_given("2021/2019")
    (None, None)
    """
    words = value.split()
    role = words[0] if len(words) == 2 else "at"
    parts = [parse_iso(part) for part in words[-1].split("/")] if words else []
    if not 1 <= len(words) <= 2 or role not in _ROLES or not 1 <= len(parts) <= 2:
        return None
    first, last = parts[0], parts[-1]
    if first is None or last is None or first.earliest > last.latest:
        return None
    iso = first.iso if first is last else f"{first.iso}/{last.iso}"
    return When(value, iso, first.earliest, last.latest, role)


def bad_judgement(where: str, zh: str, en: str) -> JudgementError:
    """A line or a wish that is no judgement."""
    return JudgementError(f"{where}：{zh}" if where else zh, f"{where}: {en}" if where else en)


def _check_statement(text: str, where: str) -> None:
    statement = read_statement(text)
    if statement is None or statement.predicate not in ontology().predicates:
        form = "predicate|subject|object|position@document"
        raise bad_judgement(where, f"“{text}”应写成 {form}", f"write {text!r} as {form}")


def _check_name(side: str, where: str) -> None:
    name = read_name(side)
    if name.type not in ontology().types or not name.key:
        zh = f"“{side}”应写成 类型:名称，例如 ORG:辰欣药业"
        raise bad_judgement(where, zh, f"write {side!r} as TYPE:name, for example ORG:辰欣药业")
    if name.key != name_key(name.key):
        right = name_key(name.key)
        raise bad_judgement(where, f"“{side}”中的名称应写成 {right}", f"write the name of {side!r} as {right}")
