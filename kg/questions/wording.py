"""What was understood, and what makes something an answer, in Chinese and English words."""

from collections.abc import Callable, Sequence

from kg.model import Edge
from kg.names import in_quotes
from kg.query import Match
from kg.questions.answered import Words
from kg.questions.periods import Period
from kg.questions.things import ANY, LEADING, LeadersQuestion, Mode, PostsQuestion, Things
from kg.questions.words import IN, Link
from kg.vocabulary import ontology

_ASKS: dict[Mode, tuple[str, str]] = {
    "list": ("哪些", "which"),
    "count": ("多少", "how many"),
    "check": ("是否", "whether"),
    "when": ("何时", "when"),
    "amount": ("金额多少", "for how much"),
}
_TENURES = {
    "now": ("现任", "now"), "ever": ("历任", "all so far"), "former": ("前任", "former"),
    "first": ("首任", "the first"),
    "before": ("之前的一任", "the one before"), "after": ("之后的一任", "the one after"),
}  # fmt: skip
_TITLES = {
    "": ("主要负责人", "head"),
    ANY: ("任职者", "holders of posts"),
    LEADING: ("正副负责人", "heads and deputies"),
}
Namer = Callable[[Things], str]


def things_words(things: Things, mode: Mode, name: Namer) -> Words:
    """A question about things: 哪些 企业：企业 —获得荣誉→ “国家级绿色工厂”."""
    told = [f"{_ASKS[mode][lang]}：{_noun(things, lang, name)}{_conditions(things, lang, name)}" for lang in (0, 1)]
    return Words(told[0], told[1].replace("：", ": "))


def leaders_words(question: LeadersQuestion, bodies: Sequence[Match], person: Match | None) -> Words:
    """A question about holders of a post."""
    of = ["、".join(in_quotes(b.name) for b in bodies), ", ".join(in_quotes(b.name) for b in bodies)]
    zh_title, en_title = _TITLES.get(question.title, (question.title, question.title))
    zh_when, en_when = _period(question.period)
    zh_tenure, en_tenure = _TENURES[question.tenure] if not (question.period or question.mode == "check") else ("", "")
    who = in_quotes(person.name) if person else ""
    asks = _ASKS[question.mode]
    zh = f"{asks[0] if question.mode != 'list' else '谁'}：{of[0]}的{zh_title}{_in_brackets(zh_tenure, zh_when, who)}"
    en = (
        f"{asks[1] if question.mode != 'list' else 'who'}: {en_title} of {of[1]}{_in_brackets(en_tenure, en_when, who)}"
    )
    return Words(zh, en)


def posts_words(question: PostsQuestion, person: Match) -> Words:
    """A question about the posts of a person."""
    zh_when, en_when = _period(question.period)
    body = in_quotes(question.body.text) if question.body else ""
    who = in_quotes(person.name)
    zh = f"职务：{who}{_in_brackets('现任' if question.current else '', zh_when, body, question.title)}"
    en = f"posts: {who}{_in_brackets('now' if question.current else '', en_when, body, question.title)}"
    return Words(zh, en)


def edge_words(edge: Edge, other: str, *, outward: bool) -> Words:
    """What an edge says of one of its ends: 获得荣誉 国家级绿色工厂 of its subject, 小松 投资 8亿元 of its object."""
    known = ontology().predicates[edge.predicate]
    said = [edge.qualifier(q) for q in ("position", "amount") if edge.qualifier(q)]
    zh, en = ([label, other] if outward else [other, label] for label in (known.zh, known.en))
    return Words(" ".join([*zh, *said]), " ".join([*en, *said]))


def joined(parts: Sequence[Words]) -> Words:
    """Several things said of one entity."""
    return Words(
        "；".join(dict.fromkeys(p.zh for p in parts)),
        "; ".join(dict.fromkeys(p.en for p in parts)),
    )


def _noun(things: Things, lang: int, name: Namer) -> str:
    if things.name:
        return in_quotes(name(things))
    kinds = [ontology().kinds[k][lang] for k in things.kinds]
    types = [(ontology().types[t].zh, ontology().types[t].en)[lang] for t in things.types if t != "ORG" or not kinds]
    return ("或", " or ")[lang].join([*kinds, *types]) or ("任何实体", "anything")[lang]


def _conditions(things: Things, lang: int, name: Namer) -> str:
    parts = []
    for condition in things.conditions:
        other = _noun(condition.other, lang, name) if condition.other else ("某处", "something")[lang]
        if condition.other and condition.other.conditions:
            other += f"（{_conditions(condition.other, lang, name).lstrip('，, ')}）"
        said = ("或", " or ")[lang].join(_arrow(link, other, lang) for link in condition.links)
        when = _period(condition.period)[lang]
        parts.append(f"{said}（{when}）" if when else said)
    return "".join(f"，{p}" if lang == 0 else f", {p}" for p in parts)


def _arrow(link: Link, other: str, lang: int) -> str:
    label = ("位于", "lies in")[lang] if link.predicate == IN else _label(link.predicate, lang)
    return f"{other} —{label}→ ？" if link.inverse else f"？ —{label}→ {other}"


def _label(predicate: str, lang: int) -> str:
    known = ontology().predicates[predicate]
    return (known.zh, known.en)[lang]


def _period(period: Period | None) -> tuple[str, str]:
    return (period.iso, period.iso) if period else ("", "")


def _in_brackets(*parts: str) -> str:
    said = [p for p in parts if p]
    return f"（{'，'.join(said)}）" if said else ""
