"""From mentions to entities: what is believed to be one thing across documents, and why."""

from kg.resolve.clusters import resolve

__all__ = ["resolve"]
