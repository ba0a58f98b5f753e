"""The names component: candidates from every source, one choice, then the same names elsewhere in the document."""

from collections.abc import Iterable, Mapping

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from kg.model import Mention, content_id, name_key
from kg.nlp.names.boundaries import mend
from kg.nlp.names.branches import join_branches
from kg.nlp.names.bylines import find_in_bylines, with_described
from kg.nlp.names.candidates import Candidate, select
from kg.nlp.names.consistency import spread
from kg.nlp.names.grammar import find_by_suffix
from kg.nlp.names.judge import load
from kg.nlp.names.quotes import find_in_quotes
from kg.nlp.names.titles import with_fields
from kg.nlp.recogniser.kind import kind_of
from kg.nlp.rows import set_extensions

_SPREAD_TYPES = frozenset({"PERSON", "ORG", "PARK", "PROGRAMME", "PROJECT", "EVENT"})
# Of what the judge says. Chosen on the articles and pages of a five-fold cross-validation; those of titles and events
# are lower, for the sake of their facts.
THRESHOLDS = {
    "PERSON": 0.4, "ORG": 0.4, "PARK": 0.38, "PROGRAMME": 0.36, "PROJECT": 0.36,
    "PLACE": 0.34, "HONOUR": 0.36, "INDUSTRY": 0.4, "EVENT": 0.34, "POSITION": 0.3,
}  # fmt: skip
PARTS = ["boundaries", "judge", "bylines", "quotes", "consistency"]
_UNSCORED = 0.9  # a span of a foreign recogniser that gives no probability


class Names:
    """Reads the recogniser's spans (`doc.spans["recogniser"]`, else `doc.ents`) and writes mentions.

    `parts` switches the surrounding parts on: `boundaries`, `judge`, `bylines`, `quotes`, `suffixes`, `consistency`.
    `thresholds` gives by type the confidence below which a recognised span is dropped. A recogniser that gives no
    probabilities is not judged.
    """

    def __init__(self, parts: list[str], thresholds: dict[str, float] | None = None) -> None:
        set_extensions()
        self.parts = frozenset(parts)
        self.thresholds = thresholds or {}

    def __call__(self, doc: Doc) -> Doc:
        document_id, _ = doc._.document
        text = doc.text  # spaCy joins the tokens at every access
        names = self.find(text, _recognised(doc), scored="recogniser" in doc.user_data)
        doc._.mentions = [_mention(text, document_id, c) for c in names]
        spans = [Span(doc, c.start, c.end, label=c.type) for c in names]
        doc.spans["mentions"] = SpanGroup(doc, name="mentions", spans=spans)
        return doc

    def find(self, text: str, recognised: list[Candidate], *, scored: bool = True) -> list[Candidate]:
        """The names of a text, given what a recogniser found in it; `scored` says whether with probabilities."""
        candidates = mend(text, recognised) if "boundaries" in self.parts else recognised
        if "judge" in self.parts and scored:
            candidates = load().judged(text, candidates)
        candidates = _sure_enough(candidates, self.thresholds)
        if "bylines" in self.parts:
            candidates = [*with_described(text, candidates), *find_in_bylines(text)]
        chosen = select(c for c in candidates if c.end > c.start)
        for part, source in (("quotes", find_in_quotes), ("suffixes", find_by_suffix)):
            if part in self.parts:
                chosen = _fill(chosen, source(text))
        if "consistency" in self.parts:
            chosen = sorted([*chosen, *spread(text, chosen, types=_SPREAD_TYPES)], key=lambda c: c.start)
        return join_branches(text, with_fields(chosen))


def _sure_enough(candidates: Iterable[Candidate], thresholds: Mapping[str, float]) -> list[Candidate]:
    """Those that reach the threshold of their type; a body in front of a title needs half as much.

    Without it the title would be one of the body before: 市纪委书记、监委主任.
    """
    rows = list(candidates)
    kept = {c for c in rows if c.confidence >= thresholds.get(c.type, 0.0)}
    titles = {c.start for c in kept if c.type == "POSITION"}
    bodies = (c for c in rows if c.type == "ORG" and c.end in titles)
    kept |= {c for c in bodies if c.confidence >= thresholds.get(c.type, 0.0) / 2}
    return [c for c in rows if c in kept]


def _recognised(doc: Doc) -> list[Candidate]:
    group = doc.spans.get("recogniser")
    if group is None:
        return [Candidate(e.start, e.end, e.label_, "recogniser", _UNSCORED) for e in doc.ents]
    scores = {(s, e): c for s, e, _, c in doc.user_data.get("recogniser", [])}
    return [Candidate(s.start, s.end, s.label_, "recogniser", scores.get((s.start, s.end), _UNSCORED)) for s in group]


def _fill(chosen: list[Candidate], more: Iterable[Candidate]) -> list[Candidate]:
    """`chosen` and those of `more` that touch none of them."""
    taken = {i for c in chosen for i in range(c.start, c.end)}
    free = [c for c in more if taken.isdisjoint(range(c.start, c.end))]
    return sorted([*chosen, *select(free)], key=lambda c: c.start)


def _mention(text: str, document_id: str, c: Candidate) -> Mention:
    surface = text[c.start : c.end]
    kind = kind_of(surface)[0] if c.type == "ORG" else ""
    return Mention(
        id=content_id("m", document_id, str(c.start), str(c.end), c.type),
        document_id=document_id,
        start=c.start,
        end=c.end,
        type=c.type,
        kind=kind,
        text=surface,
        key=name_key(surface),
        full="",
        local=-1,
        found_by=c.found_by,
        confidence=c.confidence,
    )


@Language.factory(
    "kg_names",
    default_config={"parts": PARTS, "thresholds": THRESHOLDS},
    requires=["doc.spans"],
    assigns=["doc.spans", "doc._.mentions"],
)
def make_names(nlp: Language, name: str, parts: list[str], thresholds: dict[str, float]) -> Names:
    """The names component of the pipeline."""
    return Names(parts, thresholds)
