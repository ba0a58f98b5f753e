"""A fingerprint must cover all that a stage runs through: compared here with what it really imports and reads."""

import subprocess
import sys
from pathlib import Path

import pytest

from kg.cache import fingerprints
from kg.vocabulary import folder

SEEN = """
import sys
from pathlib import Path
import kg.vocabulary
lists, read = [], kg.vocabulary.read_table
kg.vocabulary.read_table = lambda path: (lists.append(str(path)), read(path))[1]
from kg.read import find_sources, read_source
documents = [d for s in find_sources([Path(sys.argv[1])]) for d in read_source(s)]
if sys.argv[2] == "annotation":
    from kg.nlp.pipeline import build_pipeline, to_doc
    lists.clear()
    nlp = build_pipeline()
    for document in documents:
        nlp(to_doc(nlp, document))
if sys.argv[2] == "joining":
    from kg.config import load_config
    from kg.flow import build
    for _ in range(2):
        build([Path(sys.argv[1])], Path(sys.argv[3]), load_config(environment={}, settings=["nlp.recogniser="]))
print("\\n".join(m.__file__ for name, m in sys.modules.items() if name.startswith("kg.") and m.__file__))
print("\\n".join(lists))
"""


@pytest.mark.parametrize(
    ("stage", "parts", "lists"),
    [
        ("reading", fingerprints.READING, fingerprints.READING_LISTS),
        ("annotation", (*fingerprints.READING, *fingerprints.ANNOTATION), fingerprints.ANNOTATION_LISTS),
        (
            "joining",
            (*fingerprints.ANNOTATION, *fingerprints.JOINING),
            (*fingerprints.READING_LISTS, *fingerprints.ANNOTATION_LISTS),
        ),
    ],
)
def test_all_that_a_stage_runs_through_is_covered(
    stage: str, parts: tuple[str, ...], lists: tuple[str, ...], tmp_path: Path
) -> None:
    articles = folder("seeds") / "articles"
    command = [sys.executable, "-c", SEEN, str(articles), stage, str(tmp_path / "zone.kg")]
    used = {Path(line) for line in subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()}
    covered = {path for _, path in fingerprints._files(parts, lists)}
    assert len(used) > 20
    assert used - covered == set()


def test_a_changed_byte_of_code_or_data_is_another_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "rule.py").write_text("a = 1\n")
    before = fingerprints._digest(iter([("rule.py", tmp_path / "rule.py")]))
    (tmp_path / "rule.py").write_text("a = 2\n")
    assert fingerprints._digest(iter([("rule.py", tmp_path / "rule.py")])) != before


def test_training_code_does_not_count() -> None:
    names = [name for name, _ in fingerprints._files(fingerprints.ANNOTATION, fingerprints.ANNOTATION_LISTS)]
    assert "nlp/recogniser/model.npz" in names
    assert [name for name in names if "training" in name or name.startswith("articles")] == []
