"""Mentions of many documents become entities; every merge has its reasons, every id depends on content alone."""

from kg.resolve.locals import gather
from kg.resolve.resolution import Resolution, resolve, resolve_items

__all__ = ["Resolution", "gather", "resolve", "resolve_items"]
