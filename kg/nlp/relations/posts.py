"""Posts: which person holds which title at which body.

A title joins the body named right before it or that of the title before it in the same run; a run of titles joins the
person it stands before, the person in whose description it stands, or the last person when a verb of office (任, 兼任,
当选) leads it.
"""

import dataclasses
import itertools
import re
from collections.abc import Mapping, Sequence

from kg.nlp.relations.reading import Paragraph, Reading, Unit

# How often the body was right, by how it was found, on held-back articles and where the network does not deny it.
SURE = {"adjacent": 0.98, "run": 0.87, "suits": 0.75, "suits_paragraph": 0.82, "suits_article": 0.8}
RESUME = "resume"
_BODIES = frozenset(["ORG", "PARK", "PROJECT"])
_FORMER = re.compile(r"(?:原任?|时任|曾任|前任?|前后任|历任|先后任|先后担任|曾担任|曾经担任|此前任|曾)$")
_OPENING, _CLOSING = ("（", "("), ("）", ")")
_BODY_TO_TITLE = re.compile(
    r"(?:的|原|前|时任|现任|首任|新任|代理?|第?[一二三四五六七八九十\d、第]+(?:届|任)|候任|常任|特聘|，|)(?:（[^（）]{1,14}）)?"
)
_TITLE_TO_TITLE = re.compile(
    r" ?(?:（[^（）]{1,20}）)?(?:、|兼任?|和|及|与|暨|，兼任?|/|，| |)?(?:原|前|时任|现任|代|代理)?"
)
_TITLE_TO_BODY = re.compile(
    r" ?(?:（[^（）]{1,20}）)?(?:、|兼任?|和|及|与|暨|，|；|，?同?时?兼任?|，现任|，曾任|/| |)(?:原|前|时任|现任|任|曾任|系)?"
)
_TITLE_TO_PERSON = re.compile(r"[ 　]?(?:（[^（）]{1,14}）)?[：:—]?[ 　]?(?:为|是|的)?")
_PERSON_LIST = re.compile(r"(?:（[^（）]{1,8}）)?(?:、|和|与|及|以及| )")
_OFFICE = (
    r"(?:现任|曾任|历任|新任|时任|任命?|担任|出任|接任|继任|兼任|兼|就任|任职|升任|改任|调任|转任|拟任|连任|当选为?|当|做过?|做起|做到|"
    r"选举?为|聘为|聘任为?|受聘|受聘为|受聘担任|被聘请?为|请来|推举为|推选为|推荐为|提名为|提拔为|晋升为?|升为|成为|成了|作为|身为|是|为|系|有|"
    r"职务由|留任|代行|主持|挂任|挂职任?|先后任|先后担任)"
)
_LEAD = re.compile(
    rf"(?:辞去|免去|卸任|不再[担兼]任|(?:^|[，。；：、 ）]|起|年|月|日|至今|后|今|又|还|仍|其|曾|来|在|从|由|到|被|将|拟|则|并|并且|一路|人|同志|先生|女士|目前|此前|之前|现){_OFFICE})(?:了|过|为)?"
    r"(?:[其他她](?:所?[担兼]?任的?|的)?)?(?:首批|首任|第[一二三四五六七八九十]+任)?$"
)
_AS, _AS_END = re.compile(r"(?<![可所加予给难足])以$"), re.compile(r"的?(?:身份|名义)")
_HEADS = {
    "局长": "局", "处长": "处", "科长": "科", "院长": "院", "所长": "所站", "校长": "校学", "厂长": "厂", "会长": "会盟",
    "理事长": "会盟院", "秘书长": "会盟室", "行长": "行", "馆长": "馆", "县长": "县府", "区长": "区府", "镇长": "镇府",
    "厅长": "厅", "部长": "部", "社长": "社", "台长": "台", "总编辑": "社报", "站长": "站", "科员": "科局", "教授": "学院校系",
    "研究员": "院所学心", "院士": "院", "医师": "院", "董事长": "司团", "总经理": "司团部", "董事": "司团", "总裁": "司团",
    "工程师": "司团院所厂", "书记": "委组部会支工", "主任": "会室心办院所部队科委", "经理": "司团部", "理事": "会盟",
    "会员": "会", "委员": "会委协", "监事": "司团", "合伙人": "投本金司", "总监": "司团器场", "主席": "会协司团",
}  # fmt: skip
_OF_RESUME = re.compile(r"[，,](?:男|女)[，,]")
_BREAKS = frozenset("，。；")
_COMMITTEE = re.compile(r"(?:党委|党组|党总支|党支部|党工委)$")
_MANAGING = re.compile(
    r"(?:董事长|总经理|总裁|经理|董事|监事会?主席|校长|院长|所长|局长|厅长|厂长|行长|总工程师|总会计师)$"
)
_PARTY_COMMITTEE = re.compile(r"(?:党工委|[省市区县州]委)$")
_DIRECTOR = re.compile(r"(?:常务)?副?主任")
_GOVERNING = re.compile(r"(?:市|县|区|省|州|镇|乡)长$")


