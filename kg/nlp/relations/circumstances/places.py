"""Where claims and times or sums of money stand, as arrays: the parts of a document that circumstances are read off.

Offsets are the text's. Names are blanked out before words are counted: a plan in a name (三年行动计划) is no plan.
"""

import dataclasses
import functools
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.nlp.relations.claims import Claim
from kg.nlp.relations.layout import TYPES
from kg.nlp.relations.reading import Reading
from kg.vocabulary import ontology

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Span = tuple[int, int]
_BLANK = "\ue000"

WORDS = {
    "will": "将(?!军|士|来|近)|即将|拟|要(?!求|素|点|闻|件)",
    "plan": "计划(?:于|在|建|投|打|引|今|明|年)|规划建设|谋划|部署|方案",
    "aim": "力争|争取|争创|确保|目标|努力|瞄准|锚定|以.{1,8}为目标",
    "expect": "预计|有望|可望|届时|下一步|今后|未来|接下来|下半年",
    "prepare": "筹建|筹备|准备|待建|申报|申请|创建|意向|洽谈|推荐|公示|递交|转而",
    "urge": "建议|希望|要求|鼓励|支持|推动|推进|加快|着力|深化|继续|进一步|探索|布局",
    "promise": "承诺|答应|约定|签约|签署|框架协议",
    "done": "已|了(?!解)|成功|顺利|正式|先后|累计|完成|建成|投产|获批|荣获|入选|揭牌",
    "not": "未(?!来)|没有|没能|并非|并未|不是|无(?!锡|人|线|缝|纺)|否认|不存在|不属实|谣言|冒充|自称",
    "cancelled": "取消|终止|撤销|落选|撤回|流产|搁置|放弃|告吹|婉拒|谢绝|落空|夭折|作废|解除|叫停|受阻|一度|本想|原本|曾打算|曾拟|原拟",
    "left": "不再|退出|离任|卸任|辞去|免去|离职|退休|调离|调任|调往|转任|升任|去世|离休|接替|接棒|此后|之后",
    "ended": "注销|摘牌|退市|脱钩|转让|搬迁|迁出|迁往|搬出|关闭|停业|停产|到期|届满|期满|解散|并入|合并|拆分|剥离|出售|更名|改制|改组",
    "former": "原(?!料|材|则|创|因|理|文|标)|前身|前任|曾|历任|当年|早年|昔日|彼时|当时|那时|时任|首任|第[一二三四五]任|先后任",
    "now": "现任|目前|如今|现有|至今|现为|截至|今年以来",
    "begin": "任命|当选|上任|就任|履新|出任|接任|继任|升任|起任|聘任|受聘|聘请|推选|选举|担任",
    "until": "至|到(?!场|会|访|来|位|达)|期间|任期|为期",
    "since": "自(?!治|主|动|然|己|称)|起|以来|以后",
}  # fmt: skip


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(w) for w in WORDS.values())


