"""A tokenizer that makes every character a token, so that token and character offsets are the same.

Word segmentation cuts names apart (科技创新局局长 becomes 科技|创新|局局长); nothing here depends on words.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab


class CharacterTokenizer:
    """Splits a text into its characters; has no state besides the vocabulary."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        return Doc(self.vocab, words=list(text), spaces=[False] * len(text))

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to keep."""
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> "CharacterTokenizer":
        """Nothing to restore."""
        return self

    def to_disk(self, _: Path | str, **__: Any) -> None:
        """Nothing to keep."""

    def from_disk(self, _: Path | str, **__: Any) -> "CharacterTokenizer":
        """Nothing to restore."""
        return self


@spacy.registry.tokenizers("kg.CharacterTokenizer.v1")
def make_character_tokenizer() -> Callable[[Language], CharacterTokenizer]:
    """The tokenizer as spaCy configurations name it: `{"@tokenizers": "kg.CharacterTokenizer.v1"}`."""
    return lambda nlp: CharacterTokenizer(nlp.vocab)
