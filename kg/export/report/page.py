"""The page around the sections: head, contents, style; nothing on it asks another server for anything."""

from collections.abc import Callable
from pathlib import Path

from kg.export.picture import colour
from kg.export.report.articles import articles
from kg.export.report.html import Html, joined, tag, text
from kg.export.report.index import index
from kg.export.report.lists import cooperation, honours, investments, listings
from kg.export.report.overview import lead, overview
from kg.export.report.parks import known_parks, parks
from kg.export.report.posts import posts
from kg.export.report.view import View
from kg.vocabulary import ontology

SECTIONS: dict[str, Callable[[View], Html]] = {
    "overview": overview,
    "parks": parks,
    "posts": posts,
    "honours": honours,
    "investments": investments,
    "listings": listings,
    "cooperation": cooperation,
    "articles": articles,
    "index": index,
}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_PARKS_IN_CONTENTS = 12


def page(view: View) -> Html:
    """The whole document."""
    title = view.words("title")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", text(title)),
        tag("style", _style()),
    )
    sections = [
        tag("section", tag("h2", text(view.words(name))), write(view), id=name) for name, write in SECTIONS.items()
    ]
    top = tag("header", tag("h1", text(title)), lead(view))
    body = tag("body", _contents(view), tag("main", top, *sections))
    lang = "zh-CN" if view.words.lang == "zh" else "en"
    return Html("<!DOCTYPE html>\n" + tag("html", head, text("\n"), body, lang=lang) + "\n")


def _contents(view: View) -> Html:
    entries = []
    for name in SECTIONS:
        inner = _parks(view) if name == "parks" else Html("")
        entries.append(tag("li", tag("a", text(view.words(name)), href=f"#{name}"), inner))
    return tag("nav", tag("h2", text(view.words("contents"))), tag("ol", *entries), aria_label=view.words("contents"))


def _parks(view: View) -> Html:
    shown = known_parks(view)[:_PARKS_IN_CONTENTS]
    links = [tag("li", tag("a", text(view.name(p.id)), href=f"#park-{p.id}")) for p in shown]
    return tag("ul", *links) if links else Html("")


def _style() -> Html:
    """The style sheet with the colours of the types."""
    sheet = Path(__file__).with_name("style.css").read_text("utf-8")
    inks = [f".{t}{{--ink:{colour(t)}}}" for t in ontology().types]
    return joined([Html(sheet), *map(Html, inks)])
