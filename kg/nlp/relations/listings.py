"""Names under a heading: whoever is listed line by line under an honour has it (第三批省级绿色工厂名单).

Right in all 77 cases of the annotated articles; the classifier has no say.
"""

import re
from collections.abc import Iterator, Sequence

from kg.nlp.relations.claims import Claim, span
from kg.nlp.relations.reading import LETTER, Paragraph, Reading, Unit

RULE = "rules.awarded.listing"
_LEAST = 2  # lines of a list
_LONGEST = 80  # letters of a heading
_HEADING = re.compile(r"名单|如下|：$|^[一二三四五六七八九十]{1,3}、")
_LISTED = "".join(LETTER[t] for t in ("ORG", "PARK", "PERSON", "PROJECT"))
_ASIDE = r"(?:[（(][^（）()]*[）)])?"
_NUMBER = r"\W{0,3}(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,3})[）)、.．]?\s*)?"
_ITEM = re.compile(rf"{_NUMBER}[{_LISTED}]{_ASIDE}(?:[、，,：:；;\s]+.{{0,40}})?[。；;]?")
_ITEMS = re.compile(rf"{_NUMBER}[{_LISTED}]{_ASIDE}(?:[、，,；;\s]+[{_LISTED}]{_ASIDE})+[。；;]?")


def find_listings(reading: Reading) -> list[Claim]:
    """Who is listed under an honour."""
    claims: list[Claim] = []
    heading: Unit | None = None
    lines: list[tuple[Unit, ...]] = []
    for paragraph in (*reading.paragraphs, None):
        listed = _listed(paragraph) if paragraph and heading else ()
        if listed:
            lines.append(listed)
            continue
        if heading and (len(lines) >= _LEAST or any(len(line) > 1 for line in lines)):
            claims += _claims(heading, lines)
        heading, lines = (_heading(paragraph) if paragraph else None), []
    return claims


def _heading(paragraph: Paragraph) -> Unit | None:
    """The honour of a line that announces a list."""
    if len(paragraph.skeleton) > _LONGEST or not _HEADING.search(paragraph.skeleton):
        return None
    honours = [u for _, u in sorted(paragraph.units.items()) if u.type == "HONOUR"]
    return honours[-1] if honours else None


def _listed(paragraph: Paragraph) -> tuple[Unit, ...]:
    """The names of a line that is nothing but a name and notes on it, or several names."""
    units = [u for _, u in sorted(paragraph.units.items())]
    if any(u.type == "HONOUR" for u in units):
        return ()
    if _ITEMS.fullmatch(paragraph.skeleton):
        return tuple(u for n, u in sorted(paragraph.units.items()) if not _in_brackets(paragraph.skeleton, n))
    return (units[0],) if units and _ITEM.fullmatch(paragraph.skeleton) else ()


def _in_brackets(skeleton: str, at: int) -> bool:
    opened = max(skeleton.rfind("（", 0, at), skeleton.rfind("(", 0, at))
    return opened > max(skeleton.rfind("）", 0, at), skeleton.rfind(")", 0, at))


def _claims(honour: Unit, lines: Sequence[Sequence[Unit]]) -> Iterator[Claim]:
    for unit in (u for line in lines for u in line if u.mention.type in ("ORG", "PARK", "PERSON", "PROJECT")):
        if not unit.refers:
            yield Claim("awarded", unit, honour, RULE, at=span(unit), confidence=0.95)
