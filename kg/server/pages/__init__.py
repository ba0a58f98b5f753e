"""Pages for people: search, entities, articles, lists, questions; each has a JSON twin."""

from collections.abc import Mapping

from kg.server.exchange import Page
from kg.server.pages.article import show_article
from kg.server.pages.asking import show_question
from kg.server.pages.entity import show_entity
from kg.server.pages.failures import show_missing
from kg.server.pages.home import show_home
from kg.server.pages.listing import show_articles, show_list
from kg.server.pages.search import show_results, suggest
from kg.server.pages.twins import page

ROUTES: Mapping[str, Page] = {
    "/": page(show_home),
    "/index.json": page(show_home),
    "/search": page(show_results),
    "/search.json": page(show_results),
    "/suggest": page(suggest),
    "/page/{id}": page(show_entity),
    "/article/{id}": page(show_article),
    "/articles": page(show_articles),
    "/articles.json": page(show_articles),
    "/list/{type}": page(show_list),
    "/ask": page(show_question),
    "/ask.json": page(show_question),
    "/not-found": page(show_missing),
}
