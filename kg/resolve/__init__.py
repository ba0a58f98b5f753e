"""Mentions of many documents become entities; every merge has its reasons, every id depends on content alone."""

from kg.resolve.resolution import resolve

__all__ = ["resolve"]
