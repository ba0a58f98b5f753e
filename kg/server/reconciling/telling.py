"""How entities and types are told to other programs."""

from collections.abc import Sequence

from kg.query import Graph, Match
from kg.server.pages.gists import Gist, entries
from kg.server.pages.words import WORDS
from kg.server.rendering import kind_label, type_label
from kg.server.wording import SITE, say


def type_value(tag: str, lang: str) -> dict[str, str]:
    """A type as id and name."""
    return {"id": tag, "name": type_label(tag, lang)}


def described(graph: Graph, found: Sequence[Match], lang: str) -> dict[str, str]:
    """By id a line on each that tells it from its namesakes: its kind, what most tells of it, the name that matched."""
    lines = {}
    for entry in entries(graph.reader, found):
        match = entry.match
        kind = kind_label(match.kind, lang) if match.kind and match.kind != "other" else type_label(match.type, lang)
        other = match.matched and match.matched != match.name
        parts = [
            kind,
            _gist(entry.gist, lang) if entry.gist else "",
            say(WORDS, lang, "matched_as", name=match.matched) if other else "",
        ]
        lines[match.id] = ("；" if lang == "zh" else "; ").join(p for p in parts if p)
    return lines


def _gist(gist: Gist, lang: str) -> str:
    if gist.predicate == "holds_position":
        former = say(SITE, lang, f"post_{gist.status}") if gist.status != "current" else ""
        return f"{former} {gist.other.name}{gist.position}".strip()
    return say(WORDS, lang, f"gist_{gist.predicate}_{gist.direction}", name=gist.other.name)