@dataclasses.dataclass(slots=True)
class Post:
    """A title in a paragraph: its body, its persons, and whether the text before it says former, acting, concurrent."""

    title: Unit
    letter: int
    body: Unit | None = None
    persons: tuple[Unit, ...] = ()
    how: str = ""
    body_how: str = ""
    run: int = -1


def read_posts(reading: Reading) -> tuple[Post, ...]:
    """The titles of a document with bodies and persons as far as they can be told."""
    titled = _titled(reading)
    return tuple(post for paragraph in reading.paragraphs for post in _read(reading, paragraph, titled))


def _read(reading: Reading, paragraph: Paragraph, titled: frozenset[int]) -> list[Post]:
    letters = sorted(paragraph.units)
    chain = [paragraph.units[n] for n in letters]
    gaps = _gaps(paragraph, letters)
    posts = [Post(unit, letters[i]) for i, unit in enumerate(chain) if unit.type == "POSITION"]
    by_index = {p.title.index: p for p in posts}
    for i, unit in enumerate(chain):
        if unit.type == "POSITION":
            _attach_body(by_index, chain, gaps, i)
    for i, unit in enumerate(chain):
        if unit.type == "PERSON":
            _before_person(by_index, chain, gaps, i, titled)
    _after_person(reading, paragraph, by_index, chain, gaps)
    _of_resume(by_index, chain, gaps)
    for post in posts:
        if post.body is None and post.persons:
            _find_body(reading, paragraph, post)
    return posts


def _gaps(paragraph: Paragraph, letters: Sequence[int]) -> list[str]:
    """What stands before each unit: from the unit before it, or the paragraph's start."""
    starts = [0, *(n + 1 for n in letters)]
    return [paragraph.skeleton[a:b] for a, b in zip(starts, letters, strict=False)]


def _attach_body(posts: dict[int, Post], chain: Sequence[Unit], gaps: Sequence[str], i: int) -> None:
    """蓼河高新区科技局局长: the body right before the title; 书记、主任: the body of the title before it."""
    if i == 0:
        return
    before, post = chain[i - 1], posts[chain[i].index]
    if before.type in _BODIES and _BODY_TO_TITLE.fullmatch(gaps[i]):
        post.body, post.body_how = before, "adjacent"
    elif i > 1 and gaps[i] in _CLOSING and gaps[i - 1] in _OPENING and {before.type, chain[i - 2].type} <= _BODIES:
        post.body, post.body_how = chain[i - 2], "adjacent"
    elif before.type == "POSITION" and _TITLE_TO_TITLE.fullmatch(gaps[i]):
        post.run = 1
        earlier = posts[before.index]
        if earlier.body and not _of_host(post.title.mention.text, earlier.body):
            post.body, post.body_how = earlier.body, "run"


def _of_host(title: str, body: Unit) -> bool:
    """Whether a title after one of a Party committee is none of the committee's: 某公司党委副书记、总经理."""
    return _is_foreign(title, body) or (bool(_COMMITTEE.search(body.mention.text)) and bool(_MANAGING.search(title)))


def _is_foreign(title: str, body: Unit) -> bool:
    """Whether a Party committee has no such post: it has neither a mayor nor a 主任."""
    governs = bool(_GOVERNING.search(title)) and body.mention.kind == "party"
    return governs or is_of_office(title, body.mention.text)


def is_of_office(title: str, body: str) -> bool:
    """Whether a title is one of an office's head, and the body a Party committee: its heads are 书记.

    >>> is_of_office("常务副主任", "蓼河高新区党工委"), is_of_office("副书记", "蓼河高新区党工委"), is_of_office("主任", "市委办")
    (True, False, False)
    """
    return bool(_DIRECTOR.fullmatch(title) and _PARTY_COMMITTEE.search(body))


