"""Strings that every format can carry: names are cleaned here once, before any writer sees them."""

import re
import unicodedata

_SPACES = re.compile(r"[\t-\r\x85\u2028\u2029]+")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd\ufdd0-\ufdef\ufffe\uffff]")


def clean_name(text: str) -> str:
    """A name on one line: NFC, without control characters, lone surrogates and replacement characters.

    >>> clean_name("辰欣\\x0b药业\\x00\\ufffd"), clean_name(" 创新\\n谷 ")
    ('辰欣 药业', '创新 谷')
    """
    return unicodedata.normalize("NFC", _ILLEGAL.sub("", _SPACES.sub(" ", text))).strip()


def clean_text(text: str) -> str:
    """Running text as it stands, line breaks included, without the characters that XML forbids.

    >>> clean_text("第一行\\n第二行\\x0b")
    '第一行\\n第二行'
    """
    return _ILLEGAL.sub("", text)
