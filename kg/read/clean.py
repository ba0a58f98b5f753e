"""Characters: line ends made one, illegal and invisible characters dropped, NFC, spaces made one."""

import re
import unicodedata
from collections import Counter

from kg.read.traced import Edit, Traced, edit

_NEWLINE = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_LAST_OF_PLANES = "".join(chr(plane + end) for plane in range(0x10000, 0xF0000, 0x10000) for end in (0xFFFE, 0xFFFF))
_ILLEGAL = re.compile(
    "(?P<control_characters>[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]+)"
    "|(?P<lone_surrogates>[\ud800-\udfff]+)"
    "|(?P<replacement_characters>\ufffd+)"
    "|(?P<private_characters>[\ue000-\uf8ff\U000f0000-\U0010ffff]+)"
    "|(?P<invisible_characters>[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff0-\ufffb\U000e0000-\U000e0fff]+)"
    f"|(?P<noncharacters>[\ufdd0-\ufdef\ufffe\uffff{_LAST_OF_PLANES}]+)"
)
# Characters that neither compose with a neighbour before them nor decompose.
_STABLE = "\x00-\x7f\u2010-\u2027\u3000-\u3029\u3041-\u3046\u3400-\u9fff\uff00-\uffef"
_UNSTABLE = re.compile(f"(?s:.)?[^{_STABLE}]+")


def clean_text(traced: Traced) -> tuple[Traced, Counter[str]]:
    """The text in NFC with `\\n` as line end and without characters that XML 1.0 or a reader cannot take.

    Tabs and wide spaces stay: they tell indents and columns.

    >>> from kg.read.traced import trace
    >>> clean_text(trace("高\\ufeff新\\x00区\\r\\n"))[0].text
    '高新区\\n'
    """
    counts: Counter[str] = Counter()
    edits: list[Edit] = []
    for match in _ILLEGAL.finditer(traced.text):
        counts[str(match.lastgroup)] += len(match[0])
        edits.append((match.start(), match.end(), ""))
    traced = edit(traced, edits)
    composed = _composed(traced.text)
    counts["composed_characters"] += len(composed)
    traced = edit(traced, composed)
    traced = edit(traced, [(m.start(), m.end(), "\n") for m in _NEWLINE.finditer(traced.text)])
    traced = edit(traced, [(m.start(), m.end(), " ") for m in _SPACE.finditer(traced.text)])
    return traced, +counts


def _composed(text: str) -> list[Edit]:
    if unicodedata.is_normalized("NFC", text):
        return []
    edits = []
    for match in _UNSTABLE.finditer(text):
        composed = unicodedata.normalize("NFC", match[0])
        if composed != match[0]:
            edits.append((match.start(), match.end(), composed))
    return edits
