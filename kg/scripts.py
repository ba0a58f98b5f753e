"""Traditional characters read as simplified ones, one for one, so that places in a text stay what they are.

Which characters they are tells `seeds/reading/scripts.tsv`; those that simplified text uses as well (後, 於) are
exchanged in text that is traditional as a whole, not in a name that stands alone.
"""

import functools

from kg.vocabulary import table

_LEAST = 0.05  # share of traditional characters among the Han characters of a traditional text


def simplified(name: str) -> str:
    """A name in simplified characters.

    >>> simplified("珠海高新區"), simplified("珠海高新区"), simplified("北京後海")
    ('珠海高新区', '珠海高新区', '北京後海')
    """
    try:
        name.encode("gb2312")
    except UnicodeEncodeError:
        return name.translate(_characters()["always"])
    return name


def simplified_text(text: str) -> tuple[str, int]:
    """A traditional text in simplified characters, and how many were exchanged; any other text as it is.

    >>> simplified_text("園區「三箭齊發」之後，於昨日揭牌"), simplified_text("后海於昨日揭牌")[1]
    (('园区“三箭齐发”之后，于昨日揭牌', 8), 0)
    """
    always = _characters()["always"]
    told = sum(map(text.count, set(text) & _printed()))
    if told < _LEAST * sum("\u3400" <= c <= "\u9fff" for c in text) or not told:
        return text, 0
    read = text.translate(always | _characters()["traditional text"])
    return read, sum(a != b for a, b in zip(text, read, strict=True))


@functools.cache
def _characters() -> dict[str, dict[int, str]]:
    """By where they are exchanged: what stands for each traditional character."""
    found: dict[str, dict[int, str]] = {}
    for row in table("reading/scripts"):
        found.setdefault(row["where"], {}).update(dict.fromkeys(map(ord, row["traditional"]), row["simplified"]))
    return found


@functools.cache
def _printed() -> frozenset[str]:
    return frozenset(map(chr, _characters()["always"]))
