"""What is said of an entity, by what it says: the groups of an entity page, their headings and their order."""

import dataclasses
from collections.abc import Iterable

from kg.server.pages.statements import Claim
from kg.vocabulary import ontology

# group → heading in Chinese and English
HEADINGS: dict[str, tuple[str, str]] = {
    "led_by": ("领导与任职人员", "People in office"),
    "posts": ("任职", "Posts"),
    "firms": ("企业", "Firms"),
    "subparks": ("下属园区", "Parks within"),
    "bodies": ("下属与驻区机构", "Bodies"),
    "members": ("组成单位与园区", "Members"),
    "belongs_to": ("隶属于", "Part of"),
    "lies_in": ("位于", "Located in"),
    "events_here": ("在此举办的活动", "Events held here"),
    "projects": ("项目", "Projects"),
    "programmes": ("实施的政策与计划", "Programmes it runs"),
    "run_by": ("实施单位", "Run by"),
    "takes_part": ("参与", "Takes part in"),
    "participants": ("参与者", "Participants"),
    "industries": ("产业", "Industries"),
    "industry_of": ("发展该产业的园区与机构", "Who develops it"),
    "honours": ("荣誉与资质", "Honours"),
    "holders": ("获得者", "Holders"),
    "partners": ("合作方", "Partners"),
    "attracted": ("引进的企业与项目", "Attracted"),
    "attracted_by": ("由谁引进", "Attracted by"),
    "set_up": ("设立的机构、园区与项目", "Set up"),
    "set_up_by": ("由谁设立", "Set up by"),
    "runs": ("运营", "Operates"),
    "operated_by": ("运营方", "Operated by"),
    "investments": ("投资", "Investments"),
    "investors": ("投资方", "Investors"),
    "events": ("举办的活动", "Events it hosts"),
    "hosts": ("举办方", "Hosts"),
    "listed_on": ("上市", "Listed on"),
    "listings": ("上市企业", "Listed firms"),
}

# predicate and direction → group
SAID = {
    ("holds_position", "out"): "posts",
    ("holds_position", "in"): "led_by",
    ("part_of", "out"): "belongs_to",
    ("located_in", "out"): "lies_in",
    ("establishes", "out"): "set_up",
    ("establishes", "in"): "set_up_by",
    ("operates", "out"): "runs",
    ("operates", "in"): "operated_by",
    ("runs_programme", "out"): "programmes",
    ("runs_programme", "in"): "run_by",
    ("participates_in", "out"): "takes_part",
    ("participates_in", "in"): "participants",
    ("awarded", "out"): "honours",
    ("awarded", "in"): "holders",
    ("cooperates_with", "out"): "partners",
    ("cooperates_with", "in"): "partners",
    ("attracts", "out"): "attracted",
    ("attracts", "in"): "attracted_by",
    ("invests_in", "out"): "investments",
    ("invests_in", "in"): "investors",
    ("develops_industry", "out"): "industries",
    ("develops_industry", "in"): "industry_of",
    ("hosts", "out"): "events",
    ("hosts", "in"): "hosts",
    ("listed_on", "out"): "listed_on",
    ("listed_on", "in"): "listings",
}

_WITHIN = {"PARK": "subparks", "PROJECT": "projects", "EVENT": "events_here"}

_FIRST: dict[str, tuple[str, ...]] = {
    "PERSON": ("posts", "set_up", "takes_part"),
    "PARK": ("led_by", "firms", "subparks", "bodies", "industries", "programmes", "projects", "belongs_to", "lies_in"),
    "PROGRAMME": ("run_by", "members", "participants"),
    "PROJECT": ("investors", "attracted_by", "set_up_by", "operated_by", "lies_in"),
    "PLACE": ("subparks", "firms", "bodies"),
    "EVENT": ("hosts", "lies_in", "participants"),
    "ORG": ("led_by", "belongs_to", "lies_in", "listed_on"),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """Claims that say the same thing; `mixed` where they say it in several ways, so that each must tell."""

    key: str
    claims: tuple[Claim, ...]
    mixed: bool


def grouped(own_type: str, found: Iterable[Claim]) -> tuple[Group, ...]:
    """The groups of an entity of a type, in the order in which its readers look for them."""
    by_key: dict[str, list[Claim]] = {}
    for claim in found:
        by_key.setdefault(group_of(own_type, claim), []).append(claim)
    order = list(dict.fromkeys((*_FIRST.get(own_type, ()), *HEADINGS, *by_key)))
    return tuple(Group(k, tuple(by_key[k]), _mixed(by_key[k])) for k in order if k in by_key)


def _mixed(found: Iterable[Claim]) -> bool:
    ways = {c.edge.predicate for c in found}
    return len(ways) > 1


def group_of(own_type: str, claim: Claim) -> str:
    """The group of a claim seen from an entity of a type."""
    said = claim.edge.predicate, claim.direction
    if said in (("located_in", "in"), ("part_of", "in")):
        return "members" if own_type == "PROGRAMME" else _within(claim)
    if own_type == "PARK" and said == ("attracts", "out") and claim.other.type in ("ORG", "PROJECT"):
        return _within(claim)
    return SAID.get(said) or f"{said[0]}.{said[1]}"


def _within(claim: Claim) -> str:
    other = claim.other
    return "firms" if other.kind == "company" else _WITHIN.get(other.type, "bodies")


def heading(key: str, lang: str) -> str:
    """The heading of a group: its own, or the label of the predicate for one that has none."""
    predicate = ontology().predicates.get(key.partition(".")[0])
    zh, en = HEADINGS.get(key) or ((predicate.zh, predicate.en) if predicate else (key, key))
    return zh if lang == "zh" else en
