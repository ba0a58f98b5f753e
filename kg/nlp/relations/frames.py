"""Facts by trigger words in one clause (`seeds/triggers.tsv`): who does what to whom, active, passive, mutual."""

import functools
import re

from kg.nlp.relations.claims import Claim, last_before
from kg.nlp.relations.reading import LETTER, Paragraph, Reading, Unit
from kg.vocabulary import ontology, table

_ELIDING = frozenset({"attracts", "runs_programme", "develops_industry"})  # right in two of three on held-back articles
_ACTORS = frozenset({"ORG", "PARK", "PERSON"})
_SHARED = re.compile("主办|举办|承办|协办|参加|参与|出席")
_LIST_GAP = re.compile(r"、|和|与|及|以及|，|(?:（[^（）]{1,20}）)?、")


@functools.cache
def _triggers() -> dict[tuple[str, str], re.Pattern[str]]:
    words: dict[tuple[str, str], list[str]] = {}
    for row in table("triggers"):
        words.setdefault((row["predicate"], row["shape"]), []).append(row["trigger"])
    return {
        key: re.compile("|".join(re.escape(w) for w in sorted(found, key=lambda w: (-len(w), w))))
        for key, found in sorted(words.items())
    }


@functools.cache
def triggers_of(predicate: str) -> re.Pattern[str]:
    """Any trigger word of a predicate; a pattern that never matches where the list has none."""
    words = sorted({row["trigger"] for row in table("triggers") if row["predicate"] == predicate})
    return re.compile("|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) or "(?!)")


def find_frames(reading: Reading) -> list[Claim]:
    """The facts that trigger words in a clause say."""
    claims: list[Claim] = []
    for paragraph in reading.paragraphs:
        for (predicate, shape), words in _triggers().items():
            for match in words.finditer(paragraph.skeleton):
                if shape == "active":
                    claims += _active(paragraph, predicate, match) or _elided(reading, paragraph, predicate, match)
                elif shape == "passive":
                    claims += _passive(paragraph, predicate, match)
                else:
                    claims += _mutual(paragraph, predicate, match)
    return claims


def _types(predicate: str) -> tuple[set[str], set[str]]:
    signature = ontology().predicates[predicate]
    return set(signature.subjects), set(signature.objects)


def _active(paragraph: Paragraph, predicate: str, match: re.Match[str]) -> list[Claim]:
    subjects_of, objects_of = _types(predicate)
    objects = _run_right(paragraph, match.end(), objects_of, 10)
    subjects = _run_left(paragraph, match.start(), subjects_of, 12)
    return _pairs(predicate, subjects, objects, f"rules.{predicate}.active")


def _elided(reading: Reading, paragraph: Paragraph, predicate: str, match: re.Match[str]) -> list[Claim]:
    """先后引进了O、O: in a sentence that names nobody who could act, the zone that the article is about does."""
    if predicate not in _ELIDING or reading.zone < 0:
        return []
    begin = max(paragraph.skeleton.rfind(c, 0, match.start()) for c in "。；") + 1
    if any(begin <= n < match.start() and u.type in _ACTORS for n, u in paragraph.units.items()):
        return []
    objects = [u for u in _run_right(paragraph, match.end(), _types(predicate)[1], 10) if u.local != reading.zone]
    subjects = [last_before(reading, reading.zone, paragraph.offset(match.start()))] if objects else []
    return _pairs(predicate, subjects, objects, f"rules.{predicate}.elided")


def _passive(paragraph: Paragraph, predicate: str, match: re.Match[str]) -> list[Claim]:
    """J由O投资建设: the object before 由."""
    subjects_of, objects_of = _types(predicate)
    subjects = _run_left(paragraph, match.start(), subjects_of, 4)
    if not subjects:
        return []
    first = min(n for n, u in paragraph.units.items() if u.index == subjects[0].index)
    by = paragraph.skeleton.rfind("由", max(0, first - 3), first)
    if by < 0:
        return []
    objects = _run_left(paragraph, by, objects_of, 12)[-1:]
    if not objects:
        objects = _run_right(paragraph, match.end(), objects_of, 3)
    return _pairs(predicate, subjects, objects, f"rules.{predicate}.passive")


def _mutual(paragraph: Paragraph, predicate: str, match: re.Match[str]) -> list[Claim]:
    """O与O签订: all pairs over 与; who hosts or attends something together (共同主办) only shares it."""
    if _SHARED.match(paragraph.skeleton, match.end()):
        return []
    subjects_of, _ = _types(predicate)
    right = _run_left(paragraph, match.start(), subjects_of, 8) or _listed_left(paragraph, match.start(), subjects_of)
    if not right:
        return []
    letters = {u.index: n for n, u in paragraph.units.items()}
    first = letters[right[0].index]
    head = paragraph.skeleton[max(0, first - 1) : first]
    if head in {"与", "和", "同"}:
        left = _run_left(paragraph, first - 1, subjects_of, 3)
        return _pairs(predicate, left, right, f"rules.{predicate}.mutual")
    return _pairs(predicate, right[:1], right[1:], f"rules.{predicate}.mutual")


def _listed_left(paragraph: Paragraph, letter: int, types: set[str]) -> list[Unit]:
    """A list closed by 等 and a count, further left: 甲、乙等11家企业的重点项目进行签约."""
    run = _run_left(paragraph, letter, types, 20)
    last = max((n for n, u in paragraph.units.items() if run and u.index == run[-1].index), default=-1)
    return run if len(run) > 1 and paragraph.skeleton[last + 1 : last + 2] == "等" else []


def _pairs(predicate: str, subjects: list[Unit], objects: list[Unit], rule: str) -> list[Claim]:
    allows = ontology().predicates[predicate].allows
    return [
        Claim(predicate, s, o, rule) for s in subjects for o in objects if s.local != o.local and allows(s.type, o.type)
    ]


def _run_left(paragraph: Paragraph, letter: int, types: set[str], reach: int) -> list[Unit]:
    """The list of units of some types that ends within `reach` letters before a letter, in the same sentence."""
    skeleton = paragraph.skeleton
    at = letter - 1
    while at >= 0 and letter - at <= reach + 1 and skeleton[at] not in "。；":
        unit = paragraph.units.get(at)
        if unit is not None:
            if unit.type not in types:
                return []
            break
        at -= 1
    else:
        return []
    if at < 0:
        return []
    run = [paragraph.units[at]]
    while True:
        previous = max((n for n in paragraph.units if n < at), default=-1)
        if previous < 0 or not _LIST_GAP.fullmatch(skeleton[previous + 1 : at]):
            return run[::-1]
        if paragraph.units[previous].type not in types or skeleton[previous + 1 : at] == "，":
            return run[::-1]
        run.append(paragraph.units[previous])
        at = previous


def _run_right(paragraph: Paragraph, letter: int, types: set[str], reach: int) -> list[Unit]:
    """The list of units of some types that begins within `reach` letters after a letter, in the same clause."""
    skeleton = paragraph.skeleton
    at = letter
    while at < len(skeleton) and at - letter <= reach and skeleton[at] not in "。；，：":
        unit = paragraph.units.get(at)
        if unit is not None and unit.type in types:
            break
        if (
            skeleton[at] in LETTER.values()
            and unit is not None
            and unit.type not in {"PLACE", "PARK", "POSITION", "ORG"}
        ):
            return []
        at += 1
    else:
        return []
    if at >= len(skeleton):
        return []
    run = [paragraph.units[at]]
    while True:
        following = min((n for n in paragraph.units if n > at), default=-1)
        if following < 0 or paragraph.units[following].type != run[0].type:
            return run
        if not _LIST_GAP.fullmatch(skeleton[at + 1 : following]) or skeleton[at + 1 : following] == "，":
            return run
        run.append(paragraph.units[following])
        at = following
