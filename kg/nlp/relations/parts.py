"""Part-whole as names spell it out: 济宁高新区科技创新局 is part of 济宁高新区, 临港分院 of its 研究院."""

import re

from kg.nlp.relations.claims import Claim, last_before
from kg.nlp.relations.reading import Reading, Thing

_ZONE_SUFFIX = re.compile(
    r"(?:国家级?|国际)?(?:高新技术产业开发区|高新技术产业园区|高新技术开发区|高新区|经济技术开发区|经济开发区|经开区|技术开发区|开发区|新区|科技城"
    r"|科学城|产业园区?|园区|保税区|示范区|工业园区?|科技园|新城|基地)$"
)
_UNITS = frozenset(["government", "party", "platform", "other"])
_PUBLIC = frozenset(["government", "party"])
_UNITS_OF = {
    "PARK": _PUBLIC,
    "government": _PUBLIC,
    "party": _PUBLIC,
    "university": frozenset(["university", "platform"]),
}
_LEVELS = frozenset("省市县区州旗海")


def find_parts(reading: Reading) -> list[Claim]:
    """The part-whole relations that names alone say.

    Each thing joins the longest named whole that its own name begins with: 济宁高新区科技局 is part of 济宁高新区. Where the
    name as printed spells out the whole in full, and the kinds fit, the rule is `name`; else `name_prefix`, a hint.
    """
    claims = []
    for part in reading.of_type("ORG"):
        whole = _whole(reading, part)
        if whole is not None:
            unit = reading.units[part.units[0]]
            rule = "name" if _spelled_out(part, whole) else "name_prefix"
            claims.append(
                Claim(
                    "part_of",
                    unit,
                    last_before(reading, whole.local, unit.start),
                    f"rules.part_of.{rule}",
                    confidence=0.95,
                )
            )
    return claims


def certain(claim: Claim) -> bool:
    """Whether a claim of a name holds without a second opinion (held-back articles: right in 0.94 to 0.99)."""
    return claim.rule == "rules.part_of.name"


def _spelled_out(part: Thing, whole: Thing) -> bool:
    kinds = _UNITS_OF.get(whole.kind if whole.type == "ORG" else whole.type, frozenset())
    return part.kind in kinds and any(
        own.startswith(name) for own in part.names for name in whole.names if len(name) >= 3
    )


def _whole(reading: Reading, part: Thing) -> Thing | None:
    found: list[tuple[int, Thing]] = []
    for thing in reading.of_type("ORG", "PARK"):
        if thing.local == part.local:
            continue
        for name in thing.names:
            stem = _ZONE_SUFFIX.sub("", name) if thing.type == "PARK" else name
            for own in part.names:
                if len(own) - len(name) >= 1 and own.startswith(name):
                    found.append((2 * len(name), thing))
                elif len(stem) >= 2 and stem != name and own.startswith(stem) and part.kind in _PUBLIC:
                    # 白银市人民政府 is no part of 白银高新区
                    found += [(len(stem), thing)] if own[len(stem) : len(stem) + 1] not in _LEVELS else []
    if not found:
        return None
    _, whole = max(found, key=lambda f: (f[0], -f[1].local))
    if whole.type == "PARK" and part.kind not in _UNITS:
        return None
    return whole
