"""Short forms of bodies: a chain of hosts and units, its last link compared by kind."""

from kg.names.companies import company_form, same_start
from kg.names.parsing import Name, Segment
from kg.names.weights import Match, subsequence
from kg.names.zone_forms import host_zone_form, regions_conflict

__all__ = ["body_form", "chain_form", "regions_conflict"]

_PUBLIC = ("government", "party")
_LEVELS = {
    "省": "province", "自治区": "province", "市": "city", "州": "city", "县": "county", "区": "county", "旗": "county",
}  # fmt: skip


def chain_form(s: Name, f: Name) -> Match | None:
    """How a body's short name can stand for its full one: the last links must agree, hosts may be left out."""
    last = body_form(s.last, f.last)
    if not last:
        return None
    if not s.hosts:
        return _hostless(s, f, last)
    if len(s.hosts) > len(f.hosts):
        return None
    score = last.score
    for mine, yours in zip(reversed(s.hosts), reversed(f.hosts), strict=False):
        match = _host(mine, yours)
        if not match:
            return None
        score *= match.score
    if last.how == "abbreviation" and f.last.kind == "institute" and score == last.score:
        return Match("abbreviation, same host", 0.88)
    return Match("with its host shortened" if score < last.score else last.how, round(score, 3))


def _hostless(s: Name, f: Name, last: Match) -> Match | None:
    if not f.hosts:
        return last
    if s.last.regions or (s.last.level and len(f.chain[0].regions) != 1):
        return None
    if f.last.kind in _PUBLIC or not f.last.core or f.last.kind in ("branch", "unit"):
        return Match("without its host", 0.6) if last.score >= 0.9 else Match(last.how, round(last.score * 0.6, 3))
    return Match("without its host", round(last.score * 0.85, 3))


def _host(s: Segment, f: Segment) -> Match | None:
    if s.text == f.text:
        return Match("same name", 1.0)
    return host_zone_form(s, f) or body_form(s, f)


def body_form(s: Segment, f: Segment) -> Match | None:
    """How one link of a chain can stand for another."""
    if s.text == f.text:
        return Match("same name", 1.0)
    firms = "company" in (s.kind, f.kind) or (not s.kind and not f.kind)
    if regions_conflict(s, f) and not (firms and same_start(s, f)):
        return None
    if firms:
        return company_form(s, f)
    if not s.kind:
        return _without_type_word(s, f)
    if _kinds_conflict(s, f) or _forms_conflict(s, f) or _levels_conflict(s, f) or (s.regions and not f.regions):
        return None
    if s.core == f.core and s.form == f.form:
        return _same_parts(s, f)
    return _abbreviated(s, f)


def _same_parts(s: Segment, f: Segment) -> Match | None:
    if s.regions and f.regions:
        return Match("same parts", 0.98)
    if not f.regions and not f.level:
        return Match("without its level word", 0.6) if s.level else Match("same parts", 0.98)
    # 山东大学, 济宁市政府: without the region nothing is left that identifies the body.
    if f.kind in _PUBLIC or not f.core:
        return Match("without its region", 0.5 if f.core or s.level else 0.3)
    return Match("without its region", 0.8 if len(f.core) > 1 else 0.5)


def _kinds_conflict(s: Segment, f: Segment) -> bool:
    return s.kind != f.kind and {s.form, f.form} not in ({"所", "研究所"}, {"院", "研究院"})


def _forms_conflict(s: Segment, f: Segment) -> bool:
    if s.kind != f.kind:
        return False
    if s.kind in _PUBLIC:
        return s.form != f.form
    return not (f.form.endswith(s.form) or s.form.endswith(f.form))


def _levels_conflict(s: Segment, f: Segment) -> bool:
    if s.level and f.regions:
        return _LEVELS.get(s.level, f.regions[-1].level) != f.regions[-1].level
    return bool(s.level and f.level and s.level != f.level)


def _without_type_word(s: Segment, f: Segment) -> Match | None:
    """油创工场 of 油创工场孵化器."""
    if len(s.text) >= 3 and f.form and f.text == s.text + f.form and f.kind not in (*_PUBLIC, "unit", "branch"):
        return Match("without its type word", 0.75)
    return None


def _abbreviated(s: Segment, f: Segment) -> Match | None:
    """科学中心 of 济宁生命科学中心; 近代物理所 of 近代物理研究所; 医械科 of 医疗器械科."""
    mine, yours = s.core + s.form, f.core + f.form
    if s.kind in _PUBLIC and s.kind == f.kind:
        if len(s.core) >= 2 and f.core.endswith(s.core):
            return Match("end of the name", 0.6)
        initial = len(s.core) >= 2 and bool(f.core) and s.core[0] == f.core[0]
        return Match("abbreviation", 0.7) if initial and subsequence(s.core, f.core) else None
    if s.core and yours.endswith(mine):
        return Match("end of the name", 0.65)
    if not s.core or len(s.text) < 3:
        return None
    starts = {f.text[0], (f.core or f.text)[0]} | {d.short[0] for d in f.regions}
    if s.text[0] in starts and subsequence(s.text, f.text) and not (s.regions and not f.core):
        return Match("abbreviation", 0.7)
    return Match("abbreviation", 0.55) if f.core and len(mine) >= 3 and subsequence(mine, yours) else None
