import numpy as np
import pytest

from kg.nlp.recogniser.kind import BUCKETS, KindModel, kind_features, kind_of
from kg.vocabulary import ontology


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("济宁市科技局", "government"),
        ("经济发展局党支部", "party"),
        ("山东通佳机械有限公司", "company"),
        ("上海证券交易所", "finance"),
        ("济宁市第一人民医院", "hospital"),
        ("中国科学院过程工程研究所", "institute"),
    ],
)
def test_plain_names_are_told_by_their_last_word(name: str, kind: str) -> None:
    assert kind_of(name)[0] == kind


def test_the_characters_beside_a_name_count() -> None:
    bare, beside = kind_features("芊卉"), kind_features("芊卉", "芊卉董事长说")
    assert set(bare) < set(beside)


def test_a_context_without_the_name_changes_nothing() -> None:
    assert kind_of("芊卉", "董事长说") == kind_of("芊卉")


def test_probabilities_follow_the_weights() -> None:
    weights = np.zeros((BUCKETS + 1, 2), np.float32)
    weights[-1] = [np.log(3), 0]
    assert KindModel(("company", "media"), weights).kind_of("某某") == ("company", 0.75)


def test_every_kind_is_one_of_the_ontology() -> None:
    kinds = set(ontology().kinds)
    assert {kind_of(n)[0] for n in ("甲公司", "乙局", "丙大学")} <= kinds
