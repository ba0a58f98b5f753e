"""Where an article is set: the zone it is about and the province, city and county around it."""

import dataclasses
import re
from collections import Counter
from collections.abc import Sequence

from kg.model import Mention
from kg.names.divisions import Division, enclosing, leading_divisions
from kg.names.folding import fold
from kg.names.parsing import is_generic, parse

_LARGE = ("区", "科学城", "新城", "基地", "科技城")
_TITLE_WEIGHT = 4.0
_FOREIGN = re.compile(r"^(?:共青团|国家税务总局|中共|中国共产党)")


@dataclasses.dataclass(frozen=True, slots=True)
class Setting:
    """`zone` as the article prints it (empty if none), its `regions` from large to small, as far as the text tells.

    `others` are the other zones that the text names, the most named first; `leads` says that none is named as often.
    """

    zone: str
    regions: tuple[Division, ...]
    others: tuple[str, ...] = ()
    leads: bool = True

    def region(self, level: str) -> Division | None:
        """The `province`, `city` or `county` the article is set in."""
        return next((d for r in reversed(self.regions) if (d := enclosing(r, level))), None)


def find_setting(text: str, mentions: Sequence[Mention]) -> Setting:
    """The zone that title and text name most, and the divisions of its name or else those the text names most.

    >>> zone = Mention("m1", "d", 0, 5, "PARK", "", "济宁高新区", "济宁高新区", "", 0, "", 1.0)
    >>> found = find_setting("济宁高新区召开会议", [zone])
    >>> found.zone, found.region("province").name
    ('济宁高新区', '山东省')
    """
    title_end = text.find("\n") if "\n" in text else 0
    names: dict[str, float] = {}
    printed: dict[str, str] = {}
    for m in mentions:
        zone = _zone_of(m)
        if zone:
            key = fold(zone, "PARK")
            names[key] = names.get(key, 0.0) + (_TITLE_WEIGHT if m.start < title_end else 1.0)
            printed.setdefault(key, zone)
    best = max(names, key=lambda k: (names[k], -list(names).index(k)), default="")
    zone = _spelled_out(printed.get(best, ""), mentions)
    regions = parse(zone, "PARK").chain[0].regions if zone else ()
    others = sorted((k for k in names if k != best), key=lambda k: (-names[k], list(names).index(k)))
    leads = not others or names[others[0]] < names[best]
    return Setting(_own_part(zone), regions or _regions(mentions), tuple(printed[k] for k in others), leads)


def _spelled_out(zone: str, mentions: Sequence[Mention]) -> str:
    """横琴粤澳深度合作区 for 横琴, where the text prints both."""
    if not zone or parse(zone, "PARK").last.form or zone.endswith("区"):
        return zone
    longer = [m.text for m in mentions if m.type == "PARK" and m.text.startswith(zone) and m.text.endswith(_LARGE)]
    return longer[0] if longer else zone


def _own_part(zone: str) -> str:
    """南川工业园区 of 西宁（国家级）经济技术开发区南川工业园区."""
    chain = parse(zone, "PARK").chain if zone else ()
    if len(chain) < 2 or not (chain[-1].core or chain[-1].regions):
        return zone
    return next((zone[i:] for i in range(1, len(zone)) if fold(zone[i:], "PARK") == chain[-1].text), zone)


def _zone_of(m: Mention) -> str:
    """The zone that a mention names: itself, or the host of a body (济宁高新区 of 济宁高新区管委会)."""
    if m.type == "PARK":
        return "" if is_generic(m.text, "PARK") else m.text
    if m.type != "ORG":
        return ""
    host = _FOREIGN.sub("", host_text(m.text))
    return host if host and host.endswith("区") and not is_generic(host, "PARK") else ""


def host_text(name: str) -> str:
    """The part of a body's name that names its outermost host, as printed.

    >>> host_text("济宁高新技术产业开发区管委会"), host_text("科技创新局"), host_text("辰欣药业股份有限公司")
    ('济宁高新技术产业开发区', '', '')
    """
    chain = parse(name).chain
    if len(chain) < 2:
        return ""
    return next((name[:i] for i in range(2, len(name)) if fold(name[:i]) == chain[0].text), "")


def _regions(mentions: Sequence[Mention]) -> tuple[Division, ...]:
    found: Counter[str] = Counter()
    chains: dict[str, tuple[Division, ...]] = {}
    for m in mentions:
        chain: tuple[Division, ...] = ()
        if m.type == "PLACE":
            chain, length = leading_divisions(m.text)
            chain = chain if length == len(m.text) else ()
        elif m.type in ("ORG", "PARK"):
            chain = parse(m.text, m.type).chain[0].regions
        if chain and not re.search(r"大学|银行|集团|公司", m.text):
            found[chain[-1].code] += 1
            chains.setdefault(chain[-1].code, chain)
    within = {c: sum(n for outer, n in found.items() if c.startswith(outer)) for c in found}
    best = max(found, key=lambda c: (found[c], within[c], -list(found).index(c)), default="")
    return chains[best] if best and (within[best] > 1 or len(found) == 1) else ()