def _run_back(chain: Sequence[Unit], gaps: Sequence[str], i: int) -> list[int]:
    """The indexes of the titles (with their bodies between) that run up to unit i, from left to right."""
    titles: list[int] = []
    at = i
    while at >= 0 and chain[at].type == "POSITION":
        titles.append(at)
        if at and chain[at - 1].type == "POSITION" and _TITLE_TO_TITLE.fullmatch(gaps[at]):
            at -= 1
        elif (
            at > 1
            and chain[at - 1].type in _BODIES
            and _BODY_TO_TITLE.fullmatch(gaps[at])
            and chain[at - 2].type == "POSITION"
            and _TITLE_TO_BODY.fullmatch(gaps[at - 1])
        ):
            at -= 2
        else:
            break
    return titles[::-1]


def _titled(reading: Reading) -> frozenset[int]:
    """The persons that a title stands right before somewhere in the document."""
    pairs = itertools.pairwise(reading.units)
    return frozenset(b.local for a, b in pairs if a.type == "POSITION" and b.type == "PERSON" and b.start - a.end <= 1)


def _before_person(
    posts: dict[int, Post], chain: Sequence[Unit], gaps: Sequence[str], i: int, titled: frozenset[int]
) -> None:
    """局长王某, 党委委员、总经理刘某, 副局长覃某、万某: the run of titles before a name, and the names listed after it."""
    if i == 0 or chain[i - 1].type != "POSITION" or not _TITLE_TO_PERSON.fullmatch(gaps[i]):
        return
    persons = [chain[i]]
    at = i + 1
    while at < len(chain) and chain[at].type == "PERSON" and _PERSON_LIST.fullmatch(gaps[at]):
        if chain[at].local in titled:  # 副主任甲与乙: who has a title of their own does not share it
            break
        persons.append(chain[at])
        at += 1
    for title in _run_back(chain, gaps, i - 1):
        post = posts[chain[title].index]
        if not post.persons:
            post.persons, post.how = tuple(persons), "title_before_name"


def _after_person(
    reading: Reading, paragraph: Paragraph, posts: dict[int, Post], chain: Sequence[Unit], gaps: Sequence[str]
) -> None:
    """王某任局长; 王某，男，现任…局长、…书记，曾任…; 任命王某为局长; 理事长由王某担任."""
    subject: Unit | None = None
    run_subject: Unit | None = None
    for i, unit in enumerate(chain):
        if unit.type == "PERSON":
            subject = unit
            run_subject = None
            continue
        if unit.type != "POSITION":
            continue
        post = posts[unit.index]
        if post.persons:
            run_subject = None
            continue
        person = _by_group(chain, gaps, i, paragraph, unit)
        if person is not None:
            post.persons, post.how = person, "by_person"
            continue
        lead = _lead(chain, gaps, i)
        if run_subject is not None and _continues(chain, gaps, i):
            post.persons, post.how = (run_subject,), "run_after_name"
        elif subject is not None and (_LEAD.search(lead) or _acts_as(lead, paragraph, post)):
            persons = _listed_subjects(chain, gaps, subject)
            post.persons, post.how = persons, "name_before_title"
            run_subject = subject
        elif subject is not None and _described(chain, gaps, i):
            post.persons, post.how = (subject,), "name_in_brackets"
            run_subject = subject


def _acts_as(lead: str, paragraph: Paragraph, post: Post) -> bool:
    """王某以某公司总经理的身份."""
    return bool(_AS.search(lead) and _AS_END.match(paragraph.skeleton, post.letter + 1))


def _of_resume(posts: Mapping[int, Post], chain: Sequence[Unit], gaps: Sequence[str]) -> None:
    """甲，男，汉族，…。…某局局长: what follows in the line up to the next name, where the body is sure."""
    person: Unit | None = None
    for unit, after in zip(chain, [*gaps[1:], ""], strict=False):
        if unit.type == "PERSON" and (person is None or unit.local != person.local):
            person = unit if _OF_RESUME.match(after) else None
        post = posts.get(unit.index)
        if person and post and not post.persons and post.body_how in ("adjacent", "run"):
            post.persons, post.how = (person,), RESUME


