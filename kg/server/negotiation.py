"""What a client would rather have: media types and languages."""

from collections.abc import Sequence

LANGUAGES = ("zh", "en")


def preferred(accept: str, offers: Sequence[str]) -> str | None:
    """The media type on offer that an Accept header likes best, the first on offer of equals; None where it likes none.

    >>> preferred("text/html, */*;q=0.1", ["text/turtle", "text/html"])
    'text/html'
    >>> preferred("text/*;q=0.3, text/turtle;q=0.7", ["text/csv", "text/turtle"]), preferred("image/png", ["text/csv"])
    ('text/turtle', None)
    """
    ranges = weighted(accept) or [("*/*", 1.0)]
    liked = [(_weight(ranges, offer), -number) for number, offer in enumerate(offers)]
    best, number = max(liked, default=(0.0, 0))
    return offers[-number] if best > 0 else None


def browsed(accept: str) -> bool:
    """Whether a page is liked better than data: so of browsers, not of programs that take anything.

    >>> browsed("text/html,application/xhtml+xml,*/*;q=0.8"), browsed("*/*"), browsed("text/turtle, text/html;q=0.5")
    (True, False, False)
    """
    return preferred(accept, ["text/turtle", "application/ld+json", "application/rdf+xml", "text/html"]) == "text/html"


def weighted(header: str) -> list[tuple[str, float]]:
    """The parts of an Accept or Accept-Language header with their q-values, as they stand.

    >>> weighted("text/html, application/xml;q=0.9;v=1, bad;q=x")
    [('text/html', 1.0), ('application/xml', 0.9), ('bad', 0.0)]
    """
    found = []
    for item in header.split(","):
        name, *parameters = (part.strip().lower() for part in item.split(";"))
        if name:
            found.append((name, next((_number(p[2:]) for p in parameters if p.startswith("q=")), 1.0)))
    return found


def language(wish: str, cookie: str, accept: str) -> str:
    """`zh` or `en`: the one asked for, else that of the cookie, else of the browser, else Chinese.

    >>> language("", "", "fr, en-GB;q=0.8, zh;q=0.5"), language("zh", "en", ""), language("", "", "")
    ('en', 'zh', 'zh')
    """
    liked = sorted(weighted(accept), key=lambda part: -part[1])
    for code in (wish, cookie, *(name for name, weight in liked if weight > 0)):
        if code[:2] in LANGUAGES:
            return code[:2]
    return "zh"


def _weight(ranges: Sequence[tuple[str, float]], offer: str) -> float:
    """The q-value of the most exact range that covers a media type."""
    for range_ in (offer, offer.partition("/")[0] + "/*", "*/*"):
        for name, weight in ranges:
            if name == range_:
                return weight
    return 0.0


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return min(max(value, 0.0), 1.0)
