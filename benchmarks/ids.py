"""What becomes of the ids of entities while articles come in.

    python benchmarks/ids.py            the annotated articles in five portions, oldest first, then in random order

After each portion the entities of before are looked for by their ids: `kept` is still the entity's own id, `led on` is
an id that the entity now replaces, `lost` leads nowhere or to something without any of its mentions.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from synthetic import write_articles

from kg.annotations import read_annotated
from kg.config import Config
from kg.flow import make_snapshot
from kg.model import Document, Entity, Snapshot
from kg.resolve import resolve
from kg.vocabulary import folder

PORTIONS = 5


def annotated() -> Snapshot:
    """What the pipeline finds in the annotated articles."""
    number = sum(1 for _ in read_annotated(folder("seeds") / "training"))
    with tempfile.TemporaryDirectory() as name:
        write_articles(number, Path(name))
        return make_snapshot([Path(name)], Config())[0]


def grown(snapshot: Snapshot, documents: Sequence[Document]) -> list[Entity]:
    """The entities of some of the articles."""
    ids = {d.id for d in documents}
    mentions = [m for m in snapshot.mentions if m.document_id in ids]
    return resolve(documents, mentions, [f for f in snapshot.facts if f.document_id in ids])


def fates(before: Sequence[Entity], after: Sequence[Entity]) -> Counter[str]:
    """How many of the ids of before were kept, led on and lost."""
    leads = {id_: e for e in after for id_ in (e.id, *e.replaces)}
    found: Counter[str] = Counter()
    for entity in before:
        other = leads.get(entity.id)
        if other is None or not set(entity.mention_ids) & set(other.mention_ids):
            found["lost"] += 1
        else:
            found["kept" if other.id == entity.id else "led on"] += 1
    return found


def coming_in(snapshot: Snapshot, documents: Sequence[Document]) -> Counter[str]:
    """The fates of the ids in all portions."""
    total: Counter[str] = Counter()
    before: list[Entity] = []
    for portion in range(1, PORTIONS + 1):
        after = grown(snapshot, documents[: len(documents) * portion // PORTIONS])
        total += fates(before, after)
        before = after
    return total


def main() -> int:
    """Print both orders; exit code 1 if an id was lost."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    snapshot = annotated()
    dated = sorted(snapshot.documents, key=lambda d: str(d.published.earliest) if d.published else "9999")
    mixed = random.Random(0).sample(dated, len(dated))
    replaced = sum(len(e.replaces) for e in snapshot.entities)
    print(f"{len(dated)} articles, {len(snapshot.entities)} entities, {replaced} replaced ids")
    lost = 0
    for order, documents in (("oldest first", dated), ("random", mixed)):
        found = coming_in(snapshot, documents)
        print(f"{order:12}  " + ", ".join(f"{fate} {found[fate]}" for fate in ("kept", "led on", "lost")))
        lost += found["lost"]
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
