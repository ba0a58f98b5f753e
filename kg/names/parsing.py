"""A name taken apart: the chain of bodies it names, and in each its region, own part, form."""

import dataclasses
import functools
import re

from kg.names.divisions import Division, leading_divisions
from kg.names.folding import fold
from kg.vocabulary import table

_PARENS = re.compile(r"\(([^()]*)\)")
_COUNTRY = re.compile(r"^(?:中国|全国|国家级|国家)(?=.)")
_CHINA = Division("", "中国", "country")
_LEVEL = re.compile(r"^(?:自治区|街道|新区|[省市区县州旗镇盟校院])(?!场|政(?!府|协)|容|域|块|际|级|委)(?=.)")
_PHASE = re.compile(r"([一二三四五六七八九十\d]+)期|第([一二三四五六七八九十百\d]+)[届次批期]|([东西南北中])区$")
_NOT_UNIT = re.compile(r"^(?:生|城|路|街|科技园|监委|股份|有限|集团|控股|公司|实业|投资|发展|系统|[一二三四]期)")


@dataclasses.dataclass(frozen=True, slots=True)
class Segment:
    """One body of a chain. `level` is the 市 of 市科技局, `form` the type word, `kind` the class of the form."""

    text: str
    regions: tuple[Division, ...]
    level: str
    core: str
    form: str
    kind: str


@dataclasses.dataclass(frozen=True, slots=True)
class Name:
    """A parsed name: the chain from the outermost host to the body itself, and what sets editions apart."""

    text: str
    chain: tuple[Segment, ...]
    phase: str

    @property
    def last(self) -> Segment:
        """The body that the name denotes."""
        return self.chain[-1]

    @property
    def hosts(self) -> tuple[Segment, ...]:
        """The bodies it belongs to, the outermost first."""
        return self.chain[:-1]


@functools.lru_cache(maxsize=1 << 17)
def parse(name: str, type_: str = "ORG") -> Name:
    """Take a name apart.

    >>> [s.text for s in parse("济宁高新区党工委宣传部").chain]
    ['济宁高新区', '宣传部']
    >>> s = parse("山东通佳机械有限公司").last
    >>> [d.name for d in s.regions], s.core, s.form, s.kind
    (['山东省'], '通佳机械', '有限公司', 'company')
    >>> [s.text for s in parse("北京大学第三医院").chain], parse("山东省激光研究所").last.core
    (['北大', '第三医院'], '激光')
    """
    text = fold(name, type_)
    phase = _PHASE.search(text)
    parts = _split(text) if type_ in ("ORG", "PARK") else [text]
    chain = tuple(_segment(part, type_, host=i < len(parts) - 1) for i, part in enumerate(parts))
    return Name(text, chain, next(filter(None, phase.groups()), "") if phase else "")


@functools.lru_cache(maxsize=1 << 17)
def brand_and_line(core: str) -> tuple[str, str]:
    """A company's own name and its line of business.

    >>> brand_and_line("通佳机械"), brand_and_line("创新谷发展"), brand_and_line("晟视光电")
    (('通佳', '机械'), ('创新谷', '发展'), ('晟视', '光电'))
    """
    brand = core
    while True:
        tail = next((w for w in _words("line") if brand.endswith(w) and len(brand) - len(w) >= 2), "")
        if not tail:
            return brand, core[len(brand) :]
        brand = brand[: -len(tail)]


def is_generic(name: str, type_: str = "ORG") -> bool:
    """Whether a name is a bare type word, useless outside its document.

    >>> [is_generic(n, "PARK") for n in ("高新区", "济宁高新区", "园区", "松山湖")]
    [True, False, True, False]
    >>> [is_generic(n) for n in ("管委会", "科学中心", "科技创新局", "区党工委", "辰欣药业")]
    [True, True, False, True, False]
    """
    parsed = parse(name, type_)
    if any(s.regions for s in parsed.chain) or parsed.phase:
        return False
    if parsed.hosts and not all(is_generic(s.text, "PARK") for s in parsed.hosts):
        return False
    last = parsed.last
    if type_ not in ("ORG", "PARK"):
        return is_general(parsed.text)
    if last.kind in ("government", "party") and last.core and len(last.form) == 1:
        return False
    return not last.core or (len(last.core) <= 4 and is_general(last.core))


