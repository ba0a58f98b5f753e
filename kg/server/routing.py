"""From a path to the page that answers it, on the worker's side."""

import functools
import re
from collections.abc import Mapping

from kg.server.exchange import Page

_PART = re.compile(r"{(\w+)(:path)?}")


@functools.cache
def pattern(route: str) -> re.Pattern[str]:
    """A route as a regular expression: `{id}` is one part of a path, `{name:path}` all the rest.

    >>> pattern("/page/{id}.json").fullmatch("/page/o-1.json")["id"]
    'o-1'
    """
    at, said = 0, ""
    for part in _PART.finditer(route):
        said += re.escape(route[at : part.start()]) + f"(?P<{part[1]}>{'.+' if part[2] else '[^/]+'})"
        at = part.end()
    return re.compile(said + re.escape(route[at:]))


def find_page(routes: Mapping[str, Page], path: str) -> tuple[Page, dict[str, str]] | None:
    """The page of the first route that fits, with the named parts of the path."""
    for route, page in routes.items():
        found = pattern(route).fullmatch(path)
        if found:
            return page, found.groupdict()
    return None
