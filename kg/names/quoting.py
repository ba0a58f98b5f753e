"""Names in quotation marks, where a name may bear some itself."""

_INNER = str.maketrans("“”", "‘’")


def in_quotes(name: str) -> str:
    """A name in Chinese quotation marks; those that it bears become the inner ones, and one that is quoted whole stays.

    >>> in_quotes("辰欣药业"), in_quotes("“一区十园”"), in_quotes("“一区十园”总体框架"), in_quotes("“甲”和“乙”")
    ('“辰欣药业”', '“一区十园”', '“‘一区十园’总体框架”', '“‘甲’和‘乙’”')
    """
    whole = name.startswith("“") and name.endswith("”") and not {"“", "”"} & set(name[1:-1])
    return name if whole else f"“{name.translate(_INNER)}”"
