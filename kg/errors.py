"""What can go wrong, by kind.

```
KgError
├─ ConfigError       an unknown key, a value of the wrong type
├─ VocabularyError   ontology or seeds contradict each other or cannot be read
├─ DocumentError     a text that cannot be read; the run goes on, the document is listed
├─ AnnotationError   a component failed on a document; likewise
├─ JudgementError    two human judgements contradict each other
├─ StoreError        missing, locked, damaged or written by another version
├─ OutputError       a file or folder that cannot be written
├─ LookupFailed      no such name (exit 1), or several (exit 3)
└─ QueryError        bad SPARQL
```

Every message is one line that says what to do. Messages meant for users carry both languages: `KgError(zh, en)`.
"""

from collections.abc import Sequence


class KgError(Exception):
    """Root of all errors of this package: a message in Chinese and in English."""

    exit_code = 1

    def __init__(self, zh: str, en: str | None = None) -> None:
        super().__init__(en or zh)
        self.zh = zh
        self.en = en or zh

    def message(self, lang: str = "zh") -> str:
        """The line for a user of the given language (`zh` or `en`)."""
        return self.zh if lang == "zh" else self.en


class ConfigError(KgError):
    """A setting that does not exist or has the wrong type."""


class VocabularyError(KgError):
    """Ontology or seed tables are missing, malformed or contradict each other."""


class DocumentError(KgError):
    """A source that cannot be read as an article."""


class AnnotationError(KgError):
    """A pipeline component failed on a document."""


class JudgementError(KgError):
    """Two human judgements contradict each other."""


class StoreError(KgError):
    """The store is missing, locked, damaged or of another version."""


class OutputError(KgError):
    """A file or folder that cannot be written."""


class QueryError(KgError):
    """A SPARQL query that cannot be parsed or run."""


class LookupFailed(KgError):
    """No entity of that name, or several; `candidates` are the ones found or the nearest known."""

    def __init__(self, zh: str, en: str, *, candidates: Sequence[object] = (), ambiguous: bool = False) -> None:
        super().__init__(zh, en)
        self.candidates = tuple(candidates)
        self.ambiguous = ambiguous
        self.exit_code = 3 if ambiguous else 1
