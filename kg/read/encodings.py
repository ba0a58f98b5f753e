"""Bytes → text: the encoding told by BOM, strict UTF-8, NUL patterns and plausibility, never by dropping bytes."""

import codecs
import functools
import re

from kg import vocabulary
from kg.errors import DocumentError
from kg.scripts import simplified_text

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORMATS = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "docx/zip"),
    (b"\xd0\xcf\x11\xe0", "Word/Excel"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x7fELF", "ELF"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WIDE = re.compile("[^\x00-\x7f\u00a0-\u00ff\u2010-\u2027\u3000-\u303f\uff00-\uffef]")


def decode(data: bytes, *, name: str = "") -> tuple[str, str]:
    """The text of a file and the name of its encoding; the BOM at its start is not part of the text.

    >>> decode("济宁高新区管委会".encode("gb18030"))
    ('济宁高新区管委会', 'gb18030')
    >>> decode("濟寧高新區的企業在園區發展".encode("big5"))
    ('濟寧高新區的企業在園區發展', 'big5hkscs')
    """
    for magic, what in _FORMATS:
        if data.startswith(magic):
            raise _binary(name, what)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(_strict(data[len(bom) :], encoding), encoding, name)
    if b"\x00" in data:
        wide = _wide(data)
        if wide:
            return _checked(_strict(data, wide), wide, name)
    text = _strict(data, "utf-8")
    if text is not None:
        return _checked(text, "utf-8", name)
    for encoding in ("gb18030", "utf-16-le", "utf-16-be"):
        text = _strict(data, encoding)
        if text is not None and plausible(text):
            return _checked(text, encoding, name)
    text = _strict(data, "big5hkscs")
    if text is not None and plausible(simplified_text(text)[0]):
        return _checked(text, "big5hkscs", name)
    if _looks_binary(data):
        raise _binary(name, "")
    raise _unknown(name, "")


def plausible(text: str) -> bool:
    """Whether decoded text reads like Chinese (or ASCII with a little of it), not like mojibake.

    >>> plausible("科技創新局".encode("big5").decode("gb18030"))
    False
    """
    sample = text[:100_000]
    wide = _WIDE.findall(sample)
    if not wide:
        return bool(sample) and len(_CONTROL.findall(sample)) * 50 < len(sample)
    common = sum(c in frequent_characters() for c in wide)
    return common >= 0.35 * len(wide)


@functools.cache
def frequent_characters() -> frozenset[str]:
    """The 500 characters that make up three quarters of running news text."""
    return frozenset(row["character"] for row in vocabulary.table("reading/frequent_characters"))


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide(data: bytes) -> str:
    """UTF-16 without a BOM: NUL bytes stand (nearly) all on one side, and the text reads well."""
    if len(data) % 2:
        return ""
    sides = (data[::2].count(0), data[1::2].count(0))
    encoding = "utf-16-be" if sides[0] > sides[1] else "utf-16-le"
    if min(sides) * 10 > max(sides):
        return ""
    text = _strict(data, encoding)
    return encoding if text is not None and plausible(text) else ""


def _checked(text: str | None, encoding: str, name: str) -> tuple[str, str]:
    if text is None:
        raise _unknown(name, f"{encoding}?")
    if len(_CONTROL.findall(text[:100_000])) * 20 > len(text[:100_000]):
        raise _binary(name, "")
    han = _HAN.findall(text[:100_000])
    damaged = text.count("\ufffd") * 50 > len(text) or text.count("锟斤拷") * 50 > len(text)
    if damaged or (len(han) >= 50 and sum(c in frequent_characters() for c in han) * 10 < len(han)):
        raise DocumentError(
            f"{name}：文字已损坏（乱码），请从原网页重新保存为 UTF-8 文本",
            f"{name}: the text is garbled; save it again from its source as UTF-8 text",
        )
    return text, encoding


def _looks_binary(data: bytes) -> bool:
    sample = data[:4096]
    return b"\x00" in sample or sum(b < 9 or 13 < b < 32 for b in sample) * 20 > len(sample)


def _binary(name: str, what: str) -> DocumentError:
    zh, en = (f"（{what}）", f" ({what})") if what else ("", "")
    return DocumentError(
        f"{name}：不是文本文件{zh}，请另存为 UTF-8 编码的 .txt",
        f"{name}: not a text file{en}; save it as .txt in UTF-8",
    )


def _unknown(name: str, guess: str) -> DocumentError:
    zh, en = (f"（可能是 {guess}）", f" (perhaps {guess})") if guess else ("", "")
    return DocumentError(
        f"{name}：无法识别的文字编码{zh}，请另存为 UTF-8", f"{name}: unknown text encoding{en}; save it as UTF-8"
    )
