"""Short forms of zones: 济宁高新区 of 济宁国家高新技术产业开发区, 松山湖 of 松山湖高新区, 黄三角农高区 …"""

from kg.names.divisions import leading_divisions
from kg.names.parsing import Name, Segment
from kg.names.weights import Match, subsequence
from kg.names.zones import zone_key

_BROAD = (
    "高新区", "经开区", "新区", "示范区", "试验区", "实验区", "开发区", "科学城", "新城", "科技城", "合作区", "新片区", "片区",
)  # fmt: skip


def zone_form(s: Name, f: Name) -> Match | None:
    """How a zone's short name can stand for its full one, or None."""
    if zone_key(s.text) == zone_key(f.text):
        return Match("listed name of one zone", 0.97)
    if s.text.startswith("国家") and not s.last.regions and len(s.text) <= 6:
        return None
    match = _link(s.last, f.last)
    if not match or len(s.hosts) > len(f.hosts):
        return _whole(s, f)
    if not s.hosts:
        return Match("without its host", round(match.score * 0.95, 3)) if f.hosts else match
    hosts = [host_zone_form(a, b) for a, b in zip(reversed(s.hosts), reversed(f.hosts), strict=False)]
    return match if all(hosts) else None


def host_zone_form(s: Segment, f: Segment) -> Match | None:
    """How a zone's name can stand for another as the host of a body."""
    if s.kind not in ("zone", "") or f.kind != "zone":
        return None
    if zone_key(s.text) == zone_key(f.text):
        return Match("listed name of one zone", 0.97)
    return _link(s, f)


def regions_conflict(a: Segment, b: Segment) -> bool:
    """Whether two names are of different divisions, if both name one."""
    if not a.regions or not b.regions:
        return False
    x, y = a.regions[-1], b.regions[-1]
    if x.code == y.code or x.name == y.name:
        return False
    return not _only_region_before(a.text, b) and not _only_region_before(b.text, a)


def _only_region_before(short: str, full: Segment) -> bool:
    """临江新区 in 南充临江新区: read alone, 临江 looks like a city."""
    head = full.text.removesuffix(short)
    return 0 < len(head) < len(full.text) and leading_divisions(head)[1] == len(head)


def _whole(s: Name, f: Name) -> Match | None:
    """中德园 of 中德高端装备制造产业园, 成阿园 of 成都—阿坝工业园: abbreviations over the whole name."""
    if s.hosts or s.last.regions or len(s.text) < 3 or s.text[0] != f.text[0]:
        return None
    same_head = s.last.form and (f.text.endswith(s.last.form) or s.last.form[-1] == f.text[-1])
    return Match("abbreviation", 0.6) if same_head and subsequence(s.text, f.text) else None


def _link(s: Segment, f: Segment) -> Match | None:
    if s.text == f.text:
        return Match("same name", 1.0)
    if regions_conflict(s, f) or (s.regions and not f.regions):
        return None
    if _only_region_before(s.text, f):
        return Match("without its region", 0.9 if len(s.text) > len(s.form) + 1 else 0.5)
    if s.core == f.core and s.form == f.form:
        if s.regions or not f.regions:
            return Match("same parts", 0.98)
        return Match("without its region", 0.9 if len(f.core) >= 2 else 0.5)
    if not s.regions and len(s.form) <= 1 and len(s.text) >= 2 and not (s.form and len(s.text) > 3):
        bare = _without_type_word(s, f)
        if bare:
            return bare
    return _shortened(s, f)


def _without_type_word(s: Segment, f: Segment) -> Match | None:
    """松山湖 of 松山湖高新区, 临港 of 临港新片区, 横琴 of 横琴粤澳深度合作区."""
    if f.form and s.text in (f.text[: -len(f.form)], f.core):
        return Match("without its type word", 0.8 if f.form in _BROAD else 0.7)
    return Match("start of the name", 0.6) if f.text.startswith(s.text) else None


def _shortened(s: Segment, f: Segment) -> Match | None:
    mine, yours = s.core, f.core
    if mine and yours and s.form == f.form:
        if yours.endswith(mine) and not s.regions:
            return Match("end of the name", 0.65)
        if len(mine) >= 2 and yours[0] == mine[0] and subsequence(mine, yours):
            return Match("abbreviation", 0.75)
    if mine and mine == yours and f.form.endswith(s.form):
        return Match("shorter type word", 0.75)
    if f.text.endswith(s.text) and len(s.text) >= 3:
        return Match("end of the name", 0.6)
    close = s.form and f.form and s.form[-1] == f.form[-1] and bool(mine) and mine[0] in yours[:1]
    return Match("abbreviation", 0.6) if close and subsequence(s.text, f.text) else None
