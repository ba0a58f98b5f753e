"""How judgements refer to names: by type and comparison form, never by place."""

import dataclasses

_ESCAPES = (("%", "%25"), ("@", "%40"), ("|", "%7C"))


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class NameReference:
    """A name of a type, in every document or in one; written `type:key` or `type:key@document`.

    >>> str(NameReference("PERSON", "罗会涛", "002.txt")), str(NameReference("ORG", "a@b"))
    ('PERSON:罗会涛@002.txt', 'ORG:a%40b')
    """

    type: str
    key: str
    document: str = ""

    def __str__(self) -> str:
        return f"{self.type}:{escaped(self.key)}{f'@{self.document}' if self.document else ''}"


def read_name(text: str) -> NameReference:
    """The inverse of `str`.

    >>> read_name("PERSON:罗会涛@002.txt"), read_name("ORG:a%40b").key
    (NameReference(type='PERSON', key='罗会涛', document='002.txt'), 'a@b')
    """
    name, _, document = text.partition("@")
    type_, _, key = name.partition(":")
    return NameReference(type_, unescaped(key), document)


def escaped(part: str) -> str:
    """A part of a reference without the marks that separate parts."""
    for mark, code in _ESCAPES:
        part = part.replace(mark, code)
    return part


def unescaped(part: str) -> str:
    """The inverse of `escaped`."""
    for mark, code in reversed(_ESCAPES):
        part = part.replace(code, mark)
    return part
