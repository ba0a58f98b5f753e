"""Annotated text in one form: pieces of at most `pieces.LIMIT` characters with the names inside them."""

import dataclasses
import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.annotations import AnnotatedArticle
from kg.errors import DocumentError
from kg.nlp.names.evidence import TYPES
from kg.nlp.recogniser.pieces import pieces

ZONE = TYPES
CORE = ("PERSON", "ORG", "PARK", "PROGRAMME")


@dataclasses.dataclass(frozen=True, slots=True)
class Corpus:
    """A public corpus: the labels its head tells apart, its training files and its test file."""

    name: str
    labels: tuple[str, ...]
    train: tuple[str, ...]
    test: str


RESUME = Corpus(
    "resume",
    ("PERSON", "ORG", "POSITION", "PLACE", "EDU", "NATIONALITY", "MAJOR", "RACE"),
    ("resume.train",),
    "resume.test",
)
CLUENER = Corpus("cluener", ("PERSON", "ORG", "POSITION", "PLACE", "WORK"), ("cluener.train",), "cluener.dev")
MSRA = Corpus("msra", ("PERSON", "ORG", "PLACE"), ("msra.train", "msra.train_seen_in_peoples_daily"), "msra.test")


@dataclasses.dataclass(frozen=True, slots=True)
class Marked:
    """A text and the names in it: (start, end, label)."""

    text: str
    names: tuple[tuple[int, int, str], ...]


def read_corpus(folder: Path, file: str, labels: Iterable[str]) -> Iterator[Marked]:
    """The sentences of a public corpus file, names of other labels left out."""
    path, wanted = folder / "ner" / f"{file}.jsonl.gz", set(labels)
    if not path.is_file():
        raise DocumentError(
            f"找不到训练数据 {path}，请用 --data 指定其上级文件夹",
            f"no training data {path}; give its folder with --data",
        )
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["text"].strip():
                yield Marked(row["text"], tuple((s, e, t) for s, e, t, *_ in row["ents"] if t in wanted))


def read_article(article: AnnotatedArticle) -> Marked:
    """An annotated article as marked text."""
    return Marked(article.text, tuple((m.start, m.end, m.type) for m in article.mentions))


def cut(marked: Marked) -> Iterator[Marked]:
    """The pieces of a marked text; a name that a cut goes through is left out.

    >>> list(cut(Marked("甲乙。\\n丙", ((0, 2, "ORG"), (4, 5, "PERSON")))))[1]
    Marked(text='丙', names=((0, 1, 'PERSON'),))
    """
    for start, end in pieces(marked.text):
        inside = tuple((a - start, b - start, t) for a, b, t in marked.names if a >= start and b <= end)
        yield Marked(marked.text[start:end], inside)
