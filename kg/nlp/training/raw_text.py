"""Text that nobody has marked: documents of the news collection in pieces, none that something is measured on."""

import dataclasses
import gzip
import logging
from collections.abc import Container, Iterator
from pathlib import Path

import numpy as np

from kg.nlp.recogniser.features import Codes, Ints
from kg.nlp.recogniser.pieces import codes, pieces
from kg.nlp.training.segmenter import Tags, tag_all

logger = logging.getLogger(__name__)

LEFT_OUT = "left_out.tsv.gz"
"""The documents that are not read, in the folder of the annotated articles."""

_SHORTEST_DOCUMENT, _SHORTEST_PIECE = 100, 12


@dataclasses.dataclass(frozen=True, slots=True)
class RawText:
    """Pieces of text one after the other as code points, where each begins, a segmenter's tag for each character."""

    codes: Codes
    starts: Ints
    tags: Tags

    def piece(self, number: int) -> slice:
        """Where a piece stands."""
        return slice(self.starts[number], self.starts[number + 1])


def raw_text(articles: Path, data: Path) -> RawText | None:
    """The news of the data folder, tagged; none, with a warning, where the collection is not at hand."""
    news = data / "news"
    if not news.is_dir():
        logger.warning("no %s: the encoder reads no raw text", news)
        return None
    texts = list(read_raw(news, read_left_out(articles / LEFT_OUT)))
    logger.info("tagging %d pieces of raw text", len(texts))
    return RawText(np.concatenate(texts), np.cumsum([0, *map(len, texts)]), tag_all(texts))


def read_raw(folder: Path, left_out: Container[tuple[str, int]] = ()) -> Iterator[Codes]:
    """The pieces of a folder's text files, a document a line, as code points; a document found before is left out.

    So are those named in `left_out` by file and line (from 0).
    """
    known: set[str] = set()
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        for number, line in enumerate(file.read_text("utf-8", errors="replace").splitlines()):
            key = line[60:160]
            if len(line) < _SHORTEST_DOCUMENT or key in known:
                continue
            known.add(key)
            if (file.name, number) in left_out:
                continue
            for start, end in pieces(line):
                if end - start >= _SHORTEST_PIECE:
                    yield codes(line[start:end])


def read_left_out(path: Path) -> frozenset[tuple[str, int]]:
    """Documents that are not to be read: lines of `file`, a tab, `line`, compressed."""
    if not path.is_file():
        return frozenset()
    rows = (line.split("\t") for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines())
    return frozenset((file, int(line)) for file, line in rows)