@dataclasses.dataclass(frozen=True, slots=True)
class Places:
    """A document's claims: `low` and `high` are the two units' starts in order; clauses, sentences, lines are numbered.

    `counts[n]` are the telling words before offset n, `units` the starts of the units, `seen[n]` how many of each type
    are among the first n.
    """

    text: str
    counts: Ints
    clause_ends: Ints
    sentence_ends: Ints
    line_ends: Ints
    units: Ints
    unit_ends: Ints
    seen: Ints
    predicate: Ints
    subject: Ints
    subject_end: Ints
    object: Ints
    object_end: Ints
    subject_type: Ints
    object_type: Ints
    title: Ints
    title_end: Ints
    evidence: tuple[tuple[Span, ...], ...]

    def clause(self, offsets: Ints) -> Ints:
        """The number of the clause at each offset."""
        return np.searchsorted(self.clause_ends, offsets, "right")

    def sentence(self, offsets: Ints) -> Ints:
        """The number of the sentence at each offset."""
        return np.searchsorted(self.sentence_ends, offsets, "right")

    def line(self, offsets: Ints) -> Ints:
        """The number of the line at each offset."""
        return np.searchsorted(self.line_ends, offsets, "right")

    def bounds(self, ends: Ints, offsets: Ints) -> tuple[Ints, Ints]:
        """Where the clauses, sentences or lines that end at `ends` start and end around offsets."""
        number = np.searchsorted(ends, offsets, "right")
        edges = np.concatenate([[0], ends, [len(self.text)]])
        return edges[number], edges[number + 1]

    def said(self, start: Ints, end: Ints) -> Ints:
        """How often each telling word stands in stretches: (stretches, words)."""
        size = len(self.text)
        start, end = np.clip(start, 0, size), np.clip(end, 0, size)
        return self.counts[np.maximum(start, end)] - self.counts[start]

    def holds(self, offsets: Ints) -> NDArray[np.bool_]:
        """Whether the clauses of a claim hold offsets: (claims, offsets)."""
        first, second = self._evidence()
        held: NDArray[np.bool_] = (offsets >= first[:, :1]) & (offsets < first[:, 1:])
        return held | (offsets >= second[:, :1]) & (offsets < second[:, 1:])

    def said_in_evidence(self) -> Ints:
        """How often each telling word stands in the clauses of a claim: (claims, words)."""
        first, second = self._evidence()
        twice = (first != second).any(axis=1)
        said: Ints = self.said(*first.T) + self.said(*second.T) * twice[:, None]
        return said

    def _evidence(self) -> tuple[Ints, Ints]:
        """The one or two stretches of each claim's clauses; of one, twice the same."""
        spans = [(*e, *e[-1:])[:2] for e in self.evidence]
        first, second = (np.array([s[n] for s in spans], np.int64).reshape(-1, 2) for n in (0, 1))
        return first, second

    def between(self, start: Ints, end: Ints) -> Ints:
        """How many units of each type start in stretches: (stretches, types)."""
        first, last = np.searchsorted(self.units, start), np.searchsorted(self.units, end)
        return self.seen[np.maximum(first, last)] - self.seen[first]


@functools.cache
def predicate_numbers() -> dict[str, int]:
    """The number of each predicate, posts included."""
    return {p: n for n, p in enumerate(sorted(ontology().predicates))}


def locate(reading: Reading, claims: Sequence[Claim], evidence: Sequence[tuple[Span, ...]]) -> Places:
    """The arrays of a reading and its claims."""
    text, units = reading.text, reading.units
    seen = np.zeros((len(units) + 1, len(TYPES)), np.int64)
    seen[np.arange(1, len(units) + 1), [TYPES.index(u.type) for u in units]] = 1
    titles = [_title(reading, c) for c in claims]
    column = functools.partial(np.array, dtype=np.int64)
    return Places(
        text, _counts(_blanked(reading)), column(reading.clause_ends), column(reading.sentence_ends),
        column([n + 1 for n, c in enumerate(text) if c == "\n"]), column([u.start for u in units]),
        column([u.end for u in units]), np.cumsum(seen, axis=0), column([predicate_numbers()[c.predicate] for c in claims]),
        column([c.subject.start for c in claims]), column([c.subject.end for c in claims]),
        column([c.object.start for c in claims]), column([c.object.end for c in claims]),
        column([TYPES.index(c.subject.type) for c in claims]), column([TYPES.index(c.object.type) for c in claims]),
        column([s for s, _ in titles]), column([e for _, e in titles]), tuple(evidence),
    )  # fmt: skip


def _title(reading: Reading, claim: Claim) -> Span:
    """Where the title of a post stands; the object of other claims."""
    if claim.position:
        start = reading.text.find(claim.position, max(claim.at[0], 0))
        if start >= 0:
            return start, start + len(claim.position)
    return claim.object.start, claim.object.end


def _blanked(reading: Reading) -> str:
    parts, at = [], 0
    for unit in reading.units:
        if unit.start >= at and unit.type != "POSITION" and not unit.refers:
            parts += [reading.text[at : unit.start], _BLANK * (unit.end - unit.start)]
            at = unit.end
    return "".join([*parts, reading.text[at:]])


def _counts(text: str) -> Ints:
    counts = np.zeros((len(text) + 1, len(WORDS)), np.int64)
    for column, words in enumerate(_patterns()):
        for match in words.finditer(text):
            counts[match.start() + 1, column] += 1
    return np.cumsum(counts, axis=0)