def _lead(chain: Sequence[Unit], gaps: Sequence[str], i: int) -> str:
    """What stands before the title or, when its body does, before the body (and bodies before that: 常德市 O 科)."""
    at = i
    while (
        at
        and chain[at - 1].type in {"ORG", "PARK", "PROJECT", "PLACE"}
        and len(gaps[at]) <= 8
        and _BREAKS.isdisjoint(gaps[at])
    ):
        at -= 1
    before = gaps[at]
    return before if at == 0 else "、" + before if chain[at - 1].type == "POSITION" else "人" + before


def _continues(chain: Sequence[Unit], gaps: Sequence[str], i: int) -> bool:
    """Whether the title goes on a run of titles or, behind a body, a run of posts."""
    if i and chain[i - 1].type == "POSITION":
        return bool(_TITLE_TO_TITLE.fullmatch(gaps[i]))
    if i > 1 and chain[i - 1].type in _BODIES and chain[i - 2].type == "POSITION":
        return bool(_TITLE_TO_BODY.fullmatch(gaps[i - 1]))
    return False


def _described(chain: Sequence[Unit], gaps: Sequence[str], i: int) -> bool:
    """P（O局长）; P，O局长，…"""
    at = i
    while at and chain[at - 1].type in _BODIES and len(gaps[at]) <= 2:
        at -= 1
    if at == 0 or chain[at - 1].type != "PERSON" or not re.fullmatch(r" ?[（(，] ?| ", gaps[at]):
        return False
    return gaps[at].strip() != "，" or not _leads_to_another(chain, gaps, i)


def _leads_to_another(chain: Sequence[Unit], gaps: Sequence[str], i: int) -> bool:
    """Whether the titles from i on lead to a name in the same clause: 甲，某局党组成员、某处处长乙."""
    for at in range(i + 1, len(chain)):
        if not _BREAKS.isdisjoint(gaps[at]):
            return False
        if chain[at].type == "PERSON":
            return chain[at - 1].type == "POSITION" and bool(_TITLE_TO_PERSON.fullmatch(gaps[at]))
    return False


def _listed_subjects(chain: Sequence[Unit], gaps: Sequence[str], subject: Unit) -> tuple[Unit, ...]:
    """任命甲、乙为…: both."""
    at = next(n for n, u in enumerate(chain) if u.index == subject.index)
    persons = [subject]
    while at and chain[at - 1].type == "PERSON" and _PERSON_LIST.fullmatch(gaps[at]):
        at -= 1
        persons.append(chain[at])
    return tuple(persons[::-1])


_BY = re.compile(r"职?务?，?(?:一职)?(?:分别)?由")
_BY_END = re.compile(r"(?:同志|先生|女士)?，?(?:兼任|担任|出任|兼|代理|代行|接任|接棒)")


def _by_group(
    chain: Sequence[Unit], gaps: Sequence[str], i: int, paragraph: Paragraph, unit: Unit
) -> tuple[Unit, ...] | None:
    """理事长由…王某担任: the person before 担任."""
    if i + 1 >= len(chain) or not _BY.fullmatch(gaps[i + 1]):
        return None
    for at in range(i + 1, min(i + 8, len(chain))):
        if chain[at].type == "PERSON":
            after = gaps[at + 1] if at + 1 < len(gaps) else ""
            tail = after or paragraph.skeleton[-12:]
            return (chain[at],) if _BY_END.match(after) or _BY_END.search(tail) else None
        if "。" in gaps[at]:
            return None
    return None


def suits(title: str, name: str) -> bool:
    """Whether a title is one that a body of this name has.

    >>> suits("副局长", "济宁高新区科技创新局"), suits("董事长", "科技创新局")
    (True, False)
    """
    for head in sorted(_HEADS, key=len, reverse=True):
        if title.endswith(head):
            return name[-1] in _HEADS[head] if name else False
    return False


def _find_body(reading: Reading, paragraph: Paragraph, post: Post) -> None:
    """The body of a title that stands without one: the last named before it that has such a title, else the article's."""
    title = post.title.mention.text
    start = post.title.start
    earlier = [u for u in reading.units if u.start < start and u.type == "ORG" and not _is_foreign(title, u)]
    sentence = reading.sentence(start)
    near = [u for u in earlier if reading.sentence(u.start) == sentence]
    here = [u for u in earlier if u.start >= paragraph.start]
    for group, how in ((near, "suits"), (here, "suits_paragraph"), (earlier, "suits_article")):
        for unit in reversed(group):
            thing = reading.things[unit.local]
            if any(suits(title, n) for n in thing.names):
                post.body, post.body_how = unit, how
                return
