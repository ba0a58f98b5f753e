"""Templates to pages: one environment in which everything is escaped, and the words and links that templates use."""

import functools
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

import jinja2

from kg.server.exchange import Reply, Request
from kg.server.wording import SITE, Words, say
from kg.vocabulary import ontology

_MONTHS = "January February March April May June July August September October November December".split()
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def render(
    template: str,
    request: Request,
    *,
    words: Words | None = None,
    status: int = 200,
    headers: tuple[tuple[str, str], ...] = (),
    **values: Any,
) -> Reply:
    """A page from a template of `kg/server/templates`, which mostly extends `base.html`.

    Templates get `request`, `lang`, `t(key, …)` for words of the site and of `words`, `here(name=value, …)` for a link
    to this page with other parameters, and `values`.
    """
    known = {**SITE, **(words or {})}
    speaking = functools.partial(say, known, request.lang)
    here = functools.partial(link_here, request)
    page = _environment().get_template(template)
    text = page.render(request=request, lang=request.lang, t=speaking, here=here, **values)
    return Reply(text.encode("utf-8", "replace"), status=status, headers=headers)


def link(path: str, **parameters: object) -> str:
    """A relative address; parameters that are empty or None are left out.

    >>> link("/search", q="创新 谷", type="")
    '/search?q=%E5%88%9B%E6%96%B0+%E8%B0%B7'
    """
    given = {name: value for name, value in parameters.items() if value not in (None, "")}
    return quote(path, safe="/.-_~") + (f"?{urlencode(given, doseq=True, errors='replace')}" if given else "")


def link_here(request: Request, **changes: object) -> str:
    """The address of this page with some parameters changed; None takes one away."""
    return link(request.path, **{**request.query, **changes})


def type_label(tag: str, lang: str) -> str:
    """The name of an entity type, the tag itself if it is unknown.

    >>> type_label("PARK", "zh"), type_label("PARK", "en")
    ('园区', 'park')
    """
    known = ontology().types.get(tag)
    return tag if known is None else known.zh if lang == "zh" else known.en


def kind_label(tag: str, lang: str) -> str:
    """The name of a kind of organization, the tag itself if it is unknown."""
    return ontology().kinds.get(tag, (tag, tag))[lang != "zh"]


def predicate_label(tag: str, lang: str) -> str:
    """The name of a predicate, the tag itself if it is unknown."""
    known = ontology().predicates.get(tag)
    return tag if known is None else known.zh if lang == "zh" else known.en


def date_words(iso: str | None, lang: str) -> str:
    """A date or range in words, as precise as it is.

    >>> date_words("2021-05", "zh"), date_words("2017-10-23", "en"), date_words("2019-01/2019-09", "zh")
    ('2021年5月', '23 October 2017', '2019年1月至2019年9月')
    """
    spoken = _spoken_zh if lang == "zh" else _spoken_en
    return ("至" if lang == "zh" else " to ").join(spoken(part) for part in (iso or "").split("/"))


def _spoken_zh(iso: str) -> str:
    found = _ISO.fullmatch(iso)
    if not found:
        return iso
    year, month, day = found.groups()
    return f"{year}年" + (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")


def _spoken_en(iso: str) -> str:
    found = _ISO.fullmatch(iso)
    if not found or not 0 < int(found[2] or 1) < 13:
        return iso
    year, month, day = found.groups()
    return " ".join([*([str(int(day))] if day else []), *([_MONTHS[int(month) - 1]] if month else []), year])


def confidence_key(value: float) -> str:
    """The word for a confidence.

    >>> confidence_key(0.97), confidence_key(0.7), confidence_key(0.5)
    ('confidence_high', 'confidence_medium', 'confidence_low')
    """
    return "confidence_high" if value >= 0.85 else "confidence_medium" if value >= 0.6 else "confidence_low"


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("kg.server"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(_FILTERS)
    environment.globals["link"] = link
    return environment


def _spoken(function: Callable[[Any, str], str]) -> Any:
    """A filter that speaks the language of the page."""

    @jinja2.pass_context
    def spoken(context: jinja2.runtime.Context, value: Any) -> str:
        return str(function(value, context["lang"]))

    return spoken


_FILTERS: dict[str, Any] = {
    "type": _spoken(type_label),
    "kind": _spoken(kind_label),
    "predicate": _spoken(predicate_label),
    "date": _spoken(date_words),
    "confidence_key": confidence_key,
    "page": lambda id_: link(f"/page/{id_}"),
    "article": lambda id_: link(f"/article/{id_}"),
}
