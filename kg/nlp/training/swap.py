"""More articles from the annotated ones: names exchanged for others of their kind and about their length.

A network that sees 科技局 only in one zone learns that zone's name; one that sees it behind many learns the pattern.
"""

import collections
import dataclasses
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg.annotations import AnnotatedArticle, MarkedMention
from kg.nlp.training.corpora import Marked
from kg.nlp.training.sources import read_lines, read_rows

Sort = tuple[str, str, int]
"""Label, kind of organization, class of length."""
Pool = Mapping[Sort, Sequence[str]]

_LENGTHS = (2, 4, 7)


@dataclasses.dataclass(frozen=True, slots=True)
class Swapper:
    """Names from the articles themselves and from public lists; each name is exchanged with the given chance."""

    own: Pool
    listed: Pool
    chance: float = 0.3
    from_lists: float = 0.5

    def swapped(self, article: AnnotatedArticle, dice: random.Random) -> Marked:
        """The article with some names exchanged."""
        parts: list[str] = []
        names, size, last = [], 0, 0
        for m in article.mentions:
            name = article.text[m.start : m.end]
            if dice.random() < self.chance:
                name = self._other(name, _sort(article, m), dice)
            parts += [article.text[last : m.start], name]
            size += m.start - last + len(name)
            names.append((size - len(name), size, m.type))
            last = m.end
        return Marked("".join([*parts, article.text[last:]]), tuple(names))

    def _other(self, name: str, sort: Sort, dice: random.Random) -> str:
        pool = self.listed if dice.random() < self.from_lists and sort in self.listed else self.own
        return dice.choice(pool.get(sort, (name,)))


def own_names(articles: Iterable[AnnotatedArticle]) -> Pool:
    """The names marked in the articles.

    >>> own_names([])
    {}
    """
    found = collections.defaultdict(set)
    for article in articles:
        for m in article.mentions:
            found[_sort(article, m)].add(article.text[m.start : m.end])
    return {sort: sorted(names) for sort, names in sorted(found.items())}


def listed_names(folder: Path) -> Pool:
    """People, places, zones, universities and companies of the public word lists."""
    listed = read_rows(folder, "listed_companies")
    people = (r["person"] for r in read_rows(folder, "executives"))
    upper = ("province", "city", "county")
    sources = {
        ("PERSON", ""): (p for p in people if re.fullmatch(r"[\u4e00-\u9fff]{2,4}", p)),
        ("PLACE", ""): (
            r["name"] for r in read_rows(folder, "admin_divisions") if r["level"] in upper and len(r["name"]) > 2
        ),
        ("PARK", ""): (r["name"] for r in read_rows(folder, "zones")),
        ("ORG", "university"): read_lines(folder, "universities"),
        ("ORG", "company"): (r[c] for r in listed for c in ("short", "full") if not re.search(r"[*A-Z]", r[c])),
    }
    found = collections.defaultdict(list)
    for (label, kind), names in sources.items():
        for name in sorted(set(filter(None, names))):
            found[label, kind, _length(name)].append(name)
    return dict(found)


def _sort(article: AnnotatedArticle, mention: MarkedMention) -> Sort:
    kind = article.organizations.get(mention.entity, ("", ""))[0] if mention.type == "ORG" else ""
    return mention.type, kind, _length(article.text[mention.start : mention.end])


def _length(name: str) -> int:
    return sum(len(name) > n for n in _LENGTHS)
