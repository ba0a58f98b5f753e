"""Party branches: 经济发展局党支部书记 is the 书记 of 经济发展局党支部, unless a run of titles shares the body."""

import dataclasses
import re
from collections.abc import Sequence

from kg.nlp.names.candidates import Candidate

_BRANCH = re.compile(r"党支部(?=副?书记|委员)")
_MORE = re.compile(r"[、兼]")


def join_branches(text: str, names: Sequence[Candidate]) -> list[Candidate]:
    """The names with 党支部 moved from a title to the body before it.

    >>> text = "经济发展局党支部书记黄伟鹏"
    >>> names = [Candidate(0, 5, "ORG", "x", 0.9), Candidate(5, 10, "POSITION", "x", 0.9)]
    >>> [text[c.start:c.end] for c in join_branches(text, names)]
    ['经济发展局党支部', '书记']
    """
    result = list(names)
    for i in range(len(result) - 1):
        body, title = result[i], result[i + 1]
        if body.type != "ORG" or title.type != "POSITION" or body.end != title.start:
            continue
        branch = _BRANCH.match(text, title.start, title.end)
        if branch and not _MORE.match(text, title.end):
            result[i] = dataclasses.replace(body, end=branch.end())
            result[i + 1] = dataclasses.replace(title, start=branch.end())
    return result