@functools.lru_cache(maxsize=1 << 16)
def is_general(core: str) -> bool:
    """Whether a core is made of general words alone and so tells no body from another.

    >>> is_general("创新创业服务"), is_general("信息"), is_general("龙心健康")
    (True, True, False)
    """
    if not core:
        return True
    return any(core.endswith(w) and is_general(core[: -len(w)]) for w in _general_words())


@functools.cache
def _general_words() -> tuple[str, ...]:
    return tuple(dict.fromkeys([*_words("general"), *_words("line")]))


def _split(text: str) -> list[str]:
    for pattern in (_company_host(), _zone_host(), _body_host()):
        match = pattern.match(text)
        if match and _is_unit(match["rest"], match["host"]):
            return [match["host"], *_split(match["rest"])]
    return [text]


def _is_unit(rest: str, host: str) -> bool:
    registered = rest.endswith(_words("legal")) and not rest.endswith(_words("branch"))
    if registered or _NOT_UNIT.match(rest):
        return False
    forms = _forms("ORG")
    if len(rest) == 1 or not any(rest.endswith(f) for f in forms):
        return rest.endswith(_words("zone")) and host.endswith(_words("zone")) and len(rest) > 2
    return True


def _segment(text: str, type_: str, *, host: bool) -> Segment:
    inside = "".join(_PARENS.findall(text))
    bare = _PARENS.sub("", text)
    country = _COUNTRY.match(bare) if len(bare) > 4 else None
    regions, length = leading_divisions(bare[country.end() :] if country else bare)
    if not regions and inside:
        regions = leading_divisions(inside)[0]
    if country:
        regions, length = (_CHINA, *regions), length + country.end()
    rest = bare[length:]
    form, kind = _form(rest if rest else bare, "PARK" if host and type_ == "ORG" and _zonal(text) else type_)
    if not rest:
        rest, regions = bare, ()
    core = rest[: len(rest) - len(form)] if form else rest
    level = ""
    if not regions and kind in ("government", "party", "hospital", "university", "association") and core:
        match = _LEVEL.match(core + form)
        level = match[0] if match and len(match[0]) <= len(core) else ""
    return Segment(text, regions, level, core[len(level) :], form, kind)


def _zonal(text: str) -> bool:
    return text.endswith(_words("zone")) and not text.endswith(("中心", "公司", "学院", "研究院"))


def _form(text: str, type_: str) -> tuple[str, str]:
    forms = _forms(type_)
    for length in range(min(8, len(text)), 0, -1):
        kind = forms.get(text[-length:])
        if kind:
            return text[-length:], kind
    return "", ""


@functools.cache
def _forms(type_: str) -> dict[str, str]:
    classes = {
        "ORG": (
            "legal", "branch", "party", "government", "university", "institute", "platform", "hospital",
            "association", "finance", "media", "unit",
        ),
        "PARK": ("zone",),
    }.get(type_, (type_.lower(),))  # fmt: skip
    forms: dict[str, str] = {}
    for class_ in classes:
        for word in _words(class_):
            if class_ == "unit" and len(word) == 1:
                continue
            forms.setdefault(word, "company" if class_ == "legal" else class_)
    return forms


@functools.cache
def _words(class_: str) -> tuple[str, ...]:
    words = {row["suffix"] for row in table("suffixes") if row["class"] == class_}
    return tuple(sorted(words, key=lambda w: (-len(w), w)))


@functools.cache
def _company_host() -> re.Pattern[str]:
    firms = "股份有限公司|有限公司|集团公司|总公司|公司|集团"
    return re.compile(rf"^(?P<host>.{{2,}}?(?:{firms}))(?P<rest>(?!有限|股份|公司|控股).+)$")


@functools.cache
def _zone_host() -> re.Pattern[str]:
    long = "|".join(w for w in _words("zone") if len(w) > 1)
    short = "|".join(w for w in _words("zone") if len(w) == 1)
    office = r"(?:管委会|党工委|纪工委|管理处|管理局|管理办公室|办事处|党委)"
    return re.compile(rf"^(?P<host>.*?(?:{long})|.{{2,}}?(?:{short})(?={office}))(?P<rest>.+)$")


@functools.cache
def _body_host() -> re.Pattern[str]:
    learned = "大学|科大|师大|农大|工大|财大|医大|北大|清华|学院|医院|研究院|研究所|科学院|中科院|银行"
    long = f"管委会|党工委|政府|委员会|{learned}"
    short = r"局|厅|(?<=[省市县区州发健])委"
    return re.compile(rf"^(?P<host>.*?(?:{long})|.+?(?:{short}))(?P<rest>.+)$")
