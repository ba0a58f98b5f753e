"""Relations as plain sentences in which the two entities can be links."""

import dataclasses
import re

from kg.query import Match, Relation
from kg.server.rendering import date_words
from kg.server.wording import Words, say

_SENTENCES: Words = {
    "holds_position": ("{s}{status}任{o}{position}", "{s} {status}holds the post {position} at {o}"),
    "part_of": ("{s}{status}隶属于{o}", "{s} {status}belongs to {o}"),
    "located_in": ("{s}{status}位于{o}", "{s} {status}lies in {o}"),
    "establishes": ("{s}{status}设立{o}", "{s} {status}sets up {o}"),
    "operates": ("{s}{status}运营{o}", "{s} {status}operates {o}"),
    "runs_programme": ("{s}{status}实施{o}", "{s} {status}runs {o}"),
    "participates_in": ("{s}{status}参与{o}", "{s} {status}takes part in {o}"),
    "awarded": ("{s}{status}获得{o}", "{s} {status}is awarded {o}"),
    "cooperates_with": ("{s}{status}与{o}合作", "{s} {status}cooperates with {o}"),
    "attracts": ("{s}{status}引进{o}", "{s} {status}attracts {o}"),
    "invests_in": ("{s}{status}投资{o}", "{s} {status}invests in {o}"),
    "develops_industry": ("{s}{status}发展{o}", "{s} {status}develops {o}"),
    "hosts": ("{s}{status}举办{o}", "{s} {status}hosts {o}"),
    "listed_on": ("{s}{status}在{o}上市", "{s} {status}is listed on {o}"),
}
_STATUS: Words = {
    "current": ("", ""),
    "former": ("曾", "(formerly) "),
    "planned": ("拟", "(as planned) "),
    "uncertain": ("（待核）", "(uncertain) "),
}
_TIMES: Words = {
    "since": ("自{date}", "since {date}"),
    "until": ("至{date}", "until {date}"),
    "seen": ("见于{date}", "seen {date}"),
    "undated": ("时间不详", "undated"),
}
_ENDS = re.compile(r"(\{[so]\})")


@dataclasses.dataclass(frozen=True, slots=True)
class Phrase:
    """A run of a sentence; where it names an entity, that entity."""

    text: str
    entity: Match | None = None


def sentence(subject: Match, relation: Relation, object_: Match, lang: str) -> tuple[Phrase, ...]:
    """What a relation says; `subject` and `object_` are its ends in its own direction."""
    said = dict(relation.qualifiers)
    status = _STATUS[relation.status][lang != "zh"]
    position = said.get("position", "") or ("职" if lang == "zh" else "of an unnamed kind")
    ends = {"{s}": Phrase(subject.name, subject), "{o}": Phrase(object_.name, object_)}
    pattern = _SENTENCES.get(relation.predicate, ("{s}—{o}", "{s} — {o}"))[lang != "zh"]
    phrases = [
        ends.get(part) or Phrase(part.replace("{status}", status).replace("{position}", position))
        for part in _ENDS.split(pattern)
        if part
    ]
    return tuple(p for p in (*phrases, Phrase(_amount(said, lang))) if p.text)


def _amount(said: dict[str, str], lang: str) -> str:
    amount = said.get("amount", "")
    return (f"（{amount}）" if lang == "zh" else f" ({amount})") if amount else ""


def time_words(relation: Relation, lang: str) -> str:
    """When a relation held, as precisely as is known."""
    if relation.at:
        return date_words(relation.at, lang)
    bounds = [
        say(_TIMES, lang, key, date=date_words(iso, lang))
        for key, iso in (("since", relation.since), ("until", relation.until))
        if iso
    ]
    if bounds:
        return ("，" if lang == "zh" else ", ").join(bounds)
    seen = "/".join(dict.fromkeys(d for d in (relation.first_seen, relation.last_seen) if d))
    return say(_TIMES, lang, "seen", date=date_words(seen, lang)) if seen else say(_TIMES, lang, "undated")
