"""What kind of organization a name denotes: company, government, party, university, …"""

import functools

from kg.vocabulary import table

_UNKNOWN = ("company", 0.6)  # a name without a known last word is most often a company's short name


@functools.cache
def _suffixes() -> tuple[dict[str, str], int]:
    kinds = {row["suffix"]: row["kind"] for row in table("organization_kinds")}
    return kinds, max(map(len, kinds))


def kind_of(name: str, context: str = "") -> tuple[str, float]:
    """The kind of an organization by the longest known suffix of its name, and how sure that is (0 to 1).

    >>> kind_of("济宁高新区党工委")[0], kind_of("辰欣药业股份有限公司")[0], kind_of("山东大学")[0]
    ('party', 'company', 'university')
    """
    kinds, longest = _suffixes()
    for length in range(min(longest, len(name)), 0, -1):
        if (kind := kinds.get(name[-length:])) is not None:
            return kind, 0.9 if length > 1 else 0.75
    return _UNKNOWN
