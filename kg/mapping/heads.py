"""Which titles lead a body: the tail of the title decides, a prefix such as 副 makes it a deputy's."""

import re

_TAIL = re.compile(
    r"(局长|厅长|部长|处长|科长|所长|主任|书记|主席|董事长|总经理|总裁|首席执行官|CEO|院长|校长|站长|会长|理事长|秘书长|总干事|"
    r"市长|省长|区长|县长|镇长|乡长|行长|台长|馆长|社长|总编辑|组长|负责人|一把手)$",
    re.IGNORECASE,
)
_DEPUTY = re.compile(r"副|助理|秘书(?!长$)|原$|名誉|荣誉|候任|委员$")


def is_head(title: str) -> bool:
    """Whether the holder of this title leads the body.

    >>> [is_head(t) for t in ("局长", "党组书记、局长", "副局长", "常务副主任", "董事长助理", "研究员")]
    [True, True, False, False, False, False]
    """
    return bool(_TAIL.search(title)) and not _DEPUTY.search(title)
