"""Pages as other sites make them, whole: each `pages/NAME.txt` gives what `pages/NAME.expected` says."""

from pathlib import Path

import pytest

from kg.model import Document
from kg.read import find_sources, read_source

PAGES = Path(__file__).parent / "pages"


def shown(document: Document) -> str:
    """The document as an `.expected` file writes it."""
    published = f"{document.published.iso} {document.published_how}" if document.published else ""
    head = (f"title: {document.title}", f"byline: {document.byline}", f"published: {published}")
    return "\n".join([*(line.rstrip() for line in head), "", document.text, ""])


@pytest.mark.parametrize("source", find_sources([PAGES]), ids=lambda source: source.name)
def test_page_comes_out_as_expected(source: object) -> None:
    path = PAGES / source.name  # type: ignore[attr-defined]
    documents = read_source(source)  # type: ignore[arg-type]
    assert "===\n".join(map(shown, documents)) == path.with_suffix(".expected").read_text("utf-8")
