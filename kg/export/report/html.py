"""HTML that cannot be broken by a name: what is not of the type Html gets in only through `text`."""

from collections.abc import Iterable
from typing import NewType
from xml.sax.saxutils import escape, quoteattr

Html = NewType("Html", str)

_VOID = ("meta", "br", "hr", "wbr")


def text(words: object) -> Html:
    """Words as they are.

    >>> text("甲 <b> & 乙")
    '甲 &lt;b&gt; &amp; 乙'
    """
    return Html(escape(str(words)))


def tag(name: str, /, *children: Html, **attributes: object) -> Html:
    """An element; `class_` and the like lose their underscore, and inner underscores become hyphens.

    >>> tag("a", text("<甲>"), href="#a", class_='"x"')
    '<a href="#a" class=\\'"x"\\'>&lt;甲&gt;</a>'
    >>> tag("meta", charset="utf-8")
    '<meta charset="utf-8">'
    """
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(str(value))}"
        for key, value in attributes.items()
        if value != ""
    )
    return Html(f"<{name}{written}>") if name in _VOID else Html(f"<{name}{written}>{''.join(children)}</{name}>")


def joined(parts: Iterable[Html], between: str = "") -> Html:
    """Pieces one after another with words between them.

    >>> joined([text("甲"), text("乙")], "、")
    '甲、乙'
    """
    return Html(escape(between).join(parts))
