"""Fingerprints of the code and data that a stage's results depend on: bytes of files, no version numbers to forget."""

import functools
import hashlib
import importlib.metadata
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.vocabulary import folder

_PACKAGE = Path(__file__).resolve().parent.parent
_BASE = ("errors.py", "model.py", "vocabulary.py")
_ROOMS = ("cache", "curation", "engines", "growing", "names", "read", "resolve", "store")
# What a stage runs through in the package and which word lists it reads; a test compares them with what it does.
READING = (*_BASE, "scripts.py", "read")
ANNOTATION = (*_BASE, "names", "nlp")
JOINING = (*_BASE, *_ROOMS, "config.py", "flow.py", "scripts.py", "timeline.py")
READING_LISTS = ("reading", "surnames.tsv")
ANNOTATION_LISTS = ("*.tsv", "names")
_NOT_RUN = ("__pycache__", "training")
_LIBRARIES = ("numpy", "spacy")


@functools.cache
def reading() -> str:
    """What reading an article depends on besides the article."""
    return _digest(_files(READING, READING_LISTS))


@functools.cache
def annotation() -> str:
    """What annotating a document depends on besides the document and the settings."""
    return _digest(_files(ANNOTATION, ANNOTATION_LISTS))


@functools.cache
def joining() -> str:
    """What bringing documents together and writing the graph depend on besides mentions, facts and settings."""
    return _digest(_files(JOINING, ANNOTATION_LISTS), (*_LIBRARIES, "pyarrow", "pypinyin"))


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, empty if it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _files(parts: tuple[str, ...], lists: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    yield "ontology", folder("ontology") / "kg.ttl"
    for root, names in ((_PACKAGE, parts), (folder("seeds"), lists)):
        for name in names:
            for top in sorted(root.glob(name)):
                for path in sorted(top.rglob("*")) if top.is_dir() else (top,):
                    inside = path.relative_to(root)
                    if path.is_file() and not set(inside.parts) & set(_NOT_RUN):
                        yield inside.as_posix(), path


def _digest(files: Iterator[tuple[str, Path]], libraries: Sequence[str] = _LIBRARIES) -> str:
    versions = [f"{name} {importlib.metadata.version(name)}" for name in libraries]
    python = f"python {sys.version_info.major}.{sys.version_info.minor}, unicode {unicodedata.unidata_version}"
    lines = [python, *versions, *(f"{name} {file_digest(path)}" for name, path in files)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
