"""A report of the whole graph as one HTML page that works anywhere: without network, without JavaScript, on paper."""

from kg.export.files import Target, writing
from kg.export.report.page import page
from kg.export.report.view import View
from kg.model import Snapshot

__all__ = ["report"]


def report(snapshot: Snapshot, target: Target, base: str = "", *, lang: str = "zh") -> None:
    """Writes the report in a language, `zh` or `en`; names and sentences stay Chinese."""
    with writing(target) as stream:
        stream.write(page(View(snapshot, lang)).encode())
