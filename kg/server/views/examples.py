"""The shipped example queries with their titles."""

import dataclasses
import functools

from kg.vocabulary import folder


@dataclasses.dataclass(frozen=True, slots=True)
class Example:
    """A query of `ontology/queries`, its name and what it answers, in Chinese and in English."""

    name: str
    zh: str
    en: str
    text: str

    def title(self, lang: str) -> str:
        """What it answers."""
        return self.zh if lang == "zh" else self.en


@functools.cache
def examples() -> tuple[Example, ...]:
    """All of them by name; the first line of a file is `# Chinese · English`."""
    found = []
    for path in sorted((folder("ontology") / "queries").glob("*.rq")):
        text = path.read_text("utf-8")
        zh, _, en = text.partition("\n")[0].lstrip("# ").partition(" · ")
        found.append(Example(path.stem, zh, en[:1].upper() + en[1:], text))
    return tuple(found)


def example(name: str) -> Example | None:
    """The example of a name."""
    return next((e for e in examples() if e.name == name), None)
