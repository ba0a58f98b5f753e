"""Digits and numerals: full-width, Chinese, digit by digit."""

_FOLD = {0xFF10 + i: str(i) for i in range(10)}
_FOLD |= {ord(c): "-" for c in "—–－─―‐‑−~～〜"}
_FOLD |= {ord(c): " " for c in "\u3000\u00a0\u2002\u2003\u2009"}
_FOLD |= {ord(pair[0]): pair[1] for pair in ("．.", "／/", "·.", "○〇", "Ｏ〇", "％%")}

_DIGIT = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "元": 1, "正": 1}
_TENS = {"廿": 20, "卅": 30}


def fold(text: str) -> str:
    """The text with digits, dashes and spaces in one form each, character for character.

    >>> fold("２０１９年—２０２１年")
    '2019年-2021年'
    """
    return text.translate(_FOLD)


def number(text: str) -> int:
    """A small whole number in digits or Chinese numerals, the digit-by-digit years among them.

    >>> [number(s) for s in ("12", "十二", "三十一", "廿五", "二〇二一", "十", "半")]
    [12, 12, 31, 25, 2021, 10, 0]
    """
    if text.isascii():
        return int(text) if text.isdigit() else 0
    if "十" in text:
        tens, _, ones = text.partition("十")
        return _DIGIT.get(tens, 1) * 10 + _DIGIT.get(ones, 0)
    if text[0] in _TENS:
        return _TENS[text[0]] + _DIGIT.get(text[1:], 0)
    value = 0
    for char in text:
        if char not in _DIGIT:
            return 0
        value = value * 10 + _DIGIT[char]
    return value
