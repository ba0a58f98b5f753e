"""XML as text, one element a call: streaming, in the order of its arguments, and the same bytes every time."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def start(name: str, attributes: Mapping[str, object]) -> str:
    """A start tag.

    >>> start("node", {"id": "a<b"})
    '<node id="a&lt;b">'
    """
    return f"<{name}{_written(attributes)}>"


def empty(name: str, attributes: Mapping[str, object]) -> str:
    """An element without content."""
    return f"<{name}{_written(attributes)}/>"


def leaf(name: str, text: object, attributes: Mapping[str, object] | None = None) -> str:
    """An element that holds text.

    >>> leaf("data", "甲 & 乙", {"key": "label"})
    '<data key="label">甲 &amp; 乙</data>'
    """
    return f"<{name}{_written(attributes or {})}>{escape(str(text))}</{name}>"


def _written(attributes: Mapping[str, object]) -> str:
    return "".join(f" {name}={quoteattr(str(value))}" for name, value in attributes.items())
