"""Texts with marked names for tests: `{济宁高新区|PARK:k1}科技局{局长|POSITION}{王某|PERSON:p1}`."""

import re
from collections.abc import Mapping

from kg.model import Mention, content_id, name_key

_NAME = re.compile(r"\{([^{}|]+)\|([A-Z]+)(?::([a-z]+\d+))?\}")


def marked(
    text: str, *, document: str = "d-1", kinds: Mapping[str, str] | None = None, grouped: bool = True
) -> tuple[str, list[Mention]]:
    """The text without marks, and its mentions; `local` numbers follow the ids unless `grouped` is false."""
    plain, mentions, last = "", [], 0
    numbers: dict[str, int] = {}
    for match in _NAME.finditer(text):
        plain += text[last : match.start()]
        surface, type_, entity = match[1], match[2], match[3] or ""
        local = numbers.setdefault(entity, len(numbers)) if entity and grouped else -1
        start, end = len(plain), len(plain) + len(surface)
        kind = (kinds or {}).get(entity, "company" if type_ == "ORG" else "")
        identifier = content_id("m", document, str(start), str(end), type_)
        mentions.append(
            Mention(identifier, document, start, end, type_, kind, surface, name_key(surface), "", local, "test", 0.9)
        )
        plain, last = plain + surface, match.end()
    return plain + text[last:], mentions
