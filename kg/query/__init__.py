"""Questions to a graph: the `Graph` handle and what it answers."""

from kg.query.answers import Answer, Evidence, Leaders, Match, Path, Portrait, Relation, Step
from kg.query.articles import Article, ArticleLine
from kg.query.dates import Moment, parse_moment
from kg.query.finding import type_tag
from kg.query.graph import Graph

__all__ = [
    "Answer",
    "Article",
    "ArticleLine",
    "Evidence",
    "Graph",
    "Leaders",
    "Match",
    "Moment",
    "Path",
    "Portrait",
    "Relation",
    "Step",
    "parse_moment",
    "type_tag",
]
